// Owns keeping the figures of a suite: they take the place of those it had, and the page is drawn anew.
import { writeFileSync } from "node:fs";
import type { Row } from "./metric.ts";
import { drawPage } from "./page.ts";
import { asJson, FIGURES, PAGE, readRecorded, type Recorded, type Section } from "./recorded.ts";
import type { SuiteName } from "./suites.ts";

const rounded = (value: number, figures = 4): number => Number(value.toPrecision(figures));

export const withSection = (recorded: Recorded, name: SuiteName, made: Omit<Section, "rows">, rows: readonly Row[]): Recorded => ({
  ...recorded,
  [name]: {
    ...made,
    rows: rows.map(({ value, worst, ratio, ...rest }) => ({ ...rest, value: value === undefined ? null : rounded(value), ...(worst !== undefined && { worst: rounded(worst) }), ...(ratio !== undefined && { ratio: rounded(ratio, 3) }) })),
  },
});

export function keep(name: SuiteName, made: Omit<Section, "rows">, rows: readonly Row[]): void {
  const recorded = withSection(readRecorded(), name, made, rows);
  writeFileSync(FIGURES, asJson(recorded));
  writeFileSync(PAGE, drawPage(recorded));
}
