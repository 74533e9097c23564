// One connection's way down where buckets come whole: how far down it goes, and what it remembers from step to step. On
// each connection it begins anew: what was sent on the one before may not have been kept.
import type { Lane } from "@outrider/shared/protocol";
import { stepOfWhole, type WholeStep } from "./coming-whole.ts";
import { falls } from "./feed-reader.ts";
import type { FeedStore } from "./feed-store.ts";

export interface Descent {
  /** The sequence at which these lanes end on their way down; 0: nowhere, or none of them is on it. */
  floor(lanes: readonly Lane[]): Promise<number>;
  /** Nothing is remembered but the definitions: buckets begin anew, or are to come further down. */
  again(): void;
  /** The next step, or null where no bucket comes whole. It counts only once it is taken. */
  step(lanes: readonly Lane[]): Promise<WholeStep | null>;
  took(step: WholeStep): void;
}

export interface DescentDeps {
  readonly store: FeedStore;
  readonly workspace: string;
  /** What this person follows: another list whenever that changes. */
  readonly buckets: () => readonly string[];
  /** About how many records the device is to hold by itself; null: all it may. */
  readonly most: () => number | null;
  readonly limit: number;
  readonly tooFar: boolean;
}

export function createDescent({ store, workspace, buckets, most, limit, tooFar }: DescentDeps): Descent {
  let definitions = true;
  let open: WholeStep["open"] = null;
  let bottom: { readonly at: number; readonly held: number | null; readonly followed: readonly string[] } | null = null;

  async function floor(lanes: readonly Lane[]): Promise<number> {
    if (!lanes.some((lane) => falls(lane) || lane.seq === 0)) return 0;
    const [held, followed] = [most(), buckets()];
    // One that was found for another part than this person's device is to hold now would be a way down without an end.
    if (bottom?.held !== held || bottom.followed !== followed) bottom = { at: held === null ? 0 : await store.edge(workspace, followed, held), held, followed };
    return bottom.at;
  }

  return {
    floor,
    again() {
      bottom = open = null;
    },
    async step(lanes) {
      return await stepOfWhole(store, workspace, lanes, { limit, definitions, most: most(), floor: await floor(lanes), open, tooFar });
    },
    took(step) {
      definitions = step.begins;
      ({ open } = step);
    },
  };
}
