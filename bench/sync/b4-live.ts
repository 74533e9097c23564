// Owns B4: 200 clients in rooms of ten, a thousand changes a second in all, each handed to the nine others. CPU and
// memory are the server's over the seconds of writing, not of connecting.
import type { Live } from "../job.ts";
import { load, type Run } from "../load.ts";
import type { Metric, Row } from "../metric.ts";
import type { Peer } from "../peer.ts";
import { median, quantile } from "../statistics.ts";
import type { Context } from "./context.ts";
import { served } from "./served.ts";

const cpuShare = ({ marks }: Run<Live>, seconds: number): number | undefined => {
  const [before, after] = [marks.get("window")?.cpu, marks.get("window end")?.cpu];
  return before === undefined || after === undefined ? undefined : ((after - before) / seconds) * 100;
};

export const liveRooms = async (peer: Peer, context: Context): Promise<Row[]> => {
  const { runs: wanted, ...size } = context.plan.live;
  const runs: Run<Live>[] = [];
  for (let run = 0; run < wanted; run++) {
    context.say(`B4 ${peer.name}: run ${run + 1}`);
    const once = context.withFolder(peer, async (at) => {
      const here = at();
      const job = { kind: "live", ...size } as const;
      return served(peer, here, (server) => load(peer, here, job, (size.warmUp + size.seconds) * 1_000 + 120_000, server.usage));
    });
    runs.push(await once);
  }
  const row = (metric: Metric, values: readonly (number | null | undefined)[], note?: string): Row => {
    const measured = values.filter((value): value is number => typeof value === "number");
    const worst = metric === "delivered" ? quantile(measured, 0) : quantile(measured, 1);
    return {
      id: "B4",
      metric,
      of: `${size.rooms * size.members} clients, ${size.perSecond.toLocaleString("en")}/s`,
      peer: peer.name,
      ours: peer.ours ?? false,
      value: median(measured),
      ...(worst === undefined ? {} : { worst }),
      runs: measured.length,
      ...(note === undefined ? {} : { note }),
    };
  };
  const share = runs.map(({ answer }) => (answer.delivered / answer.expected) * 100);
  const partial = share.some((percent) => percent < 99.9) ? "of what came" : undefined;
  return [
    row("p50", runs.map(({ answer }) => answer.p50), partial),
    row("p99", runs.map(({ answer }) => answer.p99), partial),
    row("delivered", share),
    row("cpu", runs.map((run) => cpuShare(run, size.seconds))),
    row("rss", runs.map(({ marks }) => marks.get("window end")?.rss)),
  ];
};
