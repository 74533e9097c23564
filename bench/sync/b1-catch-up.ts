// Owns B1: how long a new device takes until it holds every record, what that costs the server and the wire. The
// server is started anew before each run and finds the records in its store.
import type { CatchUp } from "../job.ts";
import { load, type Run } from "../load.ts";
import type { Row } from "../metric.ts";
import type { Peer } from "../peer.ts";
import { median, quantile } from "../statistics.ts";
import type { Context } from "./context.ts";
import { seed } from "./seeded.ts";
import { served } from "./served.ts";

/** After a run as long as this the same is not repeated. */
const longRunMs = 30_000;

const cpuOf = ({ marks }: Run<CatchUp>): number | undefined => {
  const [before, after] = [marks.get("go")?.cpu, marks.get("end")?.cpu];
  return before === undefined || after === undefined ? undefined : after - before;
};

const rowsOf = (peer: Peer, count: number, runs: readonly Run<CatchUp>[], limitMs: number): Row[] => {
  const common = { id: "B1", peer: peer.name, ours: peer.ours ?? false, of: `${count.toLocaleString("en")} records` };
  const unfinished = runs.find(({ answer }) => answer.ms === undefined);
  if (unfinished !== undefined) {
    const note = `not finished in ${limitMs / 1000} s: ${unfinished.answer.held.toLocaleString("en")} held`;
    return [{ ...common, metric: "catchUp", value: undefined, runs: runs.length, note }];
  }
  const times = runs.flatMap(({ answer }) => answer.ms ?? []);
  const cpu = median(runs.flatMap((run) => cpuOf(run) ?? []));
  const worst = quantile(times, 1);
  return [
    { ...common, metric: "catchUp", value: median(times), runs: runs.length, ...(worst === undefined ? {} : { worst }) },
    { ...common, metric: "catchUpCpu", value: cpu, runs: runs.length },
    { ...common, metric: "catchUpBytes", value: median(runs.map(({ answer }) => answer.bytes / 1e6)), runs: runs.length },
  ];
};

export const catchUp = async (peer: Peer, context: Context): Promise<Row[]> => {
  const { counts, runs: wanted, limitMs } = context.plan.catchUp;
  const rows: Row[] = [];
  for (const count of counts) {
    await context.withFolder(peer, async (at) => {
      context.say(`B1 ${peer.name}: ${count} records`);
      await seed(peer, at, count);
      const runs: Run<CatchUp>[] = [];
      for (let last = 0; runs.length < wanted && last < longRunMs; ) {
        const here = at();
        const job = { kind: "catch-up", count, limitMs } as const;
        const run = await served(peer, here, (server) => load(peer, here, job, limitMs + 60_000, server.usage));
        runs.push(run);
        last = run.answer.ms ?? Infinity;
      }
      rows.push(...rowsOf(peer, count, runs, limitMs));
    });
  }
  return rows;
};
