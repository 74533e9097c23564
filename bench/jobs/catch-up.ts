// Owns B1 in the loader: the time a device that has nothing needs to hold every record. The copy is compared field by
// field with what was seeded after the clock has stopped; a wrong copy is a failure of the run, not a figure.
import type { CatchUp } from "../job.ts";
import type { At, Client } from "../peer.ts";
import { differs } from "../record.ts";
import { countBytesReceived } from "./bytes-received.ts";

export const catchUp = async (client: Client, at: At, count: number, limitMs: number): Promise<CatchUp> => {
  const bytes = countBytesReceived();
  let held = 0;
  const late = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), limitMs));
  const start = performance.now();
  const read = await Promise.race([client.catchUp(at, count, (records) => (held = records)), late]);
  const ms = performance.now() - start;
  if (read === undefined) return { ms: undefined, held, bytes: bytes() };
  const copy = await read();
  for (let n = 0; n < count; n++) {
    const field = differs(n, copy(n));
    if (field !== undefined) throw new Error(`record ${n} differs from what was seeded in ${field}`);
  }
  return { ms, held: count, bytes: bytes() };
};
