// What was typed in a refused edit, as plain text to be pasted elsewhere.
import type { RefusedEdit } from "../../read/index.ts";

export function typedText({ typed, refusal }: Pick<RefusedEdit, "typed" | "refusal">): string {
  const records = [...new Set(typed.map(({ record }) => record.title))];
  const lines = records.flatMap((title) => [title, ...typed.filter(({ record }) => record.title === title).map(({ label, text }) => `${label}: ${text}`), ""]);
  return [...lines, refusal.message].join("\n");
}
