// Owns the life of a server around a piece of work: started before it, ended after it, whatever happened.
import type { At, Peer } from "../peer.ts";
import { startServer, type Server } from "../server.ts";

export const served = async <T>(peer: Peer, at: At, work: (server: Server) => Promise<T>): Promise<T> => {
  const server = await startServer(peer, at);
  try {
    return await work(server);
  } finally {
    await server.stop();
  }
};
