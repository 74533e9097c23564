// What a CSV file is once read: columns and rows with their line numbers. A row that could not be read keeps its place
// with the reason, so that rows always add up.

export type Delimiter = "," | ";" | "\t" | "|";
export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";

export interface Column {
  /** Unique and not empty, whatever the file says. */
  readonly name: string;
}

export interface Row {
  /** The line of the file on which the row begins, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
  /** Why the row cannot be used: too many values, a quote that is never closed. */
  readonly problem?: string;
  /** Why it is left alone as it is. */
  readonly leave?: string;
}

export interface Table {
  readonly fileName: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  readonly encoding: Encoding;
  /** Null where every line is one value. */
  readonly delimiter: Delimiter | null;
  readonly hasHeader: boolean;
  /** What it holds, where that is certain: a vCard is a person. */
  readonly kind?: "contact" | "calendar";
  /** What the reader had to decide or found odd, as sentences for people. */
  readonly notices: readonly string[];
}

/** Why a file is no table at all. `encoding` can be tried again as Windows-1252. */
export interface FileProblem {
  readonly code: "too-large" | "empty" | "not-csv" | "encoding" | "no-rows" | "too-many-rows" | "too-many-columns" | "broken-quotes" | "cancelled" | "unreadable";
  readonly message: string;
}
