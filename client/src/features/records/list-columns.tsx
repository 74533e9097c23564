// The columns of a list, made from the table of its kind.
import type { Row } from "@outrider/shared/projection";
import { entityOf, type Field } from "@outrider/shared/schema";
import type { PageKind } from "../../app/record-route.ts";
import type { StageView } from "../../app/use-definitions.ts";
import type { Column } from "../../ui/column.ts";
import { Cell, Marks } from "./cell.tsx";
import { type ColumnPlan, fieldFor, planOf } from "./kinds.ts";

/** Tracks of columns that the plan of the kind does not have. */
const WIDTHS: Partial<Record<Field["type"], string>> = { number: "7rem", money: "8rem", date: "7rem", instant: "9rem", flag: "5rem", longText: "minmax(0,2fr)" };
/** Of those that a person chose, so many are in the second line on a phone. */
const PHONE_DETAILS = 2;

/** `names`: fields in their order; `own`: a person chose them. */
export function listColumns(kind: PageKind, stages: readonly StageView[], desk: boolean, names: readonly string[], own: boolean): readonly Column<Row>[] {
  const { title } = entityOf(kind);
  const known = planOf(kind).columns;
  const ends = known.find(({ phone }) => phone === "end")?.field;
  const details = own ? names.filter((name) => name !== title && name !== ends).slice(0, PHONE_DETAILS) : [];
  const plan = names.map((field): ColumnPlan => {
    const usual = known.find((column) => column.field === field) ?? { field, width: WIDTHS[fieldFor(kind, field).type] ?? "minmax(0,1fr)" };
    return own && details.includes(field) ? { ...usual, phone: "detail" } : own && usual.phone === "detail" ? { field, width: usual.width } : usual;
  });
  return plan.map(({ field: name, width, phone }): Column<Row> => {
    const field = fieldFor(kind, name);
    return {
      key: name, header: field.label, width, sortable: !field.many,
      align: field.type === "money" || field.type === "number" ? "end" : undefined,
      cell: (row) => (name === title ? <>{row.title}<Marks row={row} /></> : <Cell kind={kind} row={row} name={name} stages={stages} plain={!desk && phone === "detail"} />),
      phone,
    };
  });
}
