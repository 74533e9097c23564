// A release: the engine of its devices, the feed of its servers, and what its schema does not know yet.
import { type Kind, SCHEMA_VERSION } from "@outrider/shared/schema";
import { createEngine, createMemoryStore, StorageFull } from "../../../../client/src/engine/index.ts";
import { createFeed } from "../../../../sync-server/src/feed/feed.ts";

/** What a schema does not know yet. */
export interface Withheld { readonly kinds: readonly Kind[]; readonly fields: Readonly<Partial<Record<Kind, readonly string[]>>> }

/** The parts of a release that a run takes. */
export interface App { readonly createEngine: typeof createEngine; readonly createMemoryStore: typeof createMemoryStore; readonly StorageFull: typeof StorageFull }
export interface Release { readonly schema: number; readonly withheld: Withheld; readonly app: App; readonly createFeed: typeof createFeed }

export const TODAY: Release = { schema: SCHEMA_VERSION, withheld: { kinds: [], fields: {} }, app: { createEngine, createMemoryStore, StorageFull }, createFeed };
