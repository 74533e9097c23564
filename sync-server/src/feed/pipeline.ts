// The queue before the door, one for each workspace: whatever has gathered while a batch is being written goes into the
// next one. Devices take turns, so that an import of thousands of rows does not hold up anybody's single edit. A batch
// that fails is tried again one edit at a time, so that one bad edit disturbs nobody else. Invariant: where an edit fails
// for good, no later one of its connection is judged, so that a device's edits are judged in its order and none is skipped.
import { acceptBatch, type AcceptDeps } from "./accept.ts";
import type { Committed } from "./committed.ts";
import type { Entry, EntryResult } from "./entry.ts";

export interface Pipeline {
  /** Rejects only where the database failed: then nothing of the edit is kept and it may come again. */
  submit(workspace: string, entry: Entry): Promise<EntryResult>;
  /** Waits until what is being written right now has been told of. */
  told(workspace: string): Promise<void>;
  /** Waits until all that was submitted is answered. */
  idle(): Promise<void>;
}

export interface PipelineDeps extends AcceptDeps {
  /** Called once a batch is durable and before its edits are answered. */
  readonly committed: (workspace: string, committed: Committed) => void;
  readonly failed: (error: unknown) => void;
  /** A batch has failed; whether it was committed is not known. */
  readonly unsure?: (workspace: string) => void;
  readonly maxBatch?: number;
  /** Waits for a moment, so that what others send meanwhile goes into the same batch; not at all unless told. */
  readonly gather?: () => Promise<void>;
}

/** Where so many edits came together the next ones are gathered: a commit costs the same for one edit as for ten. */
const CROWD = 3;

interface Waiting { readonly entry: Entry; readonly resolve: (result: EntryResult) => void; readonly reject: (error: unknown) => void }

export function createPipeline(deps: PipelineDeps): Pipeline {
  const queues = new Map<string, Map<string, Waiting[]>>();
  const running = new Map<string, Promise<void>>();
  const writing = new Map<string, Promise<void>>();
  const maxBatch = deps.maxBatch ?? 500;

  /** The next batch: one edit of each device in turn, each device's in its own order. */
  function take(devices: Map<string, Waiting[]>): readonly Waiting[] {
    const batch: Waiting[] = [];
    while (batch.length < maxBatch && devices.size > 0) {
      for (const [device, waiting] of devices) {
        const next = waiting.splice(0, devices.size === 1 ? maxBatch - batch.length : 1);
        batch.push(...next);
        if (waiting.length === 0) devices.delete(device);
        if (batch.length >= maxBatch) break;
      }
    }
    return batch;
  }

  function rejectBroken({ entry, reject }: Waiting): boolean {
    const broken = entry.from === "device" && entry.line?.broken === true;
    if (broken) reject(new Error("an edit before this one could not be judged"));
    return broken;
  }

  async function run(workspace: string, all: readonly Waiting[]): Promise<void> {
    const batch = all.filter((one) => !rejectBroken(one));
    if (batch.length === 0) return;
    const answer = (results: readonly EntryResult[]): void => batch.forEach(({ resolve }, index) => resolve(results[index] as EntryResult));
    try {
      const { results, committed } = await acceptBatch(deps, workspace, batch.map(({ entry }) => entry), { answer, committed: (early) => deps.committed(workspace, early) });
      if (committed) deps.committed(workspace, committed);
      answer(results);
    } catch (error) {
      deps.failed(error);
      deps.unsure?.(workspace);
      if (batch.length === 1) {
        const [{ entry, reject }] = batch as [Waiting];
        if (entry.from === "device" && entry.line) entry.line.broken = true;
        return reject(error);
      }
      for (const one of batch) await run(workspace, [one]);
    }
  }

  async function drain(workspace: string): Promise<void> {
    for (let devices = queues.get(workspace); devices && devices.size > 0; devices = queues.get(workspace)) {
      const batch = take(devices);
      const written = run(workspace, batch);
      writing.set(workspace, written);
      await written;
      if (batch.length >= CROWD && devices.size < maxBatch) await deps.gather?.();
    }
    running.delete(workspace);
    writing.delete(workspace);
  }

  return {
    submit(workspace, entry) {
      return new Promise((resolve, reject) => {
        const devices = queues.get(workspace) ?? new Map<string, Waiting[]>();
        queues.set(workspace, devices);
        const waiting = devices.get(entry.device) ?? [];
        devices.set(entry.device, waiting);
        waiting.push({ entry, resolve, reject });
        if (!running.has(workspace)) running.set(workspace, Promise.resolve().then(() => drain(workspace)));
      });
    },
    async told(workspace) {
      await writing.get(workspace);
    },
    async idle() {
      while (running.size > 0) await Promise.all(running.values());
    },
  };
}
