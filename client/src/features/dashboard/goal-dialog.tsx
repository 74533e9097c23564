// Sets a goal for oneself, for somebody one leads or for a team, or changes the target of one.
import { addMonths, type GoalProgress, goalStart } from "@outrider/shared/analytics";
import { GOAL_MEASURES, GOAL_SPANS, type GoalMeasure, type GoalSpan } from "@outrider/shared/schema";
import { Trash2 } from "lucide-react";
import { useState } from "react";
import type { MemberView } from "../../app/use-definitions.ts";
import { usePerform } from "../../app/use-perform.ts";
import { Button } from "../../ui/button.tsx";
import { Segmented } from "../../ui/segmented.tsx";
import { Select } from "../../ui/select.tsx";
import { SmallForm } from "../../ui/small-form.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { words as goalTexts } from "../../app/goal-texts.ts";
import { goalTitle, spanWords } from "../../app/goal-words.ts";
import { targetIn } from "./target-in.ts";
import { words } from "./texts.ts";

export type GoalDialogProps = {
  /** Whose a goal may be: members by their ids and teams by `team:` and their keys. */
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  readonly goal: GoalProgress | undefined;
  readonly members: readonly MemberView[];
  readonly me: string;
  readonly currency: string;
  readonly today: string;
  readonly onClose: () => void;
};

const TEAM = "team:";
const SPANS_AHEAD = 2;

/** Who sees a goal besides who set it: the person it is for, or those who manage the team. */
function sharedWith(who: string, members: readonly MemberView[], me: string): readonly string[] {
  const seen = who.startsWith(TEAM) ? members.filter(({ active, role, team }) => active && role === "manager" && team === who.slice(TEAM.length)).map(({ id }) => id) : [who];
  return seen.filter((id) => id !== me);
}

export const GoalDialog = ({ choices, goal, members, me, currency, today, onClose }: GoalDialogProps) => {
  const perform = usePerform();
  const [who, setWho] = useState(choices[0]?.value ?? me);
  const [measure, setMeasure] = useState<GoalMeasure>(goal?.measure ?? "won");
  const [span, setSpan] = useState<GoalSpan>("month");
  const [ahead, setAhead] = useState("0");
  const [typed, setTyped] = useState(goal === undefined ? "" : String(Math.round(goal.target)));
  const [wrong, setWrong] = useState<string>();
  const starts = Array.from({ length: SPANS_AHEAD }, (_, at) => addMonths(goalStart(span, today), at * (span === "month" ? 1 : 3)));
  const from = starts[Number(ahead)] ?? goalStart(span, today);
  const save = async (): Promise<string | undefined> => {
    const target = targetIn(typed);
    if (target === undefined) {
      setWrong(words.badTarget);
      return words.badTarget;
    }
    const inMoney = measure === "won" ? { currency } : {};
    if (goal !== undefined) {
      if (target === Math.round(goal.target)) return undefined;
      return (await perform({ name: "edit", args: { id: goal.id, values: { target, ...inMoney } } }, words.goalSaved)).reason;
    }
    const whose = who.startsWith(TEAM) ? { team: who.slice(TEAM.length) } : { person: who };
    return (await perform({ name: "create", args: { kind: "goal", values: { ...whose, measure, span, from, target, ...inMoney }, sets: { sharedWith: sharedWith(who, members, me) } } }, words.goalSaved)).reason;
  };
  const remove = async () => {
    if (goal === undefined) return;
    const { reason } = await perform({ name: "remove", args: { id: goal.id } }, words.goalDeleted);
    if (reason === undefined) onClose();
    else setWrong(reason);
  };
  return (
    <SmallForm title={goal === undefined ? words.setGoal : words.changeGoal} description={goal && goalTitle(goal)} saveLabel={words.saveGoal} onSave={save} onClose={onClose}>
      {goal === undefined && (
        <>
          {choices.length > 1 && <Select label={words.goalFor} value={who} options={choices} onChange={setWho} />}
          <Select label={words.measure} value={measure} options={GOAL_MEASURES.map((value) => ({ value, label: goalTexts.of[value] }))} onChange={setMeasure} />
          <Segmented label={words.span} value={span} segments={GOAL_SPANS.map((value) => ({ value, label: words.spans[value] }))} onChange={setSpan} />
          <Select label={words.start} value={ahead} options={starts.map((day, at) => ({ value: String(at), label: spanWords(span, day) }))} onChange={setAhead} />
        </>
      )}
      <TextField
        label={words.target} hint={measure === "won" ? words.targetIn(currency) : undefined} value={typed} error={wrong} inputMode="decimal" autoComplete="off"
        onChange={(next) => {
          setTyped(next);
          setWrong(undefined);
        }}
      />
      {goal !== undefined && <div><Button variant="quiet" flush icon={Trash2} onClick={() => void remove()}>{words.deleteGoal}</Button></div>}
    </SmallForm>
  );
};
