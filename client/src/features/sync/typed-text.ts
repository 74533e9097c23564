// What was typed in a refused edit, and why it was not taken, as plain text to be pasted elsewhere.
import type { RefusedEdit } from "../../read/index.ts";

export function typedText(typed: RefusedEdit["typed"], reason: string): string {
  const records = [...new Set(typed.map(({ record }) => record.title))];
  const lines = records.flatMap((title) => [title, ...typed.filter(({ record }) => record.title === title).map(({ label, text }) => `${label}: ${text}`), ""]);
  return [...lines, reason].join("\n");
}
