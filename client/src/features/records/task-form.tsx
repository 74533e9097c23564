// A task: a new one on a record, or of its own where it is made from anywhere; or one that is there, to be changed.
import type { Row } from "@outrider/shared/projection";
import { checkValue, entities } from "@outrider/shared/schema";
import { Trash2 } from "lucide-react";
import { useState } from "react";
import { useUser } from "../../app/app-context.tsx";
import { format, localZone } from "../../app/format.ts";
import { hourOfDay } from "../../app/local-time.ts";
import { repeatWords } from "../../app/repeat-words.ts";
import { useMembers } from "../../app/use-definitions.ts";
import { useNow } from "../../app/use-now.ts";
import { usePerform } from "../../app/use-perform.ts";
import { Button } from "../../ui/button.tsx";
import { Segmented } from "../../ui/segmented.tsx";
import { type Option, Select } from "../../ui/select.tsx";
import { SmallForm } from "../../ui/small-form.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { useToast } from "../../ui/toast.tsx";
import type { Picked } from "./link-picker.tsx";
import { MentionArea } from "./mentions/mention-area.tsx";
import { BEFORE, type Before, choiceOf, remindAtOf, type ReminderChoice, type TypedReminder } from "./reminder.ts";
import { choiceOfRepeat, type RepeatChoice, repeatOfChoice, REPEATS, rulesFor, type TypedRepeat } from "./repeat-choice.ts";
import { RootField } from "./root-field.tsx";
import { pageWords } from "./page-texts.ts";

const said = (row: Row | undefined, field: string): string => {
  const value = row?.values[field];
  return typeof value === "string" ? value : "";
};

const reminders = ((): readonly { readonly value: ReminderChoice; readonly label: string }[] => {
  const labels = pageWords.task.reminders;
  const before = (Object.keys(BEFORE) as Before[]).map((value) => ({ value, label: labels[value](format.time(hourOfDay("2000-01-01", BEFORE[value].hour))) }));
  return [{ value: "none", label: labels.none }, ...before, { value: "other", label: labels.other }];
})();

/** A day to name rules by where none is chosen yet. */
const repeatOptions = ({ rule }: TypedRepeat, due: string, today: string): readonly Option<RepeatChoice>[] => {
  const rules = rulesFor(due === "" ? today : due);
  return REPEATS.filter((value) => value !== "other" || rule !== "").map((value) => ({ value, label: value === "none" ? pageWords.task.never : repeatWords(value === "other" ? rule : rules[value]) }));
};

export type TaskFormProps = {
  readonly root: Picked | undefined;
  /** Whether the record can be another one, or none. */
  readonly pick?: boolean;
  /** The one that is changed; without it a new one. */
  readonly task?: Row | undefined;
  /** The day a new one is due, `YYYY-MM-DD`. */
  readonly due?: string | undefined;
  readonly onClose: () => void;
};

