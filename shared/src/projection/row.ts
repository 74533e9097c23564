// A record as a list shows it: plain data that crosses to the page. Links stay ids; `titles` names what they point at.
import { elementsOf, isDeleted, loserOf, type Origin, type Read, type RecordState, survivor } from "@outrider/shared/records";
import { entityOf, type Kind, type Value } from "@outrider/shared/schema";
import { titleOf } from "./title.ts";

export interface Row {
  readonly id: string;
  readonly kind: Kind;
  readonly title: string;
  /** Fields that have a value. */
  readonly values: Readonly<Record<string, Value>>;
  /** Sets that have elements, in order. */
  readonly sets: Readonly<Record<string, readonly string[]>>;
  /** Titles of the records that the values and sets name, by id; those not on this device are left out. */
  readonly titles: Readonly<Record<string, string>>;
  /** What the record is that it hangs on, where it hangs on one that is here. */
  readonly rootKind?: Kind;
  /** Which record stands for that one since the two were merged, where one does. */
  readonly rootStands?: string;
  /** Time of the latest edit (ms), and its author's member id. */
  readonly updatedAt: number;
  readonly updatedBy: string;
  /** When the fields whose history is kept took the value they have (ms), by field: a deal's stage. */
  readonly since: Readonly<Record<string, number>>;
  /** Fields in which another value gave way and this person has not looked yet. */
  readonly conflicts: readonly string[];
  /** Fields with an edit that the server has not confirmed yet. */
  readonly pending: readonly string[];
  readonly deleted: boolean;
  /** Figures that nobody wrote down and that stand where a field is empty, by field: only where they are asked for. */
  readonly worked?: Readonly<Record<string, number>>;
}

/** What no row needs and every copy of it would be heavy: the bytes of a rich text, whose words are in a field of their own, and of a file's small picture. */
export const isShown = (kind: Kind, field: string): boolean => !(kind === "body" && field === "doc") && !(kind === "attachment" && field === "thumbnail");

/** Whether the person has looked at what an edit made of a field and kept what stands (see the kind `kept`). */
export type Keeps = (record: string, field: string, edit: Origin) => boolean;
const keepsNone: Keeps = () => false;

/** Fields and sets of one record with an unconfirmed edit. */
export type Pending = ReadonlySet<string>;
const NONE: Pending = new Set();

export function rowOf(state: RecordState, read: Read, pending: Pending = NONE, keeps: Keeps = keepsNone): Row {
  const values: Record<string, Value> = {};
  const sets: Record<string, readonly string[]> = {};
  const titles: Record<string, string> = {};
  const since: Record<string, number> = {};
  const conflicts: string[] = [];
  let [updatedAt, updatedBy] = [0, ""];
  const { fields } = entityOf(state.kind);
  const name = (id: string): void => {
    const found = Object.hasOwn(titles, id) ? undefined : read(id);
    // What links to a record that was merged away links to the one that stands for it.
    if (found) titles[id] = titleOf(survivor(found, read));
  };
  for (const [field, register] of Object.entries(state.fields)) {
    if (register.at > updatedAt) [updatedAt, updatedBy] = [register.at, register.by];
    if (register.value === null || !isShown(state.kind, field)) continue;
    values[field] = register.value;
    if (Object.hasOwn(fields, field) && fields[field]?.trail === true) since[field] = register.at;
    if (Object.hasOwn(fields, field) && fields[field]?.type === "link" && typeof register.value === "string") name(register.value);
  }
  for (const field of Object.keys(state.losers)) {
    const loser = loserOf(state, field);
    if (loser && !keeps(state.id, field, loser.origin)) conflicts.push(field);
  }
  for (const field of Object.keys(state.sets)) {
    const elements = elementsOf(state, field);
    if (elements.length === 0) continue;
    sets[field] = elements;
    if (Object.hasOwn(fields, field) && fields[field]?.type === "link") for (const id of elements) name(id);
  }
  const root = values["root"];
  const hangsOn = typeof root === "string" ? read(root) : undefined;
  const stands = hangsOn && survivor(hangsOn, read);
  return {
    id: state.id, kind: state.kind, ...(hangsOn && { rootKind: hangsOn.kind }), ...(stands && stands.id !== root && { rootStands: stands.id }), title: titleOf(state), values, sets, titles, updatedAt, updatedBy, since,
    conflicts, pending: [...pending], deleted: isDeleted(state),
  };
}
