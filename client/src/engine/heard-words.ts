// What was heard of rich texts and is not written down in their records yet, as far as words typed here may lean on it: it
// is kept with those words, for without it they cannot be read, and a device that starts with no network has nobody to ask.
// Invariant: nothing is kept of a text that the device holds no more.
import { unpack, valueOf } from "@outrider/shared/records";
import type { Confirmed, Meta } from "./store.ts";

export interface HeardWords { readonly body: string; readonly seq: number; /** Base64. */ readonly update: string }

/** Characters; with more the words are shown once there is a network. */
const MOST = 512 * 1024;

/** With what words that are typed into these texts now lean on. */
export function withTyped(kept: readonly HeardWords[], bodies: ReadonlySet<string>, unwritten: readonly HeardWords[]): readonly HeardWords[] {
  const all = [...kept.filter(({ body }) => !bodies.has(body)), ...unwritten];
  return all.reduce((sum, { update }) => sum + update.length, 0) > MOST ? [] : all;
}

/** After a step of the feed. `holds`, at a checkpoint: which texts the device holds besides those that come. */
export function afterStep(kept: readonly HeardWords[], put: readonly Confirmed[], drop: readonly string[], holds: ((body: string) => boolean) | null): Pick<Meta, "heard"> | null {
  if (kept.length === 0) return null;
  const [come, gone] = [new Map(put.map(({ record }) => [record.id, record])), new Set(drop)];
  const heard = kept.filter(({ body, seq }) => {
    const record = come.get(body);
    if (gone.has(body) || (holds && !record && !holds(body))) return false;
    return !record || seq > Number(valueOf(unpack(record), "upTo") ?? 0);
  });
  return heard.length === kept.length ? null : { heard };
}