export const TaskForm = ({ root: given, pick = false, task, due: day = "", onClose }: TaskFormProps) => {
  const perform = usePerform();
  const toast = useToast();
  const user = useUser();
  const now = useNow();
  const { members } = useMembers();
  const [root, setRoot] = useState(given);
  const [title, setTitle] = useState(said(task, "title"));
  const [text, setText] = useState(said(task, "text"));
  const [due, setDue] = useState(task === undefined ? day : said(task, "due"));
  const [assignee, setAssignee] = useState(task === undefined ? (user?.id ?? "") : said(task, "assignee"));
  const [reminder, setReminder] = useState<TypedReminder>(() => {
    const at = task?.values["remindAt"];
    const moment = typeof at === "number" ? at : null;
    return { choice: choiceOf(moment, said(task, "due")), at: moment === null ? "" : format.localInput(moment) };
  });
  const turn = said(task, "repeatFrom") || said(task, "due");
  const stood = said(task, "repeat");
  const [repeat, setRepeat] = useState(() => choiceOfRepeat(stood, turn));
  const [scope, setScope] = useState<"alone" | "following">("following");
  const alone = stood !== "" && scope === "alone";
  /** What is kept of how it repeats; where nothing of it is touched, all stays as it is. */
  const series = () => {
    const kept = choiceOfRepeat(stood, turn);
    const isTouched = repeat.choice !== kept.choice || repeat.until !== kept.until || (repeat.choice !== "other" && due !== said(task, "due"));
    if (alone || (task !== undefined && !isTouched)) return {};
    const rule = repeatOfChoice(repeat, due);
    return rule === "" ? { repeat: null, repeatFrom: null, repeatZone: null } : { repeat: rule, repeatFrom: due, repeatZone: localZone() };
  };
  const save = async () => {
    const wrong = checkValue(entities.task.fields.title, title.trim());
    if (wrong !== null) return pageWords.page.invalid(pageWords.task.title, wrong);
    const remindAt = remindAtOf(reminder, due);
    if (!remindAt.ok) return remindAt.error;
    if (repeat.choice !== "none" && due === "") return pageWords.task.repeatNeedsDay;
    if (repeat.choice !== "none" && repeat.until !== "" && repeat.until < due) return pageWords.task.untilBefore;
    const values = { title: title.trim(), assignee, due: due === "" ? null : due, remindAt: remindAt.value, text: text.trim() === "" ? null : text.trim(), ...series() };
    if (task !== undefined) {
      const changed = Object.fromEntries(Object.entries(values).filter(([field, value]) => value !== (task.values[field] ?? null)));
      return Object.keys(changed).length === 0 ? undefined : (await perform({ name: "edit", args: { id: task.id, values: changed, ...(alone && { alone }) } }, pageWords.task.changed)).reason;
    }
    return (await perform({ name: "create", args: { kind: "task", values: { ...values, ...(root !== undefined && { root: root.id }) } } }, pageWords.task.saved)).reason;
  };
  const remove = async () => {
    if (task === undefined) return;
    onClose();
    const { reason } = await perform({ name: "remove", args: { id: task.id } }, pageWords.task.deleted);
    if (reason !== undefined) toast({ message: reason, tone: "bad" });
  };
  return (
    <SmallForm title={task === undefined ? pageWords.task.add : pageWords.task.change} saveLabel={task === undefined ? pageWords.task.save : pageWords.task.changeSave} onSave={save} onClose={onClose}>
      {stood !== "" && <Segmented label={pageWords.task.applies} segments={[{ value: "following", label: pageWords.task.following }, { value: "alone", label: pageWords.task.alone }]} value={scope} onChange={setScope} />}
      <TextField label={pageWords.task.title} value={title} onChange={setTitle} autoComplete="off" />
      <TextField label={pageWords.task.due} type="date" optional value={due} onChange={setDue} />
      {!alone && <Select label={pageWords.task.repeat} value={repeat.choice} onChange={(choice) => setRepeat((before) => ({ ...before, choice }))} options={repeatOptions(repeat, due, format.today(now))} />}
      {!alone && repeat.choice !== "none" && <TextField label={pageWords.task.until} type="date" optional value={repeat.until} onChange={(until) => setRepeat((before) => ({ ...before, until }))} />}
      <Select label={pageWords.task.remind} value={reminder.choice} onChange={(choice) => setReminder((before) => ({ ...before, choice }))} options={reminders} />
      {reminder.choice === "other" && <TextField label={pageWords.task.remindAt} type="datetime-local" value={reminder.at} onChange={(at) => setReminder({ choice: "other", at })} />}
      <Select label={pageWords.task.assignee} value={assignee} onChange={setAssignee} options={members.filter(({ active, id }) => active || id === assignee).map(({ id, name }) => ({ value: id, label: name }))} />
      {pick && <RootField root={root} emptiable onChange={setRoot} />}
      <MentionArea label={pageWords.task.details} optional value={text} onChange={setText} rows={2} />
      {task !== undefined && <div><Button variant="quiet" size="small" flush icon={Trash2} onClick={() => void remove()}>{pageWords.task.delete}</Button></div>}
    </SmallForm>
  );
};
