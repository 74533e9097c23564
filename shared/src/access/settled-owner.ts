// Who owns a record, as receipts remember it. After a server was rewound, an edit of somebody else's record may come back
// before the edit that made the record or gave it away, which perhaps nobody had heard of yet but the server. Then the
// owner is known by the server's own signed word, and whoever brings the rest is judged as the owner, or as a stranger.
import { type Receipt, type RecordState, type Register, type Stamp } from "@outrider/shared/records";
import { entityOf } from "@outrider/shared/schema";

/** As long as devices keep receipts, ms. */
const REMEMBERED = 14 * 24 * 3600 * 1000;

const deviceOf = ({ origin }: Pick<Stamp, "origin">): string => origin.slice(0, origin.lastIndexOf("."));

function ownerOf(state: RecordState): Register | undefined {
  const { ownerField } = entityOf(state.kind);
  return ownerField !== null && Object.hasOwn(state.fields, ownerField) ? state.fields[ownerField] : undefined;
}

/** What a receipt for an edit of this record is to say of its owner: nothing where the same device or a time long past settled it. */
export function ownerToRemember(state: RecordState, stamp: Stamp): Register | null {
  const owner = ownerOf(state);
  if (!owner || stamp.at - owner.at > REMEMBERED || deviceOf(owner) === deviceOf(stamp)) return null;
  return { value: owner.value, at: owner.at, origin: owner.origin, by: owner.by };
}

/** The record with the owner that a receipt remembers, where none is known yet. Every record that was made has one. */
export function withRememberedOwner(state: RecordState, receipt: Receipt, index: number): RecordState {
  const remembered = receipt.owners?.[String(index)];
  const { ownerField } = entityOf(state.kind);
  return remembered && ownerField !== null && !ownerOf(state) ? { ...state, fields: { ...state.fields, [ownerField]: remembered } } : state;
}
