// What a column of a list is, and by which it is sorted.
import type { ReactNode } from "react";

export type Column<Row> = {
  readonly key: string;
  readonly header: string;
  /** A CSS grid track: "minmax(0,2fr)", "8rem". */
  readonly width: string;
  readonly cell: (row: Row) => ReactNode;
  readonly align?: "end" | undefined;
  readonly sortable?: boolean | undefined;
  /** Its place on a phone; "title" is also the link of the row, so exactly one column has it. */
  readonly phone?: "title" | "detail" | "end" | undefined;
};

export type Sort = { readonly key: string; readonly direction: "ascending" | "descending" };
