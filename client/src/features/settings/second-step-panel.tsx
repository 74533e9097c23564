// Whether everybody of this workspace signs in with a second step: an admin's choice, who has one himself.
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useApp, useUser } from "../../app/app-context.tsx";
import { objectOf } from "../../app/answer-parts.ts";
import { problemSaid } from "../../app/problem-said.ts";
import { useAsked } from "../../app/use-asked.ts";
import { Banner } from "../../ui/banner.tsx";
import { buttonClass } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Panel } from "../../ui/panel.tsx";
import { useToast } from "../../ui/toast.tsx";
import { words } from "./texts.ts";

const requiredOf = (answer: unknown): boolean => objectOf(answer)["requireSecondFactor"] === true;

export const SecondStepPanel = () => {
  const { api } = useApp();
  const user = useUser();
  const toast = useToast();
  const path = `/api/workspace?workspace=${encodeURIComponent(user?.workspaceId ?? "")}`;
  const { value: required, problem, look } = useAsked(path, requiredOf);
  const [choosing, setChoosing] = useState<boolean>();
  const [missing, setMissing] = useState(false);
  const choose = async (requireSecondFactor: boolean) => {
    setChoosing(requireSecondFactor);
    const answer = await api({ method: "PATCH", path, body: { requireSecondFactor } });
    await look();
    setChoosing(undefined);
    const own = !answer.ok && answer.error.kind === "problem" && answer.error.code === "second-factor-missing";
    setMissing(own);
    if (answer.ok) toast({ message: requireSecondFactor ? words.secondStep.on : words.secondStep.off });
    else if (!own) toast({ message: problemSaid(answer.error, words.lease.needsNetwork), tone: "bad" });
  };
  return (
    <Panel title={words.secondStep.title}>
      {required === undefined && problem !== undefined
        ? <p className="text-body text-ink-muted">{words.lease.needsNetwork}</p>
        : (
          <div className="flex flex-col gap-3">
            <Checkbox
              label={words.secondStep.label} hint={words.secondStep.hint} disabled={required === undefined || choosing !== undefined}
              checked={choosing ?? required === true} onChange={(chosen) => void choose(chosen)}
            />
            {missing && (
              <Banner kind="warning" title={words.secondStep.missing} action={<Link to="/settings/security" className={buttonClass("secondary", "small")}>{words.secondStep.setUp}</Link>}>
                {words.secondStep.missingDetail}
              </Banner>
            )}
          </div>
        )}
    </Panel>
  );
};
