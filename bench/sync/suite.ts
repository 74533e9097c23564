// Owns the order of the sync benches and what happens when one of them fails: a row that says so, and on to the next.
import type { Metric, Row } from "../metric.ts";
import type { Bench, Peer } from "../peer.ts";
import { acceptRate } from "./accept.ts";
import { catchUp } from "./b1-catch-up.ts";
import { lostUnderKill } from "./b2-lost-edits.ts";
import { liveRooms } from "./b4-live.ts";
import type { Context } from "./context.ts";
import { uninvitedWrite } from "./facts.ts";

type Measure = (peer: Peer, context: Context) => Promise<Row[]>;

const measures = {
  facts: { metric: "uninvited", measure: uninvitedWrite },
  B1: { metric: "catchUp", measure: catchUp },
  B2: { metric: "lost", measure: lostUnderKill },
  B4: { metric: "p99", measure: liveRooms },
  accept: { metric: "accepted", measure: acceptRate },
} as const satisfies Record<Bench, { metric: Metric; measure: Measure }>;

/** Every bench asked for of every peer that has it, one at a time: two at once would measure each other. */
export const runSync = async (peers: readonly Peer[], only: readonly Bench[], context: Context): Promise<Row[]> => {
  const rows: Row[] = [];
  for (const bench of only) {
    for (const peer of peers.filter(({ benches }) => benches.includes(bench))) {
      const { metric, measure } = measures[bench];
      const failed = (why: string): Row => ({
        id: bench,
        metric,
        peer: peer.name,
        ours: peer.ours ?? false,
        value: undefined,
        runs: 0,
        note: why,
      });
      const missing = peer.missing?.();
      if (missing !== undefined) {
        rows.push(failed(missing));
        continue;
      }
      try {
        rows.push(...(await measure(peer, context)));
      } catch (error) {
        const [first = "failed"] = (error instanceof Error ? error.message : String(error)).split("\n");
        context.say(`failed: ${error instanceof Error ? error.message : String(error)}`);
        rows.push(failed(first));
      }
    }
  }
  return rows;
};
