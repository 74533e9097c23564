// An import from file to report as the page does it, answering questions by a given rule. For tests.
import type { Settings } from "../core/settings.ts";
import { firstSettings, type Surroundings } from "../core/settings.ts";
import { findDirt } from "../core/dirt.ts";
import { look } from "../look.ts";
import { linksOf } from "../core/links.ts";
import { makePlan } from "../core/plan.ts";
import { askAbout, type Question } from "../core/questions.ts";
import { readTable } from "../core/read-table.ts";
import { guessKind } from "../core/recognise.ts";
import { runPlan } from "../core/run-plan.ts";
import { isImportKind } from "../core/targets.ts";
import type { ImportTarget } from "../target.ts";

export type Answer = (settings: Settings, questions: readonly Question[], around: Surroundings) => Settings;
const NO_LISTS: Surroundings["references"] = { products: [], people: [] };

export async function prepare(file: File, target: ImportTarget, answer: Answer = (settings) => settings, references = NO_LISTS) {
  const read = await readTable(file, {});
  if (!read.ok) throw new Error(read.error.message);
  const table = read.value;
  const kind = guessKind(table);
  if (!isImportKind(kind)) throw new Error(`not importable: ${kind}`);
  const { around } = await look(target, kind, references);
  const first = firstSettings(table, kind, await target.currency(), await target.custom(kind));
  const asked = askAbout(table, first, around, linksOf(table, first, around));
  const settings = answer(first, asked.questions, around);
  const { questions } = askAbout(table, settings, around, linksOf(table, settings, around));
  const plan = await makePlan(table, settings, around, () => target.newId(), { pause: async () => undefined });
  if (!plan) throw new Error("cancelled");
  return { table, settings, around, asked: asked.questions, questions, plan, dirt: findDirt(table, settings, around, plan) };
}

export async function importFile(file: File, target: ImportTarget, answer?: Answer, references?: Surroundings["references"]) {
  const prepared = await prepare(file, target, answer, references);
  return { ...prepared, report: await runPlan(prepared.plan, (calls) => target.submit(calls)) };
}
