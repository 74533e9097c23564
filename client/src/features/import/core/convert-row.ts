// One row of the file to one draft of a record, or to its errors: all of them, each with column, value and reason.
// Links to companies that are still to be made come out as names; the plan turns them into ids.
import type { Value } from "@outrider/shared/schema";
import { text } from "../texts.ts";
import { cleanCell, convertValue, elementsIn } from "./convert-value.ts";
import type { Links } from "./links.ts";
import { type Found, isId, NONE, SEVERAL } from "./lookup.ts";
import type { Formats } from "./questions.ts";
import { LEAVE, MINE, MINE_TAGGED, REFUSE, type Settings } from "./settings.ts";
import type { Row, Table } from "./table.ts";
import type { Target } from "./targets.ts";
import { sameName } from "./words.ts";

export interface RowError { readonly line: number; readonly column: string; readonly value: string; readonly message: string }
export interface RowDraft {
  readonly values: Readonly<Record<string, Value>>;
  readonly sets: Readonly<Record<string, readonly string[]>>;
  /** The company by name where it is to be made, and the parent company by name. */
  readonly companyName: string;
  readonly parentName: string;
  /** Names that were given and lead to no record: the field stays empty and the report says so. */
  readonly unlinked: readonly Unlinked[];
}
/** isSeveral: it is the name of several, of which none was chosen. */
export interface Unlinked { readonly column: string; readonly value: string; readonly isSeveral: boolean }
const NO_NAMES: RowDraft["unlinked"] = [];

export interface Converter {
  readonly table: Table; readonly settings: Settings; readonly formats: Formats; readonly links: Links; readonly me: string;
  readonly targets: ReadonlyMap<string, Target>;
  readonly finders: Readonly<Record<number, (name: string) => Found>>;
  readonly probabilityOf: ReadonlyMap<string, number | null>;
}

export function convertRow(row: Row, on: Converter): { readonly draft: RowDraft; readonly errors: readonly RowError[] } {
  const { table, settings, links } = on;
  const [values, sets, errors, parts]: [Record<string, Value>, Record<string, string[]>, RowError[], Record<string, string>] = [{}, {}, [], {}];
  let [companyName, parentName, companyShown] = ["", "", ""];
  const unlinked: Unlinked[] = [];
  const currencyAt = settings.mapping.indexOf("currency");
  const ownCurrency = currencyAt === -1 ? "" : cleanCell(row.cells[currencyAt] ?? "").toUpperCase();
  const currency = ownCurrency === "" ? settings.currency : ownCurrency;
  for (const [column, key] of settings.mapping.entries()) {
    const target = key === null ? undefined : on.targets.get(key);
    const given = cleanCell(row.cells[column] ?? "");
    if (!target || key === null || (given === "" && key !== "stage")) continue;
    const lost = (found: Found) => unlinked.push({ column: table.columns[column]?.name ?? "", value: given, isSeveral: found === SEVERAL });
    const wrong = (message: string) => errors.push({ line: row.line, column: table.columns[column]?.name ?? "", value: given.slice(0, 300), message });
    const { field } = target;
    if (!field) parts[key] = given;
    else if (key === "parent") parentName = given;
    else if (key === "company" && field.type === "link") {
      companyShown = given;
      const found = links.chosen(column, given, links.company(given));
      if (isId(found)) values[key] = found;
      else if (found === NONE && settings.companies === "make") companyName = given;
      else lost(found);
    } else if (key === "contact") {
      const found = links.chosen(column, given, links.contact(given));
      if (isId(found)) values[key] = found;
      else lost(found);
    } else if (key === "stage" || key === "owner" || field.type === "choice") {
      const answer = given === "" ? settings.startStage : settings.values[column]?.[sameName(given)];
      const found = given === "" ? NONE : (on.finders[column]?.(given) ?? NONE);
      const chosen = isId(found) ? found : (answer ?? (key === "owner" ? MINE_TAGGED : key === "stage" ? REFUSE : LEAVE));
      if (chosen === REFUSE || chosen === "") wrong(text.cell.unknownValue(target.label, given));
      else if (chosen === MINE_TAGGED || chosen === MINE) {
        values[key] = on.me;
        if (chosen === MINE_TAGGED) (sets["tags"] ??= []).push(given.slice(0, 300));
      } else if (chosen !== LEAVE) values[key] = chosen;
    } else if (field.many) {
      for (const element of elementsIn(field, given)) {
        const value = convertValue(field, element, { currency });
        if (!value.ok) wrong(value.error);
        else if (element === "__proto__") wrong(text.cell.wrong(target.label, text.cell.notThatWord));
        else (sets[key] ??= []).push(element);
      }
    } else {
      const value = convertValue(field, given, { currency, mark: on.formats.marks[column], order: on.formats.orders[column] });
      if (!value.ok) wrong(value.error);
      else if (key in values && typeof values[key] === "string") values[key] = `${values[key]}${key === "address" ? ", " : "\n"}${given}`;
      else values[key] = value.value;
    }
  }
  for (const key of Object.keys(sets)) sets[key] = [...new Set(sets[key])].slice(0, 200);
  finish(row, on, values, sets, parts, companyShown, errors);
  return { draft: { values, sets, companyName, parentName, unlinked: unlinked.length === 0 ? NO_NAMES : unlinked }, errors };
}

/** What follows from several cells together: a name from its parts, a deal's title and probability, a start stage. */
function finish(row: Row, { settings, probabilityOf, targets }: Converter, values: Record<string, Value>, sets: Readonly<Record<string, readonly string[]>>, parts: Readonly<Record<string, string>>, company: string, errors: RowError[]): void {
  const need = (key: string, message: string) => errors.push({ line: row.line, column: targets.get(key)?.label ?? key, value: "", message });
  if (settings.kind === "deal") {
    if (!settings.mapping.includes("stage") && settings.startStage !== "") values["stage"] = settings.startStage;
    if (values["stage"] === undefined && errors.every((error) => error.column !== "stage") && !settings.mapping.includes("stage")) need("stage", text.cell.empty);
    const stage = values["stage"];
    const probability = typeof stage === "string" ? probabilityOf.get(stage) : undefined;
    if (values["probability"] === undefined && typeof probability === "number") values["probability"] = probability;
    if (values["title"] === undefined) {
      const composed = [(sets["products"] ?? []).join(", "), company].filter((part) => part !== "").join(" · ");
      const title = composed === "" ? values["externalId"] : composed.slice(0, 300);
      if (typeof title === "string") values["title"] = title;
      else need("title", text.cell.empty);
    }
    return;
  }
  if (values["name"] === undefined) {
    const name = [parts["firstName"], parts["lastName"]].filter(Boolean).join(" ");
    if (name !== "") values["name"] = name.slice(0, 300);
    else if (settings.kind !== "company" && typeof (sets["emails"]?.[0] ?? values["email"]) === "string") values["name"] = sets["emails"]?.[0] ?? values["email"] ?? null;
    else need("name", text.cell.empty);
  }
}
