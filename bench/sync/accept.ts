// Owns the rate at which a server accepts and acknowledges changes sent in batches by one device.
import { load } from '../load.ts';
import type { Row } from '../metric.ts';
import type { Peer } from '../peer.ts';
import { median, quantile } from '../statistics.ts';
import type { Context } from './context.ts';
import { served } from './served.ts';

export const acceptRate = async (peer: Peer, context: Context): Promise<Row[]> => {
  const { batch, seconds, runs } = context.plan.accept;
  const rates: number[] = [];
  for (let run = 0; run < runs; run++) {
    context.say(`accept ${peer.name}: run ${run + 1}`);
    const once = context.withFolder(peer, async (at) => {
      const here = at();
      const job = { kind: 'accept', batch, seconds } as const;
      return served(peer, here, () => load(peer, here, job, seconds * 1_000 + 60_000));
    });
    const { accepted, ms } = (await once).answer;
    if (accepted === 0) throw new Error(`nothing was acknowledged in ${seconds} s`);
    rates.push((accepted / ms) * 1_000);
  }
  const worst = quantile(rates, 0);
  return [
    {
      id: 'accept',
      metric: 'accepted',
      of: `batches of ${batch}`,
      peer: peer.name,
      ours: peer.ours ?? false,
      value: median(rates),
      ...(worst === undefined ? {} : { worst }),
      runs: rates.length,
      note: `durable: ${peer.durable.answer}`,
    },
  ];
};
