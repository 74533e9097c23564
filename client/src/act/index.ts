export { type Act, createAct, type NotSaved, type Outcome, type Progress, type Saved } from "./act.ts";
export { EngineProvider, useAct, useEngineLink } from "./engine-context.tsx";
export { createEngineLink, type EngineLink, statusBefore } from "./engine-link.ts";
