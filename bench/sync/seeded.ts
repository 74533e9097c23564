// Owns bringing a server's folder to hold `count` records by the way the peer wants it. Leaves no server running.
import { load } from "../load.ts";
import type { At, Peer } from "../peer.ts";
import { served } from "./served.ts";

const limitMs = 300_000;

export const seed = async (peer: Peer, at: () => At, count: number): Promise<void> => {
  const here = at();
  const job = { kind: "seed", count } as const;
  if (peer.seeds === "stopped") await load(peer, here, job, limitMs);
  else await served(peer, here, () => load(peer, here, job, limitMs));
};
