// What an import of a calendar will do, row by row, before anything is written. A meeting hangs on somebody: the contact or
// lead whose address is among those invited. What names nobody here becomes a task of the importer's, or is left out.
// Invariant: as of any plan: every row has exactly one fate.
import type { Call, Values } from "@outrider/shared/commands";
import { derivedId, zoneOffset } from "@outrider/shared/kernel";
import { dayOn, ownId, parseRepeat } from "@outrider/shared/icalendar";
import { checkValue, entities } from "@outrider/shared/schema";
import type { KnownEntry, KnownPerson } from "../target.ts";
import { text } from "../texts.ts";
import type { RowDraft, RowError } from "./convert-row.ts";
import type { Fate, Plan } from "./plan.ts";
import type { Reader } from "./read-entries.ts";
import { entryCell } from "./read-entries.ts";
import type { Row, Table } from "./table.ts";

/** `unnamed`: meetings of which nobody invited is here; "" is not answered. */
export interface EntrySettings {
  readonly existing: "skip" | "update";
  readonly unnamed: "" | "task" | "leave";
  /** What all that it makes bears, so that the whole can be taken back by it later. */
  readonly name: string;
}

export interface EntrySurroundings {
  readonly me: string;
  /** By address in small letters. */
  readonly people: ReadonlyMap<string, KnownPerson>;
  /** By the name that a calendar has for it. */
  readonly standing: ReadonlyMap<string, KnownEntry>;
}

const LONGEST_NAME = 300;

/** The name by which an entry is found again. */
const nameOf = (row: Row): string => {
  const key = entryCell(row, "key");
  return key.length <= LONGEST_NAME ? key : derivedId("calendar entry", key);
};

export function entrySurroundings(me: string, people: readonly KnownPerson[], entries: readonly KnownEntry[]): EntrySurroundings {
  const byAddress = new Map<string, KnownPerson>();
  // A contact goes before a lead of the same address: it is what became of one.
  for (const person of people.toSorted((a, b) => (a.kind < b.kind ? -1 : 1))) for (const email of person.emails) if (!byAddress.has(email.toLowerCase())) byAddress.set(email.toLowerCase(), person);
  const standing = new Map<string, KnownEntry>();
  for (const entry of entries) standing.set(entry.externalId === "" ? `${entry.id}@outrider` : entry.externalId, entry);
  return { me, people: byAddress, standing };
}

const invited = (row: Row, { people }: EntrySurroundings): readonly KnownPerson[] => [...new Set(entryCell(row, "people").split("; ").flatMap((email) => people.get(email) ?? []))];

/** How many meetings name nobody here: whether there is something to be asked. */
export const unnamedIn = (table: Table, around: EntrySurroundings): number =>
  table.rows.filter((row) => row.problem === undefined && row.leave === undefined && entryCell(row, "type") === "event" && invited(row, around).length === 0 && !around.standing.has(nameOf(row))).length;

interface Entry { readonly kind: "activity" | "task"; readonly values: Values; readonly sets: Readonly<Record<string, readonly string[]>> }

const lines = (...parts: readonly string[]): string => parts.filter((part) => part !== "").join("\n");

function meetingOf(row: Row, root: KnownPerson | undefined, people: readonly KnownPerson[], { zone }: Reader): Entry {
  const [when, minutes] = [entryCell(row, "when"), entryCell(row, "minutes")];
  const own = zoneOffset(zone);
  const midnight = Date.parse(`${when.slice(0, 10)}T00:00:00Z`);
  const at = when.length === 10 ? midnight - own(midnight) : Date.parse(when);
  return {
    kind: "activity",
    values: { ...(root !== undefined && { root: root.id }), type: "meeting", at, duration: minutes === "" ? null : Number(minutes), text: lines(entryCell(row, "title"), entryCell(row, "place"), entryCell(row, "text")), externalId: nameOf(row) },
    sets: { participants: people.filter(({ kind }) => kind === "contact").map(({ id }) => id) },
  };
}

