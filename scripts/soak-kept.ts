// Owns what is kept of the soak: docs/reliability.json, each part as it was run last at full size (or as somebody asked to
// keep it), from which docs/reliability.md is drawn. A part touches no other.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { drawReliability } from "./soak-page.ts";
import { type PartName, partNames } from "./soak-parts.ts";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
export const RESULTS = join(root, "docs/reliability.json");
export const RELIABILITY = join(root, "docs/reliability.md");

const outcome = z.object({
  date: z.string(), command: z.string(), passed: z.boolean(), minutes: z.number(),
  /** As it was run, by the same names as in the list of parts. */
  size: z.record(z.string(), z.union([z.number(), z.string()])),
  tests: z.object({ passed: z.number(), failed: z.number(), skipped: z.number() }).optional(),
  /** Lines of its output, and what failed: seeds with what they found. */
  said: z.array(z.string()), failures: z.array(z.string()),
  machine: z.object({ cpu: z.string(), cores: z.number(), memoryGb: z.number(), node: z.string() }),
  /** Processes that ran or waited in the minute before it and in its last one: what ran beside it. */
  load: z.array(z.number()),
  note: z.string().optional(),
});
export type Outcome = z.infer<typeof outcome>;
export type Outcomes = Partial<Readonly<Record<PartName, Outcome>>>;

const found = z.array(z.object({ seed: z.number(), found: z.string(), beside: z.array(z.string()).optional() }));
export type FoundSeed = z.infer<typeof found>[number];

/** Seeds of the simulator that found something once. */
export const readFoundSeeds = (): readonly FoundSeed[] => found.parse(JSON.parse(readFileSync(join(root, "shared/simulator/found-seeds.json"), "utf8")));

export const readOutcomes = (): Outcomes =>
  existsSync(RESULTS) ? z.partialRecord(z.enum([...partNames] as [PartName, ...PartName[]]), outcome).parse(JSON.parse(readFileSync(RESULTS, "utf8"))) : {};

export const outcomesAsJson = (outcomes: Outcomes): string => `${JSON.stringify(Object.fromEntries(partNames.flatMap((name) => (outcomes[name] === undefined ? [] : [[name, outcomes[name]]]))), null, 2)}\n`;

export function keepOutcome(name: PartName, made: Outcome): void {
  const outcomes: Outcomes = { ...readOutcomes(), [name]: made };
  writeFileSync(RESULTS, outcomesAsJson(outcomes));
  writeFileSync(RELIABILITY, drawReliability(outcomes, readFoundSeeds()));
}
