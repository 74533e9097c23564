// Reads a file as a table, piece by piece so that the page stays live: first its bytes (is it text, in which
// encoding), then its rows. Invariant: a refused file leaves nothing behind; memory stays near the size of the text.
// It knows no entity and no field.
import { err, ok, type Result } from "@outrider/shared/kernel";
import { text } from "../texts.ts";
import { chooseEncoding } from "./choose-encoding.ts";
import { detectDelimiter } from "./detect-delimiter.ts";
import { looksLikeData, nameColumns } from "./header-row.ts";
import { CHUNK_BYTES, MAX_COLUMNS, MAX_FILE_BYTES, MAX_ROWS } from "./limits.ts";
import type { Reader } from "./read-entries.ts";
import { type Newline, readRows, type RowReader } from "./read-rows.ts";
import { scanBytes } from "./scan-bytes.ts";
import { sniffBytes, sniffText } from "./sniff-file.ts";
import type { Delimiter, Encoding, FileProblem, Row, Table } from "./table.ts";

export interface ReadOptions {
  readonly signal?: AbortSignal | undefined;
  /** 0 to 1, by bytes. */
  readonly onProgress?: ((part: number) => void) | undefined;
  readonly encoding?: Encoding | undefined;
  /** Whether the first row names the columns; found out where it is not given. */
  readonly hasHeader?: boolean | undefined;
  /** When and where it is read, where that counts; this device's. */
  readonly reader?: Reader | undefined;
}

/** What is needed of a browser's File. */
export interface FileLike { readonly name: string; readonly size: number; slice(start: number, end: number): { arrayBuffer(): Promise<ArrayBuffer> } }

const SAMPLE_CHARS = 65_536;
const cancelled = err<FileProblem>({ code: "cancelled", message: text.file.cancelled });
const fail = (code: FileProblem["code"], message: string) => err<FileProblem>({ code, message });

export async function readCsv(file: FileLike, options: ReadOptions = {}): Promise<Result<Table, FileProblem>> {
  if (file.size > MAX_FILE_BYTES) return fail("too-large", text.file.tooLarge(file.size, MAX_FILE_BYTES));
  if (file.size === 0) return fail("empty", text.file.empty);
  try {
    return await readWhole(file, options);
  } catch (error) {
    // The browser throws where the file was moved or changed under the page.
    return fail("unreadable", text.file.unreadable(error instanceof Error ? error.message : String(error)));
  }
}

async function* pieces(file: FileLike, { signal, onProgress }: ReadOptions, from: number, to: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < file.size; at += CHUNK_BYTES) {
    if (signal?.aborted) return;
    yield new Uint8Array(await file.slice(at, Math.min(at + CHUNK_BYTES, file.size)).arrayBuffer());
    onProgress?.(from + (to - from) * Math.min(1, (at + CHUNK_BYTES) / file.size));
  }
}

