// Everything that a workspace's database has of one person: a contact or a lead, which may be several records (a lead and
// the contact it was converted to, records that were merged). Invariant: who else is named beside them is not of it: a
// company, a deal and words in other people's texts are told, and stay. It writes nothing.
import { type PackedRecord, type RecordState, textOf, unpack } from "@outrider/shared/records";
import { entityOf, fieldOf, type Kind } from "@outrider/shared/schema";
import type { Database } from "../db/database.ts";
import { withWhatHangs } from "../feed/erase.ts";
import { keys } from "../feed/sql-rows.ts";
import type { Place } from "./place.ts";
import { wordsAbout } from "./words-about.ts";

type Db = Pick<Database, "sql">;

export const PERSONS: readonly Kind[] = ["contact", "lead"];
export const isPerson = (state: RecordState): boolean => PERSONS.includes(state.kind);

export interface Person {
  /** The records that are this person; the one that was asked for comes first. */
  readonly people: readonly RecordState[];
  /** All that goes with them, themselves included. */
  readonly going: readonly RecordState[];
  /** Records that stay and name them in a link: the link is cut. */
  readonly linked: readonly RecordState[];
  /** Records that stay and have their name or address in their words. */
  readonly words: { readonly places: readonly Place[]; readonly more: boolean };
}

/** How many of what: of each kind of record by its name, and what lies beside records. */
export type Counts = Readonly<Record<string, number>>;

export async function statesOf({ sql }: Db, workspace: string, ids: readonly string[]): Promise<readonly RecordState[]> {
  const rows = await sql<{ state: PackedRecord }[]>`
    select state from record where workspace_id = ${workspace} and id in (select json_array_elements_text(${keys(ids)}::json))`;
  return rows.map(({ state }) => unpack(state));
}

/** Records that have any of these ids in them: it reads the workspace through, as nothing else finds a link by its end. */
async function naming({ sql }: Db, workspace: string, ids: readonly string[]): Promise<readonly RecordState[]> {
  const rows = await sql<{ state: PackedRecord }[]>`
    select state from record where workspace_id = ${workspace}
      and state::text like any(array(select '%' || json_array_elements_text(${keys(ids)}::json) || '%'))`;
  return rows.map(({ state }) => unpack(state)).filter(({ id }) => !ids.includes(id));
}

/** The fields of a record that link to any of these. */
export const linksTo = (state: RecordState, ids: ReadonlySet<string>): readonly string[] => [
  ...Object.entries(state.fields).flatMap(([name, { value }]) => (typeof value === "string" && ids.has(value) && fieldOf(state.kind, name)?.type === "link" ? [name] : [])),
  ...Object.entries(state.sets).flatMap(([name, elements]) => (Object.keys(elements).some((element) => ids.has(element)) && fieldOf(state.kind, name)?.type === "link" ? [name] : [])),
];

const SAME = ["mergedInto", "convertedContact"] as const;

/** Whoever was merged into whom, and whatever a lead was converted to, is one person. */
async function identities(database: Db, workspace: string, start: readonly RecordState[]): Promise<readonly RecordState[]> {
  const people = new Map(start.map((state) => [state.id, state]));
  for (let known = 0; known < people.size; ) {
    known = people.size;
    const ids = new Set(people.keys());
    const towards = [...people.values()].flatMap((state) => SAME.map((field) => textOf(state, field))).filter((id) => id !== "" && !ids.has(id));
    const from = (await naming(database, workspace, [...ids])).filter((state) => SAME.some((field) => ids.has(textOf(state, field))));
    for (const state of [...(await statesOf(database, workspace, towards)), ...from]) if (isPerson(state)) people.set(state.id, state);
  }
  return [...people.values()];
}

/** Null where no such person is there. */
export async function findPerson(database: Db, workspace: string, id: string): Promise<Person | null> {
  const [asked] = await statesOf(database, workspace, [id]);
  if (!asked || !isPerson(asked)) return null;
  const people = await identities(database, workspace, [asked]);
  const going = await statesOf(database, workspace, await withWhatHangs(database, workspace, people.map((state) => state.id)));
  const gone = new Set(going.map((state) => state.id));
  const linked = await stillLinked(database, workspace, people.map((state) => state.id), gone);
  return { people, going, linked, words: await wordsAbout(database, workspace, people, gone) };
}

/** Records that link to these and do not go. */
export async function stillLinked(database: Db, workspace: string, people: readonly string[], gone: ReadonlySet<string>): Promise<readonly RecordState[]> {
  const ends = new Set(people);
  return (await naming(database, workspace, people)).filter((state) => !gone.has(state.id) && linksTo(state, ends).length > 0);
}

export async function countsOf({ sql }: Db, workspace: string, { people, going, linked }: Pick<Person, "people" | "going" | "linked">): Promise<Counts> {
  const ids = keys(going.map(({ id }) => id));
  const [beside] = await sql<{ history: number; deliveries: number; notices: number; audit: number; answers: number }[]>`
    with gone as (select json_array_elements_text(${ids}::json) as id)
    select
      (select count(*) from field_history where workspace_id = ${workspace} and record_id in (select id from gone)) as history,
      (select count(*) from webhook_delivery where workspace_id = ${workspace} and record_id in (select id from gone)) as deliveries,
      (select count(*) from notice where workspace_id = ${workspace} and about in (select id from gone)) as notices,
      (select count(*) from idempotency where workspace_id = ${workspace} and exists (
        select from regexp_matches(answer, '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}', 'g') as named where named[1] in (select id from gone))) as answers,
      (select count(*) from audit_log where workspace_id = ${workspace} and erased_at is null and exists (
        select from jsonb_each_text(detail) as said where string_to_array(said.value, ' ') && array(select id from gone))) as audit`;
  const kinds: Record<string, number> = {};
  for (const { kind } of going) kinds[kind] = (kinds[kind] ?? 0) + 1;
  return { records: going.length, people: people.length, ...kinds, links: linked.length, ...beside };
}

/** The record's fields that have something in them, as they are called on screens. */
export function shownFields(state: RecordState): readonly (readonly [name: string, label: string])[] {
  const names = [...Object.keys(entityOf(state.kind).fields), ...Object.keys(state.fields)];
  return [...new Set(names)].map((name) => [name, fieldOf(state.kind, name)?.label || name] as const);
}
