// Reads a vCard file (2.1, 3 or 4) as a table of people, one card a row, so that it is looked at, compared and imported as a
// CSV file is. Invariant: every card that is begun is a row; one that cannot be used keeps its place with the reason.
import { err, ok, type Result } from "@outrider/shared/kernel";
import { type CardRead, eachCard, type VCard } from "@outrider/shared/vcard";
import { text } from "../texts.ts";
import { decoded } from "./decode.ts";
import { MAX_FILE_BYTES, MAX_ROWS } from "./limits.ts";
import type { FileLike, ReadOptions } from "./read-csv.ts";
import type { FileProblem, Row, Table } from "./table.ts";
import { targetsOf } from "./targets.ts";

const fail = (code: FileProblem["code"], message: string) => err<FileProblem>({ code, message });
/** Cards between two looks at whether it was stopped. */
const AT_ONCE = 500;

/** An element that holds what divides elements stands in quotes, as an export writes it. */
const element = (value: string): string => (/[;,"]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
const elements = (values: readonly string[]): string => values.map(element).join("; ");

/** By the contact's fields. */
const cells = {
  name: (card: VCard) => card.name,
  title: (card: VCard) => card.title,
  // A card without a name of its own is called by its firm; that alone makes no person of the firm.
  company: (card: VCard) => card.org,
  emails: (card: VCard) => elements(card.emails),
  phones: (card: VCard) => elements(card.phones),
  address: (card: VCard) => card.address,
  tags: (card: VCard) => elements(card.categories),
  notes: (card: VCard) => [card.note, card.url].filter((part) => part !== "").join("\n"),
} as const satisfies Record<string, (card: VCard) => string>;
const KEYS = Object.keys(cells) as (keyof typeof cells)[];

function rowOf({ line, card, ended }: CardRead): Row {
  const problem = card === null ? text.card.nobody : ended ? undefined : text.card.notEnded;
  return { line, cells: KEYS.map((key) => (card === null ? "" : cells[key](card))), ...(problem !== undefined && { problem }) };
}

export async function readCards(file: FileLike, { signal, onProgress }: ReadOptions, pause: () => Promise<void>): Promise<Result<Table, FileProblem>> {
  if (file.size > MAX_FILE_BYTES) return fail("too-large", text.file.tooLarge(file.size, MAX_FILE_BYTES));
  const { content, encoding } = decoded(new Uint8Array(await file.slice(0, file.size).arrayBuffer()));
  onProgress?.(0.5);
  const rows: Row[] = [];
  for (const card of eachCard(content)) {
    rows.push(rowOf(card));
    if (rows.length > MAX_ROWS) return fail("too-many-rows", text.file.tooManyRows(MAX_ROWS));
    if (rows.length % AT_ONCE === 0) await pause();
    if (signal?.aborted) return fail("cancelled", text.file.cancelled);
  }
  if (rows.length === 0) return fail("no-rows", text.card.none);
  const labels = new Map(targetsOf("contact").map(({ key, label }) => [key, label]));
  const columns = KEYS.map((key) => ({ name: labels.get(key) ?? key }));
  return ok({ fileName: file.name, columns, rows, encoding, delimiter: null, hasHeader: true, notices: encoding === "windows-1252" ? [text.card.oldAlphabet] : [], kind: "contact" });
}