async function readWhole(file: FileLike, options: ReadOptions): Promise<Result<Table, FileProblem>> {
  const scan = scanBytes();
  let head: Uint8Array = new Uint8Array(0);
  for await (const bytes of pieces(file, options, 0, 0.3)) {
    if (head.length === 0) {
      head = bytes.slice(0, 16);
      const what = sniffBytes(head);
      if (what !== null) return fail("not-csv", text.file.isNot(what));
    }
    scan.push(bytes);
  }
  if (options.signal?.aborted) return cancelled;
  const facts = scan.facts();
  const choice = chooseEncoding(head, facts, options.encoding);
  if (!choice.ok) return choice;
  const { encoding, notice } = choice.value;
  const kinds = (["crlf", "lf", "cr"] as const).filter((kind) => facts[kind] > 0);
  const only = kinds.length === 1 && !encoding.startsWith("utf-16") ? kinds[0] : undefined;
  const newline: Newline = only === "crlf" ? "\r\n" : only === "cr" ? "\r" : "\n";

  const decoder = new TextDecoder(encoding);
  let [held, reader, delimiter, total]: [string, RowReader | null, Delimiter | null, number] = ["", null, null, 0];
  let [replaced, afterCr] = [0, false];
  const rows: Row[] = [];
  const take = (decoded: string, last: boolean): Result<null, FileProblem> => {
    let piece = decoded;
    if (only === undefined) {
      // Mixed line ends (Excel writes CRLF between rows and LF inside cells) become one kind; a pair may be cut in two.
      if (afterCr && piece.startsWith("\n")) piece = piece.slice(1);
      afterCr = decoded === "" ? afterCr : decoded.endsWith("\r");
      piece = piece.replace(/\r\n?/g, "\n");
    }
    if (piece.includes("\uFFFD")) replaced += 1;
    if (reader === null) {
      held += piece;
      if (!last && held.length < SAMPLE_CHARS) return ok(null);
      const what = sniffText(held.slice(0, 2000));
      if (what !== null) return fail("not-csv", text.file.isNot(what));
      delimiter = detectDelimiter(held.slice(0, SAMPLE_CHARS), newline);
      reader = readRows(delimiter ?? ",", newline);
      piece = held;
      held = "";
    }
    const read = reader.push(piece, last);
    if (!read.ok) return read;
    for (const row of read.value) rows.push(row);
    total = rows.length;
    return total > MAX_ROWS + 1 ? fail("too-many-rows", text.file.tooManyRows(MAX_ROWS)) : ok(null);
  };
  for await (const bytes of pieces(file, options, 0.3, 1)) {
    const taken = take(decoder.decode(bytes, { stream: true }), false);
    if (!taken.ok) return taken;
  }
  if (options.signal?.aborted) return cancelled;
  const taken = take(decoder.decode(), true);
  if (!taken.ok) return taken;
  const notices = [...(notice === null ? [] : [notice]), ...(replaced > 0 ? [text.notice.replaced] : [])];
  return tableOf(file.name, rows, { encoding, delimiter, notices, hasHeader: options.hasHeader });
}

interface Facts { readonly encoding: Encoding; readonly delimiter: Delimiter | null; readonly notices: readonly string[]; readonly hasHeader: boolean | undefined }

function tableOf(fileName: string, all: readonly Row[], facts: Facts): Result<Table, FileProblem> {
  const first = all[0];
  if (!first) return fail("empty", text.file.empty);
  if (first.problem !== undefined) return fail("not-csv", text.file.headerBroken(first.line));
  const hasHeader = facts.hasHeader ?? !looksLikeData(first.cells);
  const body = hasHeader ? all.slice(1) : all;
  if (body.length === 0) return fail("no-rows", text.file.noRows);
  const named = nameColumns(first.cells, hasHeader, body);
  if (named.columns.length > MAX_COLUMNS) return fail("too-many-columns", text.file.tooManyColumns(named.columns.length, MAX_COLUMNS));
  const rows = body.map((row) => fit(row, named.columns.length));
  const odd = rows.filter((row) => row.problem !== undefined);
  if (rows.length >= 5 && odd.length > rows.length / 2) {
    return fail("not-csv", text.file.ragged(odd.length, rows.length, odd[0]?.line ?? 0, odd[0]?.problem ?? ""));
  }
  const notices = [...facts.notices, ...named.notices, ...(hasHeader ? [] : [text.notice.noHeader])];
  return ok({ fileName, columns: named.columns, rows, encoding: facts.encoding, delimiter: facts.delimiter, hasHeader, notices });
}

/** A row as wide as the table. Empty values too many at its end are spreadsheets' habit; others make it unusable. */
function fit(row: Row, width: number): Row {
  if (row.problem !== undefined || row.cells.length === width) return row;
  if (row.cells.length < width) return { ...row, problem: text.row.tooFew(row.cells.length, width) };
  if (row.cells.slice(width).every((cell) => cell.trim() === "")) return { ...row, cells: row.cells.slice(0, width) };
  return { ...row, problem: text.row.tooMany(row.cells.length, width) };
}
