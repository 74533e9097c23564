// Owns the one statement about checking that is tested, not quoted: does the server take a write from a client that
// was given no right to write?
import { load } from "../load.ts";
import type { Row } from "../metric.ts";
import type { Peer } from "../peer.ts";
import type { Context } from "./context.ts";
import { served } from "./served.ts";

export const uninvitedWrite = (peer: Peer, context: Context): Promise<Row[]> =>
  context.withFolder(peer, async (at) => {
    context.say(`facts ${peer.name}`);
    const here = at();
    const { answer } = await served(peer, here, () => load(peer, here, { kind: "uninvited" }, 30_000));
    const common = { id: "facts", metric: "uninvited", peer: peer.name, ours: peer.ours ?? false } as const;
    return [{ ...common, value: answer ? 1 : 0, runs: 1 }];
  });
