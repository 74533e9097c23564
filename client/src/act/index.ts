export type { Act, FileAnswer, NotSaved, Outcome, Saved, SayNotSaved } from "./act.ts";
export { EngineProvider, useAct, useEngineLink } from "./engine-context.tsx";
export type { LockProof, LockView, NewLock, Unlocked } from "../engine/wire.ts";
export { createEngineLink, type EngineLink, type Seat, statusBefore } from "./engine-link.ts";
