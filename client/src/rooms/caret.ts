// A caret as somebody else's page told it. Invariant: what passes names a place in the text in the shape that Yjs reads,
// and nothing else; whether the place is there, the editor finds out.
import { BODY_ROOT } from "@outrider/shared/bodies";
import type { Json } from "@outrider/shared/kernel";

type Fields = { readonly [key: string]: Json };
const fieldsOf = (value: Json | undefined): Fields | null => (typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : null);
const isCount = (value: Json | undefined): value is number => typeof value === "number" && Number.isSafeInteger(value) && value >= 0;

/** undefined: it cannot be read. */
function idOf(value: Json | undefined): Json | undefined {
  if (value === null || value === undefined) return null;
  const fields = fieldsOf(value);
  return fields && isCount(fields["client"]) && isCount(fields["clock"]) ? { client: fields["client"], clock: fields["clock"] } : undefined;
}

function placeOf(value: Json | undefined): Json | null {
  const fields = fieldsOf(value);
  if (!fields) return null;
  const [type, item] = [idOf(fields["type"]), idOf(fields["item"])];
  const name = fields["tname"] ?? null;
  if (type === undefined || item === undefined || (name !== null && name !== BODY_ROOT)) return null;
  if (type === null && item === null && name === null) return null;
  return { type, tname: name, item, assoc: fields["assoc"] === -1 ? -1 : 0 };
}

/** Null where there is none, or none that can be read. */
export function caretIn(state: Json | undefined): Json | null {
  const cursor = fieldsOf(fieldsOf(state)?.["cursor"]);
  const [anchor, head] = [placeOf(cursor?.["anchor"]), placeOf(cursor?.["head"])];
  return anchor === null || head === null ? null : { anchor, head };
}
