// The rows of a request as they come, whatever they come as: one object, a list, NDJSON or CSV. Each is checked as it is
// read, and one that is wrong is told by its place and keeps no other out. Invariant: of NDJSON and CSV memory holds a line;
// JSON is read whole and may be no larger than MOST_JSON. It also says what the bytes were, by which a call is known again.
import { createHash } from "node:crypto";
import { nested, type Why } from "@outrider/shared/kernel";
import { problemWhy } from "@outrider/shared/protocol";
import { customerRow } from "./customer-row.ts";
import { csvRows } from "./csv-rows.ts";
import { orderRow } from "./order-row.ts";
import type { Raw } from "./read-field.ts";
import { BadField } from "./row-fault.ts";
import type { IngestOf, Taken } from "../inbox.ts";

/** Bytes of a request in all; of one that is JSON; characters of one row. */
export const MOST_BYTES = 64 * 1024 * 1024;
export const MOST_JSON = 8 * 1024 * 1024;
const MOST_LINE = 512 * 1024;
export const MOST_ROWS = 200_000;

export type BodyCode = "not-json" | "bad-json" | "too-large" | "invalid-fields";
/** The body as a whole cannot be read. */
export class BodyFault extends Error {
  readonly code: BodyCode;
  readonly why: Why;
  constructor(code: BodyCode, why: Why) {
    super(why.message);
    this.code = code;
    this.why = why;
  }
}

export interface RowsRead {
  readonly rows: AsyncIterable<Taken>;
  /** Of all bytes, once the rows are read. */
  digest(): string;
  /** Columns of CSV that nobody knows, once the rows are read. */
  readonly ignored: readonly string[];
}

type Pieces = AsyncGenerator<readonly [text: string, last: boolean]>;
interface Given { readonly place: number; readonly value: unknown; readonly fault?: Why }

const mediaOf = (header: string | undefined): string => header?.split(";")[0]?.trim().toLowerCase() ?? "";

export function readRows(of: IngestOf, contentType: string | undefined, body: ReadableStream<Uint8Array> | null, now: number): RowsRead {
  const media = mediaOf(contentType);
  const read = media === "application/json" ? json : media === "application/x-ndjson" || media === "application/jsonl" ? lines : media === "text/csv" ? csv : null;
  if (!read) throw new BodyFault("not-json", problemWhy("rows-media"));
  const hash = createHash("sha256");
  const ignored: string[] = [];
  const check = of === "orders" ? orderRow : customerRow;

  async function* pieces(): Pieces {
    const decoder = new TextDecoder("utf-8", { fatal: true });
    let size = 0;
    const most = media === "application/json" ? MOST_JSON : MOST_BYTES;
    try {
      for await (const bytes of body ?? []) {
        size += bytes.length;
        if (size > most) throw new BodyFault("too-large", problemWhy(media === "application/json" ? "rows-json-bytes" : "rows-bytes", { most, media }));
        hash.update(bytes);
        yield [decoder.decode(bytes, { stream: true }), false];
      }
      yield [decoder.decode(), true];
    } catch (error) {
      if (error instanceof TypeError && "code" in error && error.code === "ERR_ENCODING_INVALID_ENCODED_DATA") throw new BodyFault("bad-json", problemWhy("rows-not-utf8"));
      throw error;
    }
  }

  async function* rows(): AsyncGenerator<Taken> {
    let count = 0;
    for await (const { place, value, fault } of read === null ? [] : read(of, pieces(), ignored)) {
      if ((count += 1) > MOST_ROWS) throw new BodyFault("too-large", problemWhy("rows-most", { most: MOST_ROWS }));
      if (fault !== undefined) yield { row: place, field: "", ...fault };
      else yield checked(check, place, value, now);
    }
  }
  return { rows: rows(), digest: () => hash.digest("base64url"), ignored };
}

function checked(check: (row: Raw, now: number) => object, row: number, value: unknown, now: number): Taken {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return { row, field: "", ...problemWhy("row-object") };
  try {
    return { row, body: check(value as Raw, now) };
  } catch (error) {
    if (error instanceof BadField) return { row, field: error.field, ...error.why };
    throw error;
  }
}

/** One object is one row; a list, or a list under the name of what it is of. */
async function* json(of: IngestOf, pieces: Pieces): AsyncGenerator<Given> {
  let text = "";
  for await (const [piece] of pieces) text += piece;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new BodyFault("bad-json", problemWhy("rows-not-json"));
  }
  const wrapped = typeof value === "object" && value !== null && Object.keys(value).length === 1 ? (value as Raw)[of] : undefined;
  const list: readonly unknown[] = Array.isArray(wrapped) ? wrapped : Array.isArray(value) ? value : [value];
  for (const [index, one] of list.entries()) yield { place: index + 1, value: one };
}

async function* lines(_of: IngestOf, pieces: Pieces): AsyncGenerator<Given> {
  let [held, line] = ["", 0];
  for await (const [piece, last] of pieces) {
    held += piece;
    const found = held.split("\n");
    held = last ? "" : (found.pop() ?? "");
    if (held.length > MOST_LINE) throw new BodyFault("too-large", problemWhy("rows-line", { line: line + found.length + 1, most: MOST_LINE }));
    for (const text of found) {
      line += 1;
      if (text.trim() === "") continue;
      if (text.length > MOST_LINE) yield { place: line, value: null, fault: problemWhy("row-line-long", { most: MOST_LINE }) };
      else yield lineOf(text, line);
    }
  }
}

function lineOf(text: string, place: number): Given {
  try {
    return { place, value: JSON.parse(text) };
  } catch {
    return { place, value: null, fault: problemWhy("row-line-no-json") };
  }
}

async function* csv(of: IngestOf, pieces: Pieces, ignored: string[]): AsyncGenerator<Given> {
  const reader = csvRows(of, MOST_LINE);
  try {
    for await (const [piece, last] of pieces) {
      const { rows, fault } = reader.push(piece, last);
      for (const { line, row } of rows) yield { place: line, value: row };
      if (fault) throw new BodyFault("invalid-fields", problemWhy("rows-csv", { line: fault.line, ...nested("fault", fault) }));
    }
  } catch (error) {
    if (error instanceof BadField) throw new BodyFault("invalid-fields", error.why);
    throw error;
  }
  ignored.push(...reader.ignored);
}
