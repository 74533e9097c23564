import { notFound, refusal } from "@outrider/shared/access";
import { err, ok } from "@outrider/shared/kernel";
import { addsOf, type Change, elementsOf, type RecordState, textOf } from "@outrider/shared/records";
import { editWhy } from "@outrider/shared/schema";
import { assignments, type Command, type Values } from "./command.ts";
import { nextTask, repeatOf } from "./next-task.ts";

export interface EditArgs {
  readonly id: string;
  readonly values?: Values;
  readonly add?: Readonly<Record<string, readonly string[]>>;
  readonly remove?: Readonly<Record<string, readonly string[]>>;
  /** Of a task that repeats only this one: the series goes on with the next as it was. */
  readonly alone?: boolean;
}

/** Sets fields, adds to sets, removes from sets. What would change nothing is left out. A task that repeats is followed by the next. */
export const edit: Command<EditArgs> = (args, { read, now }) => {
  const state = read(args.id);
  if (!state) return err(notFound());
  const { values = {}, alone = false } = args;
  const next = values["done"] === true || alone ? nextTask(state, now, read) : null;
  const change = editOf(state, { ...args, values: ofSeries(state, alone && next !== null ? { ...values, repeat: null } : values) });
  return change ? ok(next === null ? [change] : [change, next]) : err(refusal("bad-change", editWhy("nothing-changed")));
};

/** A task that is put off stays where it is in its series: the next is reckoned from the day that was its turn. */
function ofSeries(state: RecordState, values: Values): Values {
  const moved = values["due"] !== undefined && values["repeatFrom"] === undefined && values["repeat"] === undefined;
  const due = textOf(state, "due");
  return moved && repeatOf(state) !== null && textOf(state, "repeatFrom") === "" && due !== "" ? { ...values, repeatFrom: due } : values;
}

/** The change of an edit, or null where it would change nothing. */
export function editOf(state: RecordState, { values = {}, add = {}, remove = {} }: EditArgs): Change | null {
  const set = assignments(state, values);
  const added = mapSets(add, (field, elements) => elements.filter((element) => !elementsOf(state, field).includes(element)));
  const removed = Object.entries(remove).flatMap(([field, elements]) => {
    const known = elements.filter((element) => addsOf(state, field, element).length > 0);
    return known.length > 0 ? [[field, Object.fromEntries(known.map((element) => [element, addsOf(state, field, element)]))] as const] : [];
  });
  if (Object.keys(set).length + Object.keys(added).length + removed.length === 0) return null;
  return {
    id: state.id, kind: state.kind,
    ...(Object.keys(set).length > 0 && { set }),
    ...(Object.keys(added).length > 0 && { add: added }),
    ...(removed.length > 0 && { remove: Object.fromEntries(removed) }),
  };
}

function mapSets(sets: Readonly<Record<string, readonly string[]>>, keep: (field: string, elements: readonly string[]) => readonly string[]) {
  return Object.fromEntries(Object.entries(sets).map(([field, elements]) => [field, keep(field, elements)] as const).filter(([, elements]) => elements.length > 0));
}
