// What a lead became, and the edits that take that back: what was made goes to the bin, the lead is as it was.
import type { Call } from "@outrider/shared/commands";
import type { RecordPage } from "../../read/index.ts";

export type Became = readonly { readonly kind: "contact" | "company" | "deal"; readonly id: string }[];

const FIELDS = [["contact", "convertedContact"], ["company", "convertedCompany"], ["deal", "convertedDeal"]] as const;

export const isConverted = (view: RecordPage): boolean => view.kind === "lead" && view.values["status"] === "converted";

export const becameOf = (view: RecordPage): Became =>
  FIELDS.flatMap(([kind, field]) => {
    const id = view.values[field];
    return typeof id === "string" ? [{ kind, id }] : [];
  });

/** One group. The company stays: it is the workspace's, and others may use it by now. `gone`: those in the bin already. */
export function takeBackConversion(view: RecordPage, gone: (id: string) => boolean): readonly Call[] {
  return [
    ...becameOf(view).filter(({ kind, id }) => kind !== "company" && !gone(id)).map(({ id }): Call => ({ name: "remove", args: { id } })),
    { name: "edit", args: { id: view.id, values: { status: "qualified", convertedAt: null, convertedContact: null, convertedCompany: null, convertedDeal: null } } },
  ];
}
