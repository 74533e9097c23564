// An import from file to report as the page does it, answering questions by a given rule. For tests.
import type { Settings } from "../core/settings.ts";
import { firstSettings, type Surroundings } from "../core/settings.ts";
import { findDirt } from "../core/dirt.ts";
import { look, lookAtEntries, lookAtParts } from "../look.ts";
import { linksOf } from "../core/links.ts";
import { makePlan } from "../core/plan.ts";
import { type EntrySettings, planEntries } from "../core/plan-entries.ts";
import { isPartKind } from "../core/part-fields.ts";
import { askParts, firstParts, type PartSettings, planParts } from "../core/plan-parts.ts";
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

/** When and where calendars are read in tests. */
export const READER = { now: Date.UTC(2026, 10, 22, 12), zone: "Europe/Dublin" } as const;

export async function importCalendar(file: File, target: ImportTarget, settings: Partial<EntrySettings> = {}) {
  const read = await readTable(file, { reader: READER });
  if (!read.ok) throw new Error(read.error.message);
  const { around } = await lookAtEntries(target);
  const plan = planEntries(read.value, { existing: "update", unnamed: "task", name: "Import", ...settings }, around, () => target.newId(), READER);
  return { table: read.value, plan, report: await runPlan(plan, (calls) => target.submit(calls)) };
}

export async function importParts(file: File, target: ImportTarget, settings: Partial<PartSettings> = {}) {
  const read = await readTable(file, {});
  if (!read.ok) throw new Error(read.error.message);
  const kind = guessKind(read.value);
  if (!isPartKind(kind)) throw new Error(`nothing of a deal: ${kind}`);
  const { around, currency } = await lookAtParts(target);
  const decided = { ...firstParts(read.value, kind, currency), ...settings };
  const plan = planParts(read.value, decided, around, () => target.newId());
  return { kind, table: read.value, plan, questions: askParts(read.value, decided), report: await runPlan(plan, (calls) => target.submit(calls)) };
}
