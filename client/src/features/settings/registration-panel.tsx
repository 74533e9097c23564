// Whether people may join this workspace by themselves: an admin's choice.
import { objectOf } from "../../app/answer-parts.ts";
import { useUser } from "../../app/app-context.tsx";
import { useAsked } from "../../app/use-asked.ts";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Panel } from "../../ui/panel.tsx";
import { words } from "./texts.ts";
import { useChoice } from "./use-choice.ts";

const openOf = (answer: unknown): boolean => objectOf(answer)["selfRegistration"] === true;

export const RegistrationPanel = () => {
  const user = useUser();
  const path = `/api/workspace?workspace=${encodeURIComponent(user?.workspaceId ?? "")}`;
  const { value: kept, problem, look } = useAsked(path, openOf);
  const { shown, choose } = useChoice<boolean>({ kept, look, callFor: (selfRegistration) => ({ method: "PATCH", path, body: { selfRegistration } }), saidOf: (chosen) => (chosen ? words.registration.on : words.registration.off) });
  return (
    <Panel title={words.registration.title}>
      {problem !== undefined && kept === undefined
        ? <p className="text-body text-ink-muted">{words.lease.needsNetwork}</p>
        : <Checkbox label={words.registration.label} hint={words.registration.hint} disabled={shown === undefined} checked={shown === true} onChange={(chosen) => void choose(chosen)} />}
    </Panel>
  );
};
