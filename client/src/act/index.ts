export type { Act, Saved } from "./act.ts";
export { EngineProvider, useAct, useEngineLink } from "./engine-context.tsx";
export { createEngineLink, type EngineLink, type Seat, statusBefore } from "./engine-link.ts";
