// Points a field of a record at another record. An owner is changed by giving the record away, which may be another right.
import type { Kind } from "@outrider/shared/schema";
import { useCallback } from "react";
import type { PageKind } from "../../app/record-route.ts";
import { usePerform } from "../../app/use-perform.ts";
import type { RecordPage } from "../../read/index.ts";
import { fieldFor } from "./kinds.ts";
import type { Picked } from "./link-picker.tsx";
import { pageWords } from "./page-texts.ts";

export function useLinkSave(view: RecordPage, kind: PageKind, name: string) {
  const perform = usePerform();
  const field = fieldFor(kind, name);
  const value = view.values[name];
  const present = typeof value === "string" ? value : "";
  const may = (field.guard === "assign" ? view.may.assign : view.may.edit) && !view.deleted;
  /** The reason why not, or undefined. */
  const save = useCallback(
    async (picked: Picked | null): Promise<string | undefined> => {
      if ((picked?.id ?? "") === present) return undefined;
      const { reason } = field.guard === "assign" && picked !== null
        ? await perform({ name: "assign", args: { id: view.id, to: picked.id } }, pageWords.page.assigned(picked.title))
        : await perform({ name: "edit", args: { id: view.id, values: { [name]: picked?.id ?? null } } }, pageWords.page.saved(field.label));
      return reason;
    },
    [field, name, perform, present, view.id],
  );
  return { kinds: field.to as readonly Kind[], present, may, save };
}
