// An objection between what is typed and what is kept.
import { err, ok, type Result } from "@outrider/shared/kernel";
import type { Row } from "@outrider/shared/projection";
import { entities, type Value } from "@outrider/shared/schema";
import { format } from "../../app/format.ts";
import { fieldLabel } from "../../app/field-label.ts";
import { parseInput } from "./parse-input.ts";
import { panelWords } from "./panel-texts.ts";

export interface TypedObjection { readonly text: string; readonly category: string; readonly severity: string; readonly response: string; readonly raisedBy: string; /** As a `datetime-local` control holds it. */ readonly at: string }
export const NOTHING_TYPED: TypedObjection = { text: "", category: "", severity: "", response: "", raisedBy: "", at: "" };

export type ObjectionStatus = "open" | "resolved" | "lost";

export const wordOf = (row: Row, field: string): string => {
  const value = row.values[field];
  return typeof value === "string" ? value : "";
};

/** One that says nothing is open. */
export const statusOf = (row: Row): ObjectionStatus => {
  const status = wordOf(row, "status");
  return status === "resolved" || status === "lost" ? status : "open";
};

export function typedOf(row: Row): TypedObjection {
  const at = row.values["at"];
  return {
    text: wordOf(row, "text"), category: wordOf(row, "category"), severity: wordOf(row, "severity"), response: wordOf(row, "response"), raisedBy: wordOf(row, "raisedBy"),
    at: typeof at === "number" ? format.localInput(at) : "",
  };
}

/** The values to be kept, null where nothing is typed; or the sentence that says what is wrong. */
export function objectionOf(typed: TypedObjection): Result<Readonly<Record<keyof TypedObjection, Value>>, string> {
  const values: Partial<Record<keyof TypedObjection, Value>> = {};
  const labels: Partial<Record<keyof TypedObjection, string>> = { text: panelWords.objection.text, response: panelWords.objection.response };
  for (const name of Object.keys(NOTHING_TYPED) as (keyof TypedObjection)[]) {
    const value = parseInput({ ...entities.objection.fields[name], label: labels[name] ?? fieldLabel("objection", name) }, typed[name].trim(), "");
    if (!value.ok) return err(value.error);
    values[name] = value.value;
  }
  return ok(values as Record<keyof TypedObjection, Value>);
}
