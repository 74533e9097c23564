// Where a record lies (whose it is, what it hangs on), as receipts remember it. After a server was rewound, an edit of
// somebody else's record may come back before the edit that made the record, which perhaps nobody had heard of yet but the
// server. Then its place is known by the server's own signed word, and whoever brings the rest is judged by it.
import { deviceOf, type Receipt, RECEIPTS_KEPT_MS, type RecordState, type Register, type Stamp } from "@outrider/shared/records";
import { entityOf, type Kind } from "@outrider/shared/schema";

function placing(kind: Kind): readonly string[] {
  const { belongs, ownerField } = entityOf(kind);
  return [...(belongs === "root" ? ["root"] : []), ...(ownerField === null ? [] : [ownerField])];
}

/** What a receipt for an edit of this record is to say, by field: nothing of what the same device or a time long past settled. */
export function placeToRemember(state: RecordState, stamp: Stamp): Readonly<Record<string, Register>> {
  const found: Record<string, Register> = {};
  for (const field of placing(state.kind)) {
    const register = Object.hasOwn(state.fields, field) ? state.fields[field] : undefined;
    if (!register || stamp.at - register.at > RECEIPTS_KEPT_MS || deviceOf(register.origin) === deviceOf(stamp.origin)) continue;
    found[field] = { value: register.value, at: register.at, origin: register.origin, by: register.by };
  }
  return found;
}

/** A record that is begun by this edit, in the place that its receipt remembers. Where it lay before it has a place already. */
export function withRememberedPlace(state: RecordState, receipt: Receipt, index: number): RecordState {
  const fields: Record<string, Register> = {};
  for (const field of placing(state.kind)) {
    const register = receipt.places?.[`${index}.${field}`];
    if (register && !Object.hasOwn(state.fields, field)) fields[field] = register;
  }
  return Object.keys(fields).length === 0 ? state : { ...state, fields: { ...state.fields, ...fields } };
}
