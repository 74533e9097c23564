export type { EnginePhase, NotSaved, Query, Saved, Status } from "./api.ts";
export { createEngine, type Engine, type EngineOptions } from "./engine.ts";
export { copyDisk, type CrashPoint, createMemoryDisk, createMemoryStore, type MemoryDisk } from "./memory-store.ts";
export type { Planted, PlantedBug } from "./planted.ts";
export type { Connect, Log, Socket, SocketEvents, Timers, World } from "./ports.ts";
export type { Confirmed } from "./store.ts";
export { StorageFull } from "./storage-full.ts";
export type { Outcome } from "./writer.ts";
