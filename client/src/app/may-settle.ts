// Who settles a proposal: whoever may set the field that it is about.
import { fieldOf, type Kind } from "@outrider/shared/schema";
import type { RecordPage } from "../read/index.ts";

export function maySettle(may: RecordPage["may"], kind: Kind, field: string): boolean {
  const guard = fieldOf(kind, field)?.guard;
  // What the server alone says is nobody's to settle.
  if (guard === "system") return false;
  return guard === "assign" || guard === "share" || guard === "delete" ? may[guard] : may.edit;
}
