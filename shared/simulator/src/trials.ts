// The trial of what is typed, without the process of its own that it has in production: the same warm copies by the same
// code, in this one, so that a run is the same each time.
import { openCopy, settleBody, tryOn, type WarmCopy } from "@outrider/shared/bodies";
import type { Scratch } from "../../../sync-server/src/rooms/scratch.ts";

export function createTrials(): Scratch {
  const copies = new Map<string, WarmCopy>();
  const recent = new Map<string, Uint8Array[]>();
  const turns = new Map<string, Promise<unknown>>();

  async function attempt(key: string, base: () => Promise<Uint8Array>, update: Uint8Array) {
    const warm = copies.get(key);
    const first = warm && tryOn(warm, update);
    if (first?.kind !== "kept") copies.delete(key);
    // What it leans on may have been committed by another server since.
    const again = !first || first.kind === "pending";
    const copy = again ? openCopy(key, await base(), recent.get(key) ?? []) : warm;
    const trial = again && copy ? tryOn(copy, update) : first;
    if (trial?.kind !== "kept") return trial?.kind === "refused" ? trial.fault : { code: "missing", message: "It leans on what is not here." };
    if (copy) copies.set(key, copy);
    recent.set(key, [...(recent.get(key) ?? []), update].slice(-64));
    return null;
  }

  return {
    tryUpdate(key, base, update) {
      const turn = (turns.get(key) ?? Promise.resolve()).then(() => attempt(key, base, update));
      turns.set(key, turn.catch(() => undefined));
      return turn;
    },
    drop(key, update) {
      copies.delete(key);
      const kept = update === undefined ? [] : (recent.get(key) ?? []).filter((one) => !sameBytes(one, update));
      recent.set(key, kept);
    },
    settle: (base, updates) => Promise.resolve(settleBody(base, updates)),
    pids: () => [],
    close: () => copies.clear(),
  };
}

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;
