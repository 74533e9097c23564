// What an import will do, row by row, before anything is written: make, update, leave alone or refuse. Invariant: every
// row of the file has exactly one fate, so imported + skipped + refused is always the number of rows.
import type { Call, Values } from "@outrider/shared/commands";
import { text } from "../texts.ts";
import { type Converter, convertRow, type RowDraft, type RowError } from "./convert-row.ts";
import { keysOf, linksOf } from "./links.ts";
import { choiceFinder, type Found, memberFinder, stageFinder } from "./lookup.ts";
import { parentsFirst } from "./parents-first.ts";
import { askAbout } from "./questions.ts";
import { LEAVE, MINE, MINE_TAGGED, REFUSE, type Settings, type Surroundings } from "./settings.ts";
import type { Row, Table } from "./table.ts";
import { targetsOf } from "./targets.ts";
import { sameName } from "./words.ts";

export type Fate =
  | {
    readonly row: Row; readonly fate: "new" | "update"; readonly id: string; readonly draft: RowDraft; readonly call: Call;
    /** What is written with it, in the same group; and what takes off again what it added to a record that stood before. */
    readonly more?: readonly Call[]; readonly back?: Call;
  }
  | { readonly row: Row; readonly fate: "skip"; readonly reason: string }
  | { readonly row: Row; readonly fate: "refuse"; readonly errors: readonly RowError[] };

export interface Plan {
  /** One a row, in the order of the file. */
  readonly fates: readonly Fate[];
  /** Companies that rows name and that are made first, each a group of its own. */
  readonly companies: readonly { readonly id: string; readonly name: string; readonly call: Call }[];
  /** The rows to write in the order in which they must be written: a parent before what is part of it. */
  readonly order: readonly Extract<Fate, { readonly call: Call }>[];
}

export interface Pace { readonly pause: () => Promise<void>; readonly signal?: AbortSignal | undefined }
const ROWS_AT_ONCE = 1_000;
/** As many as an edit takes. */
const MOST_TAGS = 200;
const SPECIAL = new Set([LEAVE, MINE, MINE_TAGGED, REFUSE]);

/** Null when it was cancelled. `newId` gives a random UUID. */
export async function makePlan(table: Table, settings: Settings, around: Surroundings, newId: () => string, pace: Pace): Promise<Plan | null> {
  const links = linksOf(table, settings, around);
  const { formats } = askAbout(table, settings, around, links);
  const targets = new Map(targetsOf(settings.kind, settings.custom).map((target) => [target.key, target]));
  const finders: Record<number, (name: string) => Found> = {};
  for (const [column, key] of settings.mapping.entries()) {
    const field = key === null ? undefined : targets.get(key)?.field;
    if (key === "stage") finders[column] = stageFinder(around.stages);
    else if (key === "owner") finders[column] = memberFinder(around.members);
    else if (field?.type === "choice") finders[column] = choiceFinder(field.choices);
  }
  const on: Converter = { table, settings, formats, links, targets, finders, me: around.me, probabilityOf: new Map(around.stages.map(({ id, probability }) => [id, probability])) };

  const companies = new Map<string, { id: string; name: string; call: Call }>();
  const companyOf = (name: string): string => {
    const there = companies.get(sameName(name));
    if (there) return there.id;
    const id = newId();
    companies.set(sameName(name), { id, name, call: { name: "create", args: { id, kind: "company", values: { name }, sets: tagged({}, settings.tag) } } });
    return id;
  };
  const standing = new Map<string, string>();
  for (const record of around.known[settings.kind] ?? []) for (const key of keysOf(record, settings.kind, true)) if (!standing.has(key)) standing.set(key, record.id);
  const inFile = new Map<string, number>();
  const fates: Fate[] = [];
  for (const [at, row] of table.rows.entries()) {
    if (at > 0 && at % ROWS_AT_ONCE === 0) {
      await pace.pause();
      if (pace.signal?.aborted) return null;
    }
    fates.push(fateOf(row));
  }
  function fateOf(row: Row): Fate {
    if (row.problem !== undefined) return { row, fate: "refuse", errors: [{ line: row.line, column: "", value: row.cells.join(" | ").slice(0, 300), message: row.problem }] };
    const { draft, errors } = convertRow(row, on);
    if (errors.length > 0) return { row, fate: "refuse", errors };
    const keys = keysOf(identityOf(draft), settings.kind, false);
    const twin = keys.map((key) => inFile.get(key)).find((line) => line !== undefined);
    if (twin !== undefined) return { row, fate: "skip", reason: text.row.sameAs(twin) };
    for (const key of keys) inFile.set(key, row.line);
    const there = keys.map((key) => standing.get(key)).find((id) => id !== undefined);
    if (there !== undefined && settings.existing === "skip") return { row, fate: "skip", reason: text.row.exists };
    const values: Values = draft.companyName === "" ? draft.values : { ...draft.values, company: companyOf(draft.companyName) };
    if (there === undefined) {
      const id = newId();
      return { row, fate: "new", id, draft, call: { name: "create", args: { id, kind: settings.kind, values, sets: tagged(draft.sets, settings.tag) } } };
    }
    // An update leaves the owner as it is, unless the file names a member.
    const { ["owner"]: owner = null, ...named } = values;
    // By which an export named it: it stays without an id of another system.
    const { ["externalId"]: own = null, ...rest } = named;
    const others = own === there ? rest : named;
    const given = owner !== null && owner !== around.me ? { owner } : {};
    return { row, fate: "update", id: there, draft, call: { name: "edit", args: { id: there, values: { ...others, ...given }, add: draft.sets } } };
  }
  const parentColumn = settings.mapping.indexOf("parent");
  const ordered = settings.kind === "company" ? parentsFirst(fates, (name) => links.chosen(parentColumn, name, links.company(name)), table.columns[parentColumn]?.name ?? "") : { fates, order: fates.filter(isWritten) };
  return { fates: ordered.fates, order: ordered.order, companies: [...companies.values()] };
}

/** What the import makes bears its tag; what stood before does not: it is not the import's to be taken back. */
const tagged = (sets: RowDraft["sets"], tag: string): RowDraft["sets"] => (tag.trim() === "" ? sets : { ...sets, tags: [...new Set([tag.trim(), ...(sets["tags"] ?? [])])].slice(0, MOST_TAGS) });

const isWritten = (fate: Fate): fate is Extract<Fate, { readonly call: Call }> => "call" in fate;

/** What a draft is compared by. Links to companies still to be made count by name. */
function identityOf({ values, sets, companyName }: RowDraft) {
  const plain = (key: string): string => (typeof values[key] === "string" && !SPECIAL.has(values[key]) ? values[key] : "");
  const email = plain("email");
  return { name: plain("name") || plain("title"), externalId: plain("externalId"), emails: email === "" ? (sets["emails"] ?? []) : [email], company: plain("company") || companyName };
}
