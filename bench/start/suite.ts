// Owns how long a server takes until it serves: for the first time in an empty place, again, and after it was killed with
// many records in it. From the start of its process until `/ready` says yes.
import { seedMixed } from "../device/seed-mixed.ts";
import { rowsOfEach } from "../each-peer.ts";
import type { Row } from "../metric.ts";
import type { At, Peer } from "../peer.ts";
import { accountNamed } from "../peers/outrider-accounts.ts";
import { startServer } from "../server.ts";
import { median } from "../statistics.ts";
import type { Context } from "../sync/context.ts";

/** Milliseconds; the server is ended by `end`. */
async function started(peer: Peer, at: At, end: "stop" | "kill"): Promise<number> {
  const before = performance.now();
  const server = await startServer(peer, at);
  const took = performance.now() - before;
  await server[end]();
  return took;
}

async function startsOf(peer: Peer, { plan, withFolder, say }: Context): Promise<Row[]> {
  const { records, runs } = plan.start;
  const of = `${records.toLocaleString("en")} records`;
  const row = (what: string, values: readonly number[]): Row => ({ id: "start", metric: "ready", of: what, peer: peer.name, ours: true, value: median(values), worst: Math.max(...values), runs: values.length });
  const [first, again, killed]: [number[], number[], number[]] = [[], [], []];
  for (let run = 0; run < runs; run += 1) {
    say(`start ${peer.name}: empty`);
    await withFolder(peer, async (at) => {
      const here = at();
      first.push(await started(peer, here, "stop"));
      again.push(await started(peer, here, "stop"));
    });
  }
  await withFolder(peer, async (at) => {
    const here = at();
    say(`start ${peer.name}: ${of}`);
    const server = await startServer(peer, here);
    await seedMixed(here, await accountNamed(here, "admin"), records);
    await server.kill();
    for (let run = 0; run < runs; run += 1) killed.push(await started(peer, here, "kill"));
  });
  return [row("for the first time", first), row("again, empty", again), row(`again after kill -9, ${of}`, killed)];
}

export const runStart = (peers: readonly Peer[], context: Context): Promise<Row[]> =>
  rowsOfEach(peers.filter(({ ours }) => ours), context.say, { id: "start", metric: "ready" }, (peer) => startsOf(peer, context));
