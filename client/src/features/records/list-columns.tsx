// The columns of a list, made from the table of its kind.
import type { Row } from "@outrider/shared/projection";
import { entityOf } from "@outrider/shared/schema";
import type { PageKind } from "../../app/record-route.ts";
import type { StageView } from "../../app/use-definitions.ts";
import type { Column } from "../../ui/column.ts";
import { Cell, Marks } from "./cell.tsx";
import { type ColumnPlan, fieldFor, planOf } from "./kinds.ts";

/** `custom`: names of custom fields that are shown besides. */
export function listColumns(kind: PageKind, stages: readonly StageView[], desk: boolean, custom: readonly string[]): readonly Column<Row>[] {
  const { title } = entityOf(kind);
  return [...planOf(kind).columns, ...custom.map((field): ColumnPlan => ({ field, width: "minmax(0,1fr)" }))].map(({ field: name, width, phone }): Column<Row> => {
    const field = fieldFor(kind, name);
    return {
      key: name, header: field.label, width, sortable: !field.many,
      align: field.type === "money" || field.type === "number" ? "end" : undefined,
      cell: (row) => (name === title ? <>{row.title}<Marks row={row} /></> : <Cell kind={kind} row={row} name={name} stages={stages} plain={!desk && phone === "detail"} />),
      phone,
    };
  });
}
