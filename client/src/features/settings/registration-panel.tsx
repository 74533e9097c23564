// Whether people may join this workspace by themselves: an admin's choice.
import { useEffect, useState } from "react";
import { useApp, useUser } from "../../app/app-context.tsx";
import { text } from "../../app/text.ts";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Panel } from "../../ui/panel.tsx";
import { useToast } from "../../ui/toast.tsx";
import { words } from "./texts.ts";

const openOf = (answer: unknown): boolean => typeof answer === "object" && answer !== null && "selfRegistration" in answer && answer.selfRegistration === true;

export const RegistrationPanel = () => {
  const { api } = useApp();
  const user = useUser();
  const toast = useToast();
  const [open, setOpen] = useState<boolean>();
  const [away, setAway] = useState(false);
  const path = `/api/workspace?workspace=${encodeURIComponent(user?.workspaceId ?? "")}`;
  useEffect(() => {
    void api({ method: "GET", path }).then((answer) => {
      setAway(!answer.ok);
      if (answer.ok) setOpen(openOf(answer.value));
    });
  }, [api, path]);
  const choose = async (selfRegistration: boolean) => {
    setOpen(selfRegistration);
    const answer = await api({ method: "PATCH", path, body: { selfRegistration } });
    if (answer.ok) return toast({ message: selfRegistration ? words.registration.on : words.registration.off });
    setOpen(!selfRegistration);
    toast({ message: answer.error.kind === "unreachable" ? words.lease.needsNetwork : answer.error.detail || text.api.unknown, tone: "bad" });
  };
  return (
    <Panel title={words.registration.title}>
      {away
        ? <p className="text-body text-ink-muted">{words.lease.needsNetwork}</p>
        : <Checkbox label={words.registration.label} hint={words.registration.hint} disabled={open === undefined} checked={open === true} onChange={(chosen) => void choose(chosen)} />}
    </Panel>
  );
};
