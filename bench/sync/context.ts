// Owns what the benches of one run share: a fresh folder and port for each server, and the words of progress.
import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { At, Peer } from "../peer.ts";
import type { Plan } from "../plan.ts";

export interface Context {
  readonly plan: Plan;
  readonly freshPort: () => number;
  /** Runs `use` with a new folder for the peer's server and removes the folder after it, whatever happened. */
  readonly withFolder: <T>(peer: Peer, use: (at: () => At) => Promise<T>) => Promise<T>;
  readonly say: (text: string) => void;
}

export const createContext = (plan: Plan, root: string, firstPort: number, say: (text: string) => void): Context => {
  let port = firstPort;
  // A port is not used twice in a row: a killed server's connections may linger on it.
  const freshPort = (): number => (port = port >= firstPort + 99 ? firstPort : port + 1);
  return {
    plan,
    freshPort,
    say,
    withFolder: async (peer, use) => {
      const dir = mkdtempSync(join(root, "server-"));
      const at = (): At => ({ dir, port: freshPort() });
      try {
        await peer.prepare?.(at());
        return await use(at);
      } finally {
        await peer.cleanUp?.(at());
        rmSync(dir, { recursive: true, force: true });
      }
    },
  };
};
