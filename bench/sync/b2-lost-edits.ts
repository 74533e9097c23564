// Owns B2: edits a client knew to be accepted that are gone after the server was killed with SIGKILL in mid-write. The
// writer's process ends before the server is started again, so nothing can be sent twice.
import { setTimeout as wait } from "node:timers/promises";
import { load, startLoad } from "../load.ts";
import type { Row } from "../metric.ts";
import type { Peer } from "../peer.ts";
import { startServer } from "../server.ts";
import type { Context } from "./context.ts";
import { seed } from "./seeded.ts";
import { served } from "./served.ts";

interface Outcome {
  readonly accepted: number;
  readonly lost: number;
}

/** Accepted edits whose record holds, after the restart, only an earlier edit: `latest` by record, -1 of none. */
export const lostEdits = (accepted: readonly number[], latest: readonly number[]): number =>
  accepted.filter((k) => (latest[k % latest.length] ?? -1) < k).length;

const killOnce = (peer: Peer, context: Context, afterMs: number): Promise<Outcome> =>
  context.withFolder(peer, async (at) => {
    const { records, perSecond } = context.plan.kills;
    await seed(peer, at, records);
    const here = at();
    const server = await startServer(peer, here);
    const writing = startLoad(peer, here, { kind: "write", records, perSecond }, 60_000);
    await writing.marked("writing");
    await wait(afterMs);
    await server.kill();
    writing.stop();
    const { answer: written } = await writing.done;
    const again = at();
    const job = { kind: "survivors", records } as const;
    const { answer: latest } = await served(peer, again, () => load(peer, again, job, 30_000));
    return { accepted: written.accepted.length, lost: lostEdits(written.accepted, latest) };
  });

export const lostUnderKill = async (peer: Peer, context: Context): Promise<Row[]> => {
  const outcomes: Outcome[] = [];
  for (let run = 0; run < context.plan.kills.runs; run++) {
    context.say(`B2 ${peer.name}: kill ${run + 1}`);
    // Between one and four seconds of writing, a different moment each time.
    outcomes.push(await killOnce(peer, context, 1_000 + ((run * 1_117) % 3_000)));
  }
  const total = (key: keyof Outcome): number => outcomes.reduce((sum, outcome) => sum + outcome[key], 0);
  const means = peer.acknowledges === "none" ? "seen by a second client (there is no acknowledgement)" : "acknowledged";
  return [
    {
      id: "B2",
      metric: "lost",
      of: `${outcomes.length} × kill -9`,
      peer: peer.name,
      ours: peer.ours ?? false,
      value: total("lost"),
      worst: Math.max(...outcomes.map(({ lost }) => lost)),
      runs: outcomes.length,
      note: `of ${total("accepted").toLocaleString("en")} ${means}`,
    },
  ];
};
