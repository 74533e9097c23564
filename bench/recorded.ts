// Owns what is kept of the bench's figures: docs/performance.json, a section for each suite as it was measured last, from
// which docs/performance.md is drawn. A section is written whole and touches no other.
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { metrics, type Metric, type Row } from "./metric.ts";
import { type SuiteName, suiteNames } from "./suites.ts";

const fileAt = (name: string): string => fileURLToPath(new URL(`../docs/${name}`, import.meta.url));
export const FIGURES = fileAt("performance.json");
export const PAGE = fileAt("performance.md");

const row = z.object({
  id: z.string(), metric: z.enum(Object.keys(metrics) as Metric[]), of: z.string().optional(), peer: z.string(), ours: z.boolean(), value: z.number().nullable(), worst: z.number().optional(), runs: z.number(), ratio: z.number().optional(), note: z.string().optional(),
});
const section = z.object({
  date: z.string(), command: z.string(), minutes: z.number(),
  machine: z.object({ system: z.string(), cpu: z.string(), cores: z.number(), memoryGb: z.number(), node: z.string(), syncMs: z.number(), pinned: z.boolean(), browser: z.string(), postgres: z.string() }),
  /** Cores that others took before it and after it. */
  others: z.array(z.number()),
  versions: z.record(z.string(), z.string()),
  rows: z.array(row),
});
/** Of one suite. `value` is null where there is no figure; `note` then says why. */
export type Section = z.infer<typeof section>;
export type Recorded = Partial<Readonly<Record<SuiteName, Section>>>;

export const rowsOf = ({ rows }: Section): Row[] => rows.map(({ value, ...rest }) => ({ ...(rest as Omit<Row, "value">), value: value ?? undefined }));

/** Figures as they were kept; throws where the file is not as it was written. */
export function readRecorded(): Recorded {
  if (!existsSync(FIGURES)) return {};
  return z.partialRecord(z.enum([...suiteNames] as [SuiteName, ...SuiteName[]]), section).parse(JSON.parse(readFileSync(FIGURES, "utf8")));
}

/** A line a row, each with its parts in the order of the schema, so that a figure that changed is one line that changed. */
export const asJson = (recorded: Recorded): string => {
  const sections = suiteNames.flatMap((name) => {
    const found = recorded[name];
    if (found === undefined) return [];
    const { rows, ...facts } = found;
    const head = JSON.stringify(facts, null, 2).split("\n").slice(1, -1).map((line) => `  ${line}`).join("\n");
    return [`  ${JSON.stringify(name)}: {\n${head},\n    "rows": [\n${rows.map((one) => `      ${JSON.stringify(row.parse(one))}`).join(",\n")}\n    ]\n  }`];
  });
  return sections.length === 0 ? "{}\n" : `{\n${sections.join(",\n")}\n}\n`;
};
