// Which control edits a field, and what it offers to choose from.
import type { Field, FieldType, Value } from "@outrider/shared/schema";
import { choiceWord } from "../../app/show-value.ts";
import type { PageKind } from "../../app/record-route.ts";
import type { FieldKind } from "../../ui/field-editor.tsx";
import type { Option } from "../../ui/select.tsx";
import { words } from "./texts.ts";

const kinds: Partial<Record<FieldType, FieldKind>> = { longText: "multiline", number: "number", date: "date", email: "email", phone: "tel", url: "url", choice: "choice", flag: "choice" };

/** value: what stands, which is offered even where one could not choose it anew. */
export function editorOf(kind: PageKind, field: Field, value: Value): { readonly kind: FieldKind; readonly options: readonly Option[] } {
  const options = field.type === "choice"
    // A lead becomes converted by being converted.
    ? field.choices.filter((choice) => choice === value || !(kind === "lead" && choice === "converted")).map((choice) => ({ value: choice, label: choiceWord(field, choice) }))
    : [{ value: "yes", label: words.yes }, { value: "no", label: words.no }];
  return { kind: kinds[field.type] ?? "text", options };
}
