import { notFound } from "@outrider/shared/access";
import { derivedId, err, ok } from "@outrider/shared/kernel";
import { textOf } from "@outrider/shared/records";
import { type Command, creationOf } from "./command.ts";

/** A rich text is one of the record it is about: two who begin it at once begin the same. */
export const bodyId = (about: string, slot: string): string => derivedId("body", about, slot);

export interface TypeArgs {
  readonly about: string;
  readonly slot: string;
  /** An update of its document (Yjs V1) as base64. */
  readonly update: string;
}

/** Types into the rich text of a record, which is made with the first of it. */
export const typeInto: Command<TypeArgs> = ({ about, slot, update }, { read }) => {
  const id = bodyId(about, slot);
  if (read(id)) return ok([{ id, kind: "body", update }]);
  const record = read(about);
  if (!record) return err(notFound());
  const root = textOf(record, "root") || about;
  return ok([{ ...creationOf(id, { kind: "body", values: { root, about, slot } }), update }]);
};