function taskOf(row: Row, root: KnownPerson | undefined, { now, zone }: Reader): Entry {
  const [when, remind, isDone] = [entryCell(row, "when"), entryCell(row, "remind"), entryCell(row, "done") !== ""];
  const isEvent = entryCell(row, "type") === "event";
  const day = when === "" ? null : when.length === 10 ? when : dayOn(Date.parse(when), zoneOffset(zone));
  const remindAt = remind === "" ? null : Date.parse(remind);
  const repeat = isDone || day === null ? "" : entryCell(row, "repeat");
  return {
    kind: "task",
    values: {
      ...(root !== undefined && { root: root.id }), title: entryCell(row, "title") || text.entry.untitled, due: day, done: isDone ? true : null,
      // One that is past would come up at once.
      remindAt: remindAt !== null && remindAt > now && !isDone ? remindAt : null,
      text: lines(isEvent && when.length > 10 ? text.entry.at(Date.parse(when)) : "", entryCell(row, "place"), entryCell(row, "text")),
      ...(repeat !== "" && parseRepeat(repeat).ok && { repeat, repeatFrom: day, repeatZone: zone }), externalId: nameOf(row),
    },
    sets: {},
  };
}

/** reader: as the file was read. newId gives a random UUID. */
export function planEntries(table: Table, settings: EntrySettings, around: EntrySurroundings, newId: () => string, reader: Reader): Plan {
  const seen = new Map<string, number>();
  const fates = table.rows.map((row): Fate => {
    if (row.problem !== undefined) return { row, fate: "refuse", errors: [{ line: row.line, column: "", value: entryCell(row, "title").slice(0, 300), message: row.problem }] };
    if (row.leave !== undefined) return { row, fate: "skip", reason: row.leave };
    const name = nameOf(row);
    const twin = seen.get(name);
    if (twin !== undefined) return { row, fate: "skip", reason: text.row.sameAs(twin) };
    const people = invited(row, around);
    const root = people[0];
    const own = ownId(name);
    const there = around.standing.get(name);
    const kind = there?.kind ?? (entryCell(row, "type") === "event" && root !== undefined ? "activity" : "task");
    if (there === undefined && kind === "task" && entryCell(row, "type") === "event" && settings.unnamed !== "task") return { row, fate: "skip", reason: text.entry.nobody };
    if (there !== undefined && settings.existing === "skip") return { row, fate: "skip", reason: text.row.exists };
    const { values, sets } = kind === "activity" ? meetingOf(row, root, people, reader) : taskOf(row, root, reader);
    const errors = faultsOf(row, kind, values);
    if (errors.length > 0) return { row, fate: "refuse", errors };
    seen.set(name, row.line);
    const draft: RowDraft = { values, sets, companyName: "", parentName: "", unlinked: [] };
    if (there === undefined) {
      const id = newId();
      return { row, fate: "new", id, draft, call: { name: "create", args: { id, kind, values: { ...values, importedWith: settings.name }, sets } } };
    }
    // What it hangs on stays; what was written here keeps having no name of another program.
    const { ["root"]: _root, ["externalId"]: _named, ...changed } = values;
    const call: Call = { name: "edit", args: { id: there.id, values: own === there.id ? changed : { ...changed, externalId: name }, add: sets } };
    return { row, fate: "update", id: there.id, draft, call };
  });
  return { fates, companies: [], order: fates.flatMap((fate) => ("call" in fate ? [fate] : [])) };
}

function faultsOf(row: Row, kind: "activity" | "task", values: Values): readonly RowError[] {
  const { fields } = entities[kind];
  return Object.entries(fields).flatMap(([name, field]) => {
    const value = values[name];
    if (value === undefined || value === null || value === "" || field.many) return [];
    const wrong = checkValue(field, value);
    return wrong === null ? [] : [{ line: row.line, column: field.label, value: String(value).slice(0, 300), message: text.cell.wrong(field.label, wrong) }];
  });
}
