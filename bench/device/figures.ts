// Owns what the device bench finds of one store, and how it becomes rows of the report.
import type { Metric, Row } from "../metric.ts";
import { median } from "../statistics.ts";

export interface DeviceFigures {
  /** In the unit of the metric, a sample a run. A metric with no sample was not measured; one that is not here says nothing. */
  readonly samples: Partial<Readonly<Record<Metric, readonly number[]>>>;
  readonly notes?: Partial<Readonly<Record<Metric, string>>> | undefined;
}

export const deviceRows = (peer: string, ours: boolean, of: string, { samples, notes }: DeviceFigures): Row[] =>
  (Object.keys(samples) as Metric[]).map((metric) => {
    const taken = samples[metric] ?? [];
    const note = notes?.[metric];
    return {
      id: "device", metric, of, peer, ours, value: median(taken), runs: taken.length,
      ...(taken.length > 1 && { worst: Math.max(...taken) }), ...(note !== undefined && { note }),
    };
  });
