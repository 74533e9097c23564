// What an evaluation says, as lines of text.
import type { Estimate } from "./scores.ts";

export interface Section { readonly title: string; readonly lines: readonly string[] }

export const percent = ({ value, low, high }: Estimate): string => `${(100 * value).toFixed(1)} % (${(100 * low).toFixed(1)} to ${(100 * high).toFixed(1)})`;
export const figure = ({ value, low, high }: Estimate): string => `${value.toFixed(4)} (${low.toFixed(4)} to ${high.toFixed(4)})`;

/** As a table of Markdown. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] =>
  [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`);

export const asText = (sections: readonly Section[]): string => sections.map(({ title, lines }) => `## ${title}\n\n${lines.join("\n")}\n`).join("\n");
