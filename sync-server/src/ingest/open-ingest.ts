// Ingestion of a running server, put together.
import type { Database } from "../db/database.ts";
import { createReadOrders, type ReadOrders } from "./read-orders.ts";

export interface IngestDeps { readonly database: Database }

export interface Ingest { readonly readOrders: ReadOrders }

export function openIngest({ database }: IngestDeps): Ingest {
  return { readOrders: createReadOrders(database) };
}
