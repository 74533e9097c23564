// Owns the list of what is measured, our own first. A Peer's client is loaded only in the loader process.
import type { Peer } from "../peer.ts";
import { hocuspocus } from "./hocuspocus.ts";
import { outrider, outriderPostgres } from "./outrider.ts";
import { pouchdb } from "./pouchdb.ts";
import { tinybase } from "./tinybase.ts";
import { yWebsocket, yWebsocketMemory } from "./y-websocket.ts";

export const peers: readonly Peer[] = [
  outrider,
  outriderPostgres,
  pouchdb,
  hocuspocus,
  yWebsocket,
  yWebsocketMemory,
  tinybase,
];
