export { type Element, emptyRecord, later, type Loser, type Origin, type Read, type RecordState, type Register, type Stamp, type TrailEntry } from "./state.ts";
export { join } from "./join.ts";
export { addsOf, baseOf, elementsOf, isDeleted, loserOf, textOf, trailOf, valueOf } from "./read-field.ts";
export { type Assignment, type Change, deviceOf, type Group, MAX_CHANGES, MAX_GROUP, MAX_UPDATE, originOf } from "./change.ts";
export { apply, type Outcome, resolve } from "./resolve.ts";
export { exceptions, meetings, recall, type Receipt, RECEIPTS_KEPT_MS, restamp } from "./receipt.ts";
export { pack, type PackedRecord, unpack } from "./pack.ts";
export { type Glance, glanceOf, glanceOfPacked } from "./glance.ts";
export { survivor } from "./merged-into.ts";
