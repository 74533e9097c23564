// What the file leaves open and only the person can say. A question without an answer holds the import back; nothing
// here is answered by guessing. Questions that have a harmless default (`answered` from the start) are shown all the same.
import type { KnownRecord } from "../target.ts";
import { text } from "../texts.ts";
import { type ColumnValues, columnValues, onceAbout } from "./column-values.ts";
import { dateFormat, type DateOrder } from "./date-format.ts";
import { choiceFinder, isId, memberFinder, SEVERAL, stageFinder } from "./lookup.ts";
import { type DecimalMark, numberFormat } from "./number-format.ts";
import type { Links } from "./links.ts";
import { LEAVE, MINE_TAGGED, type Settings, type Surroundings } from "./settings.ts";
import type { Table } from "./table.ts";
import { type Target, targetsOf } from "./targets.ts";
import { sameName } from "./words.ts";

interface Asked { readonly id: string; readonly answered: boolean }
export type Question =
  | (Asked & { readonly about: "required"; readonly label: string })
  | (Asked & { readonly about: "number" | "date"; readonly column: number; readonly name: string; readonly why: "ambiguous" | "mixed"; readonly example: string })
  | (Asked & { readonly about: "stage" | "owner" | "choice"; readonly column: number; readonly name: string; readonly value: string; readonly count: number; readonly answer: string; readonly choices: readonly string[] })
  | (Asked & { readonly about: "link"; readonly column: number; readonly name: string; readonly value: string; readonly count: number; readonly answer: string; readonly records: readonly KnownRecord[] })
  | (Asked & { readonly about: "start-stage"; readonly count: number })
  | (Asked & { readonly about: "companies"; readonly names: number; readonly examples: readonly string[] });

export interface Formats { readonly marks: Readonly<Record<number, DecimalMark>>; readonly orders: Readonly<Record<number, DateOrder>> }
export interface Asking { readonly questions: readonly Question[]; readonly formats: Formats }

const MAX_VALUES_ASKED = 300;

export function askAbout(table: Table, settings: Settings, around: Surroundings, links: Links): Asking {
  const targets = new Map(targetsOf(settings.kind, settings.custom).map((target) => [target.key, target]));
  const values = columnValues(table);
  const [marks, orders]: [Record<number, DecimalMark>, Record<number, DateOrder>] = [{}, {}];
  const questions: Question[] = missing(settings, targets);
  let blankStages = settings.kind === "deal" && !settings.mapping.includes("stage") ? table.rows.length : 0;
  for (const [column, key] of settings.mapping.entries()) {
    const target = key === null ? undefined : targets.get(key);
    const [seen, name]: [ColumnValues, string] = [values[column] ?? new Map(), table.columns[column]?.name ?? ""];
    const type = target?.field?.type;
    if (type === "number" || type === "money") {
      const format = onceAbout(seen, numberFormat);
      const mark = "mark" in format ? format.mark : settings.marks[column];
      if (mark) marks[column] = mark;
      if ("ask" in format) questions.push({ id: `number ${column}`, about: "number", column, name, why: format.ask, example: format.example, answered: mark !== undefined });
    } else if (type === "date") {
      const format = onceAbout(seen, dateFormat);
      const order = "order" in format ? format.order : settings.orders[column];
      if (order) orders[column] = order;
      if ("ask" in format) questions.push({ id: `date ${column}`, about: "date", column, name, why: format.ask, example: format.example, answered: order !== undefined });
    } else if (target && (key === "stage" || key === "owner" || type === "choice")) {
      const about = key === "stage" ? "stage" : key === "owner" ? "owner" : "choice";
      const find = about === "stage" ? stageFinder(around.stages) : about === "owner" ? memberFinder(around.members) : choiceFinder(target.field?.choices ?? []);
      const unknown = new Map<string, { value: string; count: number }>();
      for (const [value, { count }] of seen) {
        if (value === "" || isId(find(value))) continue;
        const there = unknown.get(sameName(value));
        if (there) there.count += count;
        else unknown.set(sameName(value), { value, count });
      }
      if (about === "stage") blankStages += seen.get("")?.count ?? 0;
      for (const [plain, { value, count }] of [...unknown].sort((a, b) => b[1].count - a[1].count).slice(0, MAX_VALUES_ASKED)) {
        const answer = settings.values[column]?.[plain] ?? (about === "owner" ? MINE_TAGGED : about === "choice" ? LEAVE : "");
        questions.push({ id: `${about} ${column} ${plain}`, about, column, name, value, count, answer, choices: target.field?.choices ?? [], answered: answer !== "" });
      }
    }
  }
  if (blankStages > 0) questions.push({ id: "start-stage", about: "start-stage", count: blankStages, answered: settings.startStage !== "" });
  for (const [column, names] of links.several) {
    for (const [plain, { value, count, records }] of [...names].sort((a, b) => b[1].count - a[1].count).slice(0, MAX_VALUES_ASKED)) {
      const found = links.chosen(column, value, SEVERAL);
      questions.push({ id: `link ${column} ${plain}`, about: "link", column, name: table.columns[column]?.name ?? "", value, count, answer: found === SEVERAL ? LEAVE : found, records, answered: true });
    }
  }
  const unknown = [...links.unknownCompanies.values()];
  if (unknown.length > 0) {
    questions.push({ id: "companies", about: "companies", names: unknown.length, examples: unknown.slice(0, 5).map(({ value }) => value), answered: settings.companies !== "" });
  }
  return { questions, formats: { marks, orders } };
}

/** Fields without which no record of the kind can be made, and which nothing in the file gives. */
function missing({ kind, mapping }: Settings, targets: ReadonlyMap<string, Target>): Question[] {
  const has = (key: string) => mapping.includes(key);
  if (kind === "deal") {
    if (has("title") || has("products") || has("company") || has("externalId")) return [];
    return [{ id: "required title", about: "required", label: text.titleOrProduct, answered: false }];
  }
  if (has("name") || has("firstName") || has("lastName")) return [];
  return [{ id: "required name", about: "required", label: targets.get("name")?.label ?? "", answered: false }];
}
