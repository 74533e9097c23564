// Owns the bench of rooms: forty rich texts with ten people each who type, four hundred words a second in all, and what
// each server has lost of what it acknowledged after kill -9. The same jobs as for records, on documents.
import type { Row } from "../metric.ts";
import type { Peer } from "../peer.ts";
import { lostUnderKill } from "../sync/b2-lost-edits.ts";
import { liveRooms } from "../sync/b4-live.ts";
import type { Context } from "../sync/context.ts";

const asTexts = (peer: Peer): Peer => ({ ...peer, texts: true });

export const runRooms = async (peers: readonly Peer[], context: Context): Promise<Row[]> => {
  const rows: Row[] = [];
  const sized: Context = { ...context, plan: { ...context.plan, live: context.plan.rooms, kills: context.plan.typing } };
  for (const peer of peers.filter(({ text }) => text !== undefined).map(asTexts)) {
    for (const measure of [liveRooms, lostUnderKill]) {
      try {
        rows.push(...(await measure(peer, sized)).map((row) => ({ ...row, id: "rooms" })));
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        context.say(`failed: ${why}`);
        rows.push({ id: "rooms", metric: measure === liveRooms ? "p99" : "lost", peer: peer.name, ours: peer.ours ?? false, value: undefined, runs: 0, note: why.split("\n")[0] ?? "failed" });
      }
    }
  }
  return rows;
};
