// Owns the rate at which a server accepts and acknowledges changes sent in batches by one device.
import { load } from "../load.ts";
import type { Row } from "../metric.ts";
import type { Peer } from "../peer.ts";
import { median, quantile } from "../statistics.ts";
import type { Context } from "./context.ts";
import { served } from "./served.ts";

export const acceptRate = async (peer: Peer, context: Context): Promise<Row[]> => {
  const { batch, seconds, runs } = context.plan.accept;
  const rates: number[] = [];
  const cpu: number[] = [];
  for (let run = 0; run < runs; run++) {
    context.say(`accept ${peer.name}: run ${run + 1}`);
    const once = context.withFolder(peer, async (at) => {
      const here = at();
      const job = { kind: "accept", batch, seconds } as const;
      return served(peer, here, (server) => load(peer, here, job, seconds * 1_000 + 60_000, server.usage));
    });
    const { answer, marks } = await once;
    const { accepted, ms } = answer;
    if (accepted === 0) throw new Error(`nothing was acknowledged in ${seconds} s`);
    rates.push((accepted / ms) * 1_000);
    const [before, after] = [marks.get("begins")?.cpu, marks.get("end")?.cpu];
    // What was sent and came too late to be counted was worked on as well: the figure is on the high side for everybody.
    if (before !== undefined && after !== undefined) cpu.push(((after - before) * 1_000_000) / accepted);
  }
  const worst = quantile(rates, 0);
  const common = { id: "accept", of: `batches of ${batch}`, peer: peer.name, ours: peer.ours ?? false, runs: rates.length };
  return [
    {
      ...common,
      metric: "accepted",
      value: median(rates),
      ...(worst === undefined ? {} : { worst }),
      note: `durable: ${peer.durable.answer}`,
    },
    { ...common, metric: "acceptCpu", value: median(cpu) },
  ];
};
