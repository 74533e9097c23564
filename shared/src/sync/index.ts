export { type Age, editTime } from "./edit-time.ts";
export { addSum, rowSum, subtractSum } from "./checksum.ts";
export { type HeldFilter, heldText, readHeld } from "./held-filter.ts";
export type { Confirmed, Stored } from "./places.ts";
export type { Plan, StagingBug } from "./staging.ts";
export { createReplica, type Replica, type ReplicaOptions } from "./replica.ts";
export { initialSession, type Phase, type RoomMessage, session, type SessionEffect, type SessionEvent, type SessionState, type Step } from "./session.ts";
export { rebrand } from "./rebrand.ts";
