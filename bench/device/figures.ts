// Owns what the device bench finds of one store, and how it becomes rows of the report.
import type { Metric, Row } from "../metric.ts";
import { median } from "../statistics.ts";

export interface DeviceFigures {
  /** Milliseconds until the first list was there, and until everything was. */
  readonly usable: number | undefined;
  readonly whole: number | undefined;
  /** Milliseconds, a sample a run. */
  readonly cold: readonly number[];
  readonly keystrokes: readonly number[];
  readonly edits: readonly number[];
  /** MB. */
  readonly page: number | undefined;
  readonly worker: number | undefined;
  readonly notes?: Partial<Record<Metric, string>>;
}

export const deviceRows = (peer: string, ours: boolean, records: number, found: DeviceFigures): Row[] => {
  const samples: readonly (readonly [Metric, readonly (number | undefined)[]])[] = [
    ["usable", [found.usable]], ["whole", [found.whole]], ["cold", found.cold], ["keystroke", found.keystrokes],
    ["editPainted", found.edits], ["pageHeap", [found.page]], ["workerHeap", [found.worker]],
  ];
  return samples.map(([metric, values]) => {
    const taken = values.filter((value) => value !== undefined);
    const note = found.notes?.[metric];
    return {
      id: "device", metric, of: `${records.toLocaleString("en")} records`, peer, ours, value: median(taken), runs: taken.length,
      ...(taken.length > 1 && { worst: Math.max(...taken) }), ...(note !== undefined && { note }),
    };
  });
};
