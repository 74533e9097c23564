// The report on what the file holds that is odd but not refused: empty cells that matter, names that lead nowhere,
// names that look like a slip. Every line says where and how often; none of it changes a value.
import { alikeTo, alikeWithin, type Suggestion } from "./alike.ts";
import { columnValues } from "./column-values.ts";
import { COMMON_NAMES } from "./common-names.ts";
import { isId, memberFinder } from "./lookup.ts";
import type { Plan } from "./plan.ts";
import { MINE, MINE_TAGGED, type Settings, type Surroundings } from "./settings.ts";
import type { Table } from "./table.ts";
import { targetsOf } from "./targets.ts";
import { sameName } from "./words.ts";

export interface Dirt {
  /** `blank`: no value. `unlinked`: names nothing that exists. `several`: the name of several records. `alike`: looks like another name. `mine`: its owner is nobody here. `unlisted`: not in the list given. */
  readonly kind: "blank" | "unlinked" | "several" | "alike" | "mine" | "unlisted";
  readonly column: string;
  readonly value: string;
  /** How many rows. */
  readonly count: number;
  /** The first line with it. */
  readonly line: number;
  readonly suggestion?: string;
}

const MATTERS = new Set(["link", "money", "date"]);
/** What is most likely a mistake comes first. */
const ORDER: readonly Dirt["kind"][] = ["alike", "blank", "several", "unlinked", "unlisted", "mine"];
/** Fields of few, repeated values, in which a rare neighbour of a frequent value is suspect. */
const REPEATING = new Set(["industry", "country", "products", "competitors", "source", "stage", "owner", "tags"]);

export function findDirt(table: Table, settings: Settings, around: Surroundings, plan: Plan): readonly Dirt[] {
  const fields = new Map(targetsOf(settings.kind, settings.custom).map(({ key, field }) => [key, field]));
  const found: Dirt[] = [];
  for (const [column, key] of settings.mapping.entries()) {
    const [values, name] = [columnValues(table)[column], table.columns[column]?.name ?? ""];
    const field = key === null ? undefined : fields.get(key);
    if (!values || !field || key === null) continue;
    const blank = values.get("");
    if (blank && MATTERS.has(field.type)) found.push({ kind: "blank", column: name, value: "", ...blank });
    const alike = (suggestions: readonly Suggestion[]) => {
      for (const each of suggestions) {
        if (!found.some((dirt) => dirt.kind === "alike" && dirt.column === name && dirt.value === each.value)) found.push({ kind: "alike", column: name, ...each });
      }
    };
    if (key === "products" && around.references.products.length > 0) {
      alike(alikeTo(values, around.references.products));
      const listed = new Set(around.references.products.map(sameName));
      const suspects = new Set(found.filter((dirt) => dirt.kind === "alike" && dirt.column === name).map((dirt) => dirt.value));
      for (const [value, seen] of values) if (value !== "" && !listed.has(sameName(value)) && !suspects.has(value)) found.push({ kind: "unlisted", column: name, value, ...seen });
    }
    const common = COMMON_NAMES[key];
    if (common) alike(alikeTo(values, common()));
    if (REPEATING.has(key)) alike(alikeWithin(values));
    if (key === "company" && field.type === "link") alike(alikeTo(values, (around.known.company ?? []).map((record) => record.name)));
    if (key === "name" && settings.kind === "company") alike(alikeWithin(values));
    if (key === "owner") {
      const find = memberFinder(around.members);
      alike(alikeTo(values, [...around.members.map((member) => member.name), ...around.references.people]));
      for (const [value, seen] of values) {
        const answer = settings.values[column]?.[sameName(value)] ?? MINE_TAGGED;
        if (value !== "" && !isId(find(value)) && (answer === MINE || answer === MINE_TAGGED)) found.push({ kind: "mine", column: name, value, ...seen });
      }
    }
  }
  const rank = (dirt: Dirt): number => ORDER.indexOf(dirt.kind);
  return [...found, ...unlinked(plan)].sort((a, b) => rank(a) - rank(b) || b.count - a.count);
}

function unlinked(plan: Plan): readonly Dirt[] {
  const found = new Map<string, { kind: "unlinked" | "several"; column: string; value: string; count: number; line: number }>();
  for (const { draft, row } of plan.order) {
    for (const { column, value, isSeveral } of draft.unlinked) {
      const key = `${isSeveral} ${column}\n${value}`;
      const there = found.get(key);
      if (there) {
        there.count += 1;
        there.line = Math.min(there.line, row.line);
      } else found.set(key, { kind: isSeveral ? "several" : "unlinked", column, value, count: 1, line: row.line });
    }
  }
  return [...found.values()].sort((a, b) => b.count - a.count);
}
