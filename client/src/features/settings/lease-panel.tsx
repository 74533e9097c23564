// For how long a device of this workspace opens what it holds without hearing from the server: an admin's choice.
import { useEffect, useState } from "react";
import { useApp, useUser } from "../../app/app-context.tsx";
import { text } from "../../app/text.ts";
import { Panel } from "../../ui/panel.tsx";
import { Select } from "../../ui/select.tsx";
import { useToast } from "../../ui/toast.tsx";
import { words } from "./texts.ts";

const DAYS = [1, 3, 7, 14, 30, 60, 90] as const;

const daysOf = (answer: unknown): number | undefined =>
  typeof answer === "object" && answer !== null && "offlineLeaseDays" in answer && typeof answer.offlineLeaseDays === "number" ? answer.offlineLeaseDays : undefined;

export const LeasePanel = () => {
  const { api } = useApp();
  const user = useUser();
  const toast = useToast();
  const [days, setDays] = useState<number>();
  const [away, setAway] = useState(false);
  const path = `/api/workspace?workspace=${encodeURIComponent(user?.workspaceId ?? "")}`;
  useEffect(() => {
    void api({ method: "GET", path }).then((answer) => {
      setAway(!answer.ok);
      if (answer.ok) setDays(daysOf(answer.value));
    });
  }, [api, path]);
  const choose = async (value: string) => {
    const before = days;
    setDays(Number(value));
    const answer = await api({ method: "PATCH", path, body: { offlineLeaseDays: Number(value) } });
    if (answer.ok) return toast({ message: words.lease.saved });
    setDays(before);
    toast({ message: answer.error.kind === "unreachable" ? words.lease.needsNetwork : answer.error.detail || text.api.unknown, tone: "bad" });
  };
  const choices = days === undefined || DAYS.some((each) => each === days) ? DAYS : [...DAYS, days].sort((a, b) => a - b);
  return (
    <Panel title={words.lease.title}>
      {away
        ? <p className="text-body text-ink-muted">{words.lease.needsNetwork}</p>
        : <Select label={words.lease.label} hint={words.lease.hint} disabled={days === undefined} value={days === undefined ? "" : String(days)} options={choices.map((each) => ({ value: String(each), label: words.lease.days(each) }))} onChange={(value) => void choose(value)} />}
    </Panel>
  );
};
