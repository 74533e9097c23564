// Whether the definition of a custom field makes sense beside the others: asked by whoever makes one or changes it, on a
// device or over HTTP. Two people may make fields of one label without having seen each other: the door refuses neither.
import { type CustomKind, type CustomType, optionsIn } from "./custom-field.ts";

export interface DefinitionDraft {
  /** "": a new one. */
  readonly id: string;
  readonly of: CustomKind;
  readonly type: CustomType;
  readonly label: string;
  /** One a line. */
  readonly options: string;
  readonly archived: boolean;
}

export type DefinitionFault = "needs-name" | "taken" | "needs-options" | "no-options";

/** What is wrong with it, or null. `others` may hold itself. What is archived stands in nobody's way. */
export function definitionFault({ id, of, type, label, options, archived }: DefinitionDraft, others: readonly DefinitionDraft[]): DefinitionFault | null {
  const called = label.trim().toLowerCase();
  if (called === "") return "needs-name";
  const taken = others.some((other) => other.id !== id && other.of === of && !other.archived && other.label.trim().toLowerCase() === called);
  if (taken && !archived) return "taken";
  const offered = optionsIn(options).length;
  if (type !== "choice") return offered > 0 ? "no-options" : null;
  return offered < 2 ? "needs-options" : null;
}
