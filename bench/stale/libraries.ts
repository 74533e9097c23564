// Owns the trials of the libraries: two replicas of one value, merged directly as each library merges. Loaded only when
// they are run, because their packages are there only once the peers are installed.
import type { Random } from "@outrider/shared/kernel";
import { load } from "../peers/packages.ts";
import { type Circumstances, clockError, laterValue, type Outcome, pause, STALE, type Subject } from "./subject.ts";

/** What two replicas of one value must offer. */
interface Pair {
  readonly editAway: (value: string) => void;
  readonly editThere: (value: string) => void;
  readonly merge: () => void;
  readonly values: () => readonly [unknown, unknown];
  readonly end?: () => void;
}

/** `clocks`: of the one that is away, of the other; ms since 1970. */
type MakePair = (clocks: readonly [() => number, () => number]) => Pair;

const START = 1_800_000_000_000;

const trialsOf = (make: () => Promise<MakePair>): Subject["trials"] => async (count, circumstances, random) => {
  const pairOf = await make();
  return Array.from({ length: count }, () => trial(pairOf, circumstances, random));
};

function trial(pairOf: MakePair, circumstances: Circumstances, random: Random): Outcome {
  let now = START;
  const clock = (): (() => number) => {
    const error = clockError(circumstances, random);
    return () => now + error;
  };
  const pair = pairOf([clock(), clock()]);
  pair.editThere("base");
  pair.merge();
  now += pause(random);
  pair.editAway(STALE);
  for (let n = 0; n < circumstances.later; n++) {
    now += pause(random);
    pair.editThere(laterValue(n));
  }
  now += pause(random);
  pair.merge();
  const [away, there] = pair.values();
  pair.end?.();
  return { replaced: away === STALE && there === STALE, kept: false, apart: away !== there };
}

export const yjs: Subject = {
  name: "yjs",
  setup: "a key of a Y.Map; the random client id decides",
  packages: ["yjs"],
  trials: trialsOf(async () => {
    const { Doc, encodeStateAsUpdate, applyUpdate } = await load("yjs");
    return () => {
      const [away, there] = [new Doc({ guid: "trial" }), new Doc({ guid: "trial" })];
      const set = (doc: typeof away) => (value: string) => doc.getMap("record").set("field", value);
      return {
        editAway: set(away),
        editThere: set(there),
        merge() {
          applyUpdate(away, encodeStateAsUpdate(there));
          applyUpdate(there, encodeStateAsUpdate(away));
        },
        values: () => [away.getMap("record").get("field"), there.getMap("record").get("field")],
        end() {
          away.destroy();
          there.destroy();
        },
      };
    };
  }),
};

export const automerge: Subject = {
  name: "automerge",
  setup: "a key of the document; of concurrent edits the one with the longer history, then the actor id, decides",
  packages: ["@automerge/automerge"],
  trials: trialsOf(async () => {
    const { init, clone, change, merge, free } = await load("@automerge/automerge");
    return () => {
      let there = init();
      let away = clone(there);
      return {
        editAway: (value) => void (away = change(away, (doc) => void (doc.field = value))),
        editThere: (value) => void (there = change(there, (doc) => void (doc.field = value))),
        merge() {
          away = merge(away, there);
          there = merge(there, away);
        },
        values: () => [away.field, there.field],
        end() {
          free(away);
          free(there);
        },
      };
    };
  }),
};

export const tinybase: Subject = {
  name: "tinybase",
  setup: "a cell of a MergeableStore; its hybrid clock, fed by the device's, decides; stamps more than five minutes ahead are not taken",
  packages: ["tinybase"],
  trials: trialsOf(async () => {
    const { createMergeableStore } = await load("tinybase");
    return ([awayClock, thereClock]) => {
      const [away, there] = [createMergeableStore("away", awayClock), createMergeableStore("there", thereClock)];
      return {
        editAway: (value) => away.setCell("records", "1", "field", value),
        editThere: (value) => there.setCell("records", "1", "field", value),
        merge: () => void away.merge(there),
        values: () => [away.getCell("records", "1", "field"), there.getCell("records", "1", "field")],
      };
    };
  }),
};
