// Reads the evaluation sets. What is held out is told apart here and nowhere else.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { OBJECTION_CATEGORIES, type ObjectionCategory } from "@outrider/shared/sales";

const folder = join(import.meta.dirname, "../../shared/evaluation");

export interface Case { readonly id: string; readonly heldOut: boolean }
export interface ObjectionCase extends Case { readonly categories: readonly ObjectionCategory[]; readonly text: string }
export interface AnswerCase { readonly id: string; readonly category: ObjectionCategory; readonly objection: string; readonly answer: string }
export interface QuestionCase extends Case { readonly answer: string; readonly text: string }
export interface Interaction { readonly type: string; readonly direction: string; /** Since the one before. */ readonly hours: number; readonly text: string }
/** Labels in the order of `TRAITS`; "" for none. */
export interface PersonaCase extends Case { readonly labels: readonly string[]; readonly interactions: readonly Interaction[] }

export const TRAITS = ["tone", "style", "decides", "objects", "engagement", "channel"] as const;

/** As shared/evaluation/README.md says. */
const heldOut = (id: string): boolean => [0, 3].includes(Number(id.slice(1)) % 4);

const lines = (file: string): readonly (readonly string[])[] => readFileSync(join(folder, file), "utf8").split("\n").filter((line) => line !== "").map((line) => line.split("\t"));

function category(text = ""): ObjectionCategory {
  const found = OBJECTION_CATEGORIES.find((one) => one === text);
  if (found === undefined) throw new Error(`no category: ${text}`);
  return found;
}

export const objectionCases = (): readonly ObjectionCase[] => lines("objections.tsv").map(([id = "", categories = "", text = ""]) => ({ id, heldOut: heldOut(id), categories: categories.split(",").map(category), text }));
export const answerCases = (): readonly AnswerCase[] => lines("answers.tsv").map(([id = "", of, objection = "", answer = ""]) => ({ id, category: category(of), objection, answer }));
export const questionCases = (): readonly QuestionCase[] => lines("questions.tsv").map(([id = "", answer = "", text = ""]) => ({ id, heldOut: heldOut(id), answer, text }));

export function personaCases(): readonly PersonaCase[] {
  const cases: (PersonaCase & { readonly interactions: Interaction[] })[] = [];
  for (const line of readFileSync(join(folder, "personas.txt"), "utf8").split("\n")) {
    const parts = line.split("|").map((part) => part.trim());
    if (line.startsWith("#")) {
      const [id = "", ...labels] = parts;
      cases.push({ id: id.slice(2), heldOut: heldOut(id.slice(2)), labels: labels.map((label) => (label === "-" ? "" : label)), interactions: [] });
    } else if (parts.length > 1) {
      const [type = "", direction = "", hours = "0"] = (parts[0] ?? "").split(" ");
      cases.at(-1)?.interactions.push({ type, direction, hours: Number(hours), text: parts.slice(1).join("|") });
    }
  }
  return cases;
}
