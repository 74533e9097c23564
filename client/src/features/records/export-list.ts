// A list as a file: what it was filtered to, in its order, page by page, so that the screen stays alive and it can be
// cancelled. Invariant: each record stands in it once, and the file is whole or it is not given at all.
import { CSV_MARK, csvLine } from "@outrider/shared/csv";
import type { Row } from "@outrider/shared/projection";
import { cardText } from "@outrider/shared/vcard";
import { type Ask, eachPage } from "../../app/each-page.ts";
import type { PageKind } from "../../app/record-route.ts";
import type { MadeFile } from "../../app/use-file-export.ts";
import type { Query } from "../../read/index.ts";
import { type CsvCustom, csvColumns } from "./csv-columns.ts";

export type ListFormat = "csv" | "vcard";

export interface ExportListOptions {
  readonly ask: Ask;
  readonly kind: PageKind;
  /** Of the list as it is shown. */
  readonly query: Query;
  readonly custom: readonly CsvCustom[];
  readonly format: ListFormat;
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, of: number) => void;
}

/** Cards are of people. */
export const hasCards = (kind: PageKind): boolean => kind === "contact" || kind === "lead";

function cardOf({ kind, title, values, sets, titles }: Row): string {
  const text = (name: string): string => (typeof values[name] === "string" ? values[name] : "");
  const company = text("company");
  return cardText({
    name: title, org: kind === "contact" ? (titles[company] ?? "") : company, title: text("title"),
    emails: sets["emails"] ?? [text("email")].filter(Boolean), phones: sets["phones"] ?? [text("phone")].filter(Boolean),
    address: text("address"), url: text("linkedin"), note: text("notes"), categories: sets["tags"] ?? [],
  });
}

/** null: cancelled. */
export async function exportList({ ask, kind, query, custom, format, signal, onProgress }: ExportListOptions): Promise<MadeFile | null> {
  const { group: _group, sum: _sum, offset: _offset, limit: _limit, ...flat } = query;
  const columns = csvColumns(kind, custom);
  const write = format === "csv" ? (row: Row): string => csvLine(columns.map(({ cellOf }) => cellOf(row))) : cardOf;
  const parts: string[] = format === "csv" ? [CSV_MARK + csvLine(columns.map(({ header }) => header))] : [];
  const seen = new Set<string>();
  let complete = true;
  const whole = await eachPage({ ask, query: flat, signal, seen }, (rows, answer) => {
    complete &&= answer.complete;
    parts.push(rows.map(write).join(""));
    onProgress(Math.min(seen.size, answer.total), answer.total);
  });
  return whole ? { parts, records: seen.size, complete } : null;
}
