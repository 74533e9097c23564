// Owns how often a stale offline edit replaces a newer one, of ours and of libraries that merge by themselves, under the
// same circumstances.
import { createRandom, DAY_MS } from "@outrider/shared/kernel";
import type { Row } from "../metric.ts";
import { missingPackages } from "../peers/local-file.ts";
import { automerge, tinybase, yjs } from "./libraries.ts";
import { outriderAsking, outriderNewest } from "./outrider.ts";
import type { Circumstances, Subject } from "./subject.ts";

const circumstances = {
  "1 later edit, right clocks": { later: 1, clocksOff: 0 },
  "10 later edits, right clocks": { later: 10, clocksOff: 0 },
  "1 later edit, clocks up to a day off": { later: 1, clocksOff: DAY_MS },
} satisfies Record<string, Circumstances>;

export const staleSubjects: readonly Subject[] = [outriderNewest, outriderAsking, yjs, automerge, tinybase];

export async function runStale(names: readonly string[], trials: number, say: (text: string) => void): Promise<Row[]> {
  const rows: Row[] = [];
  for (const subject of staleSubjects.filter(({ name }) => names.includes(name))) {
    for (const [of, each] of Object.entries(circumstances)) {
      const common = { id: "stale", metric: "stale", peer: subject.name, ours: subject.ours ?? false, of } as const;
      const missing = missingPackages(subject.packages);
      if (missing !== undefined) {
        rows.push({ ...common, value: undefined, runs: 0, note: missing });
        continue;
      }
      say(`stale ${subject.name}: ${of}`);
      const outcomes = await subject.trials(trials, each, createRandom(`stale ${of}`));
      const replaced = outcomes.filter((outcome) => outcome.replaced).length;
      const kept = outcomes.filter((outcome) => outcome.kept).length;
      const apart = outcomes.filter((outcome) => outcome.apart).length;
      const note = [
        `${replaced.toLocaleString("en")} of ${outcomes.length.toLocaleString("en")} trials`,
        ...(kept > 0 ? [`in ${kept.toLocaleString("en")} what gave way is kept beside`] : []),
        ...(apart > 0 ? [`in ${apart.toLocaleString("en")} the devices never came to the same`] : []),
      ].join("; ");
      rows.push({ ...common, value: (replaced / outcomes.length) * 100, runs: outcomes.length, note });
    }
  }
  return rows;
}
