// The custom fields of this workspace, as its definitions say them now. What a field is called is asked in many places
// where no definition is at hand, so what was last heard is kept here for them. Invariant: a name that no definition is
// known for is still a field, by what the name itself says.
import type { Row } from "@outrider/shared/projection";
import { CUSTOM_TYPES, type CustomType, customName, type Field, typedField } from "@outrider/shared/schema";
import { useMemo } from "react";
import { useLiveQuery } from "../read/index.ts";

export interface CustomFieldView {
  /** Of its definition. */
  readonly id: string;
  /** Under which records keep its value. */
  readonly name: string;
  readonly of: string;
  readonly type: CustomType;
  readonly field: Field;
  /** As the definition has them, one a line. */
  readonly options: string;
  readonly archived: boolean;
  readonly order: number;
}

const known = new Map<string, Field>();

/** The field of that name; undefined where no definition of it has been heard of. */
export const customFieldOf = (name: string): Field | undefined => known.get(name);

const NONE: readonly CustomFieldView[] = [];

function viewOf({ id, title, values }: Row): readonly CustomFieldView[] {
  const type = CUSTOM_TYPES.find((each) => each === values["type"]);
  if (type === undefined) return NONE;
  const options = String(values["options"] ?? "");
  const field = typedField(type, title, options);
  const name = customName(type, id);
  const before = known.get(name);
  // The same field stays the same object.
  const same = before !== undefined && before.label === title && before.choices.join("\n") === field.choices.join("\n");
  if (!same) known.set(name, field);
  return [{ id, name, of: String(values["of"]), type, field: same ? before : field, options, archived: values["archived"] === true, order: Number(values["order"] ?? 0) }];
}

/** All definitions, archived ones too, in their order. */
export function useCustomDefinitions(): { readonly all: readonly CustomFieldView[]; readonly loading: boolean } {
  const { rows, loading } = useLiveQuery({ kind: "customField", sort: { by: "order" }, limit: 1000 });
  const all = useMemo(() => rows.flatMap(viewOf), [rows]);
  return { all, loading };
}

/** Those of a kind that are in use, in their order. */
export function useCustomFields(kind: string): readonly CustomFieldView[] {
  const { all } = useCustomDefinitions();
  return useMemo(() => all.filter(({ of, archived }) => of === kind && !archived), [all, kind]);
}
