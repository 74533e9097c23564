// What is wrong with the definition of a custom field that a program makes or changes, by the rule that the app goes by. Pure.
import { type RecordState, textOf, valueOf } from "@outrider/shared/records";
import { CUSTOM_KINDS, CUSTOM_TYPES, type DefinitionDraft, definitionFault, type DefinitionFault, type Value } from "@outrider/shared/schema";
import type { WireFault } from "./wire.ts";

const FAULTS = {
  "needs-name": ["label", "It needs a label."],
  taken: ["label", "Another field of this kind is called so."],
  "needs-options": ["options", "A choice needs two options at least."],
  "no-options": ["options", "A choice alone has options."],
} as const satisfies Record<DefinitionFault, readonly [string, string]>;

/** A definition as the rule reads one; null where it says no kind or type that there is. */
function draftOf(id: string, of: Value, type: Value, label: Value, options: Value, archived: Value): DefinitionDraft | null {
  const [kind, known] = [CUSTOM_KINDS.find((one) => one === of), CUSTOM_TYPES.find((one) => one === type)];
  return kind && known ? { id, of: kind, type: known, label: String(label ?? ""), options: String(options ?? ""), archived: archived === true } : null;
}

const draftIn = (state: RecordState): DefinitionDraft | null =>
  draftOf(state.id, textOf(state, "of"), textOf(state, "type"), textOf(state, "label"), textOf(state, "options"), valueOf(state, "archived"));

/** `values`: what is set. `standing`: the definition that is changed; null for a new one. `fields`: all there are. */
export function definitionWrong(values: Readonly<Record<string, Value>>, fields: readonly RecordState[], standing: RecordState | null): WireFault | null {
  const at = (name: string): Value => values[name] ?? (standing === null ? null : valueOf(standing, name));
  const draft = draftOf(standing?.id ?? "", at("of"), at("type"), at("label"), at("options"), at("archived"));
  const fault = draft === null ? null : definitionFault(draft, fields.flatMap((state) => draftIn(state) ?? []));
  if (fault === null) return null;
  const [field, message] = FAULTS[fault];
  return { field, message };
}
