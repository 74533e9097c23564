// For how long a device of this workspace opens what it holds without hearing from the server: an admin's choice.
import { numberOf, objectOf } from "../../app/answer-parts.ts";
import { useUser } from "../../app/app-context.tsx";
import { useAsked } from "../../app/use-asked.ts";
import { Panel } from "../../ui/panel.tsx";
import { Select } from "../../ui/select.tsx";
import { words } from "./texts.ts";
import { useChoice } from "./use-choice.ts";

const DAYS = [1, 3, 7, 14, 30, 60, 90] as const;

const daysOf = (answer: unknown): number => numberOf(objectOf(answer)["offlineLeaseDays"]);

export const LeasePanel = () => {
  const user = useUser();
  const path = `/api/workspace?workspace=${encodeURIComponent(user?.workspaceId ?? "")}`;
  const { value: kept, problem, look } = useAsked(path, daysOf);
  const { shown: days, choose } = useChoice<number>({ kept, look, callFor: (offlineLeaseDays) => ({ method: "PATCH", path, body: { offlineLeaseDays } }), saidOf: () => words.lease.saved });
  const choices = days === undefined || DAYS.some((each) => each === days) ? DAYS : [...DAYS, days].sort((a, b) => a - b);
  return (
    <Panel title={words.lease.title}>
      {problem !== undefined && kept === undefined
        ? <p className="text-body text-ink-muted">{words.lease.needsNetwork}</p>
        : <Select label={words.lease.label} hint={words.lease.hint} disabled={days === undefined} value={days === undefined ? "" : String(days)} options={choices.map((each) => ({ value: String(each), label: words.lease.days(each) }))} onChange={(value) => void choose(Number(value))} />}
    </Panel>
  );
};
