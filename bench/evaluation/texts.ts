// Objections and the finding of past answers, measured through the product's own answers.
import { derivedId } from "@outrider/shared/kernel";
import { apply, resolve, type RecordState } from "@outrider/shared/records";
import { answerObjection, categoriesIn, createObjectionSorter, createSalesBook, type GrowingBook, isObjectionCategory, OBJECTION_CATEGORIES, phrasesOf } from "@outrider/shared/sales";
import type { Kind, Value } from "@outrider/shared/schema";
import { cosine, createTextIndex } from "@outrider/shared/search";
import { percent, type Section, table } from "./report.ts";
import { share } from "./scores.ts";
import { bookOf, sampleStates } from "../assistant/sample-book.ts";
import { answerCases, type Case, type ObjectionCase, objectionCases, questionCases } from "./sets.ts";

export type Half = "open" | "held out";
export const halves = (openOnly: boolean): readonly Half[] => (openOnly ? ["open"] : ["open", "held out"]);
export const ofHalf = <T extends Case>(cases: readonly T[], half: Half): readonly T[] => cases.filter(({ heldOut }) => heldOut === (half === "held out"));

export const NOW = Date.UTC(2026, 5, 1, 12);
export const AS_OF = { now: NOW, today: "2026-06-01" };

export function recordOf(kind: Kind, id: string, values: Readonly<Record<string, Value>>, sets: Readonly<Record<string, readonly string[]>> = {}): RecordState {
  const set = Object.fromEntries(Object.entries(values).map(([field, value]) => [field, { value, base: null }]));
  return apply(undefined, resolve(undefined, { id, kind, create: true, set, add: sets }, { at: 1, origin: "evaluation.1", by: "evaluation" }).delta);
}

/** Objections of the sample workspace, which were written apart from all that is measured: each text once. */
function sampleObjections(): readonly ObjectionCase[] {
  const found = new Map<string, ObjectionCase>();
  for (const { id, text, category } of bookOf(sampleStates(4_000, "evaluate")).of("objection").values()) if (isObjectionCategory(category) && !found.has(text)) found.set(text, { id, heldOut: true, text, categories: [category] });
  return [...found.values()];
}

export function measureObjections(openOnly: boolean): Section {
  const sorter = createObjectionSorter();
  const words = createTextIndex();
  for (const category of OBJECTION_CATEGORIES) words.add(category, phrasesOf(category).join(". "));
  const sets: readonly (readonly [string, readonly ObjectionCase[]])[] = [...halves(openOnly).map((half) => [half, ofHalf(objectionCases(), half)] as const), ...(openOnly ? [] : [["sample workspace", sampleObjections()] as const])];
  const rows = sets.map(([name, cases]) => {
    let [ours, either, alone] = [0, 0, 0];
    for (const { text, categories } of cases) {
      const sorted = sorter.sort(text);
      if (sorted[0]?.category === categories[0]) ours += 1;
      if (categoriesIn(sorted).some((one) => categories.includes(one))) either += 1;
      if (words.closest(text, { count: 1 })[0]?.id === categories[0]) alone += 1;
    }
    const most = Math.max(...OBJECTION_CATEGORIES.map((category) => cases.filter(({ categories }) => categories[0] === category).length));
    return [name, String(cases.length), percent(share(ours, cases.length)), percent(share(either, cases.length)), percent(share(alone, cases.length)), percent(share(most, cases.length))];
  });
  return { title: "Objections sorted into seven kinds, before a workspace has any of its own", lines: table(["half", "texts", "main kind right", "one of those told is right", "TF-IDF to the same lexicon", "always the most frequent"], rows) };
}

function answersBook(): GrowingBook {
  const book = createSalesBook();
  for (const { id, category, objection, answer } of answerCases()) book.put(id, recordOf("objection", id, { root: derivedId("deal", id), text: objection, category, response: answer, status: "resolved", at: 1 }));
  return book;
}

/** What makes vectors of texts, and what it is called. */
export interface Meanings { readonly name: string; readonly embed: (texts: readonly string[]) => Promise<readonly Int8Array[]> }
/** As on a device: less is chance. */
const LEAST_CLOSE = 0.35;

export async function measureRetrieval(openOnly: boolean, meanings: Meanings | null): Promise<Section> {
  const book = answersBook();
  const answers = answerCases();
  const vectors = meanings ? await meanings.embed(answers.map(({ objection, answer }) => `${objection}\n${answer}`)) : [];
  const asked = new Map<string, Int8Array>();
  for (const { text } of meanings ? questionCases() : []) asked.set(text, (await meanings?.embed([text]))?.[0] ?? new Int8Array());
  const closenessTo = (text: string): ReadonlyMap<string, number> =>
    new Map(answers.map(({ id }, at) => [id, cosine(asked.get(text) ?? new Int8Array(), vectors[at] ?? new Int8Array())] as const).filter(([, score]) => score >= LEAST_CLOSE));
  const words = createTextIndex();
  for (const { id, objection, answer } of answerCases()) words.add(id, `${objection} ${answer}`);
  const rows = halves(openOnly).flatMap((half) => {
    const cases = ofHalf(questionCases(), half);
    const placed = (text: string, closeness?: ReadonlyMap<string, number>) => answerObjection(book, { text }, AS_OF, closeness ? { closeness } : {}).past.map(({ objection }) => objection);
    const ways = { "the product's order": (text: string) => placed(text),
      ...(meanings && {
        "the product's order, by words and meaning": (text: string) => placed(text, closenessTo(text)),
        "meaning alone": (text: string) => [...closenessTo(text)].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).slice(0, 5).map(([id]) => id),
      }),
      "TF-IDF alone": (text: string) => words.closest(text, { count: 5 }).map(({ id }) => id),
    };
    return Object.entries(ways).map(([name, way]) => {
      const places = cases.map(({ text, answer }) => way(text).indexOf(answer));
      const within = (most: number): string => percent(share(places.filter((place) => place >= 0 && place < most).length, cases.length));
      const mrr = places.reduce((sum, place) => sum + (place < 0 ? 0 : 1 / (place + 1)), 0) / cases.length;
      return [half, String(cases.length), name, within(1), within(3), within(5), mrr.toFixed(3)];
    });
  });
  return { title: "The past answer that fits, among 56", lines: [...table(["half", "questions", "ranked by", "first", "among three", "among five", "mean reciprocal rank of five"], rows), "", `By chance: 1.8 % first, 8.9 % among five. ${meanings ? `By meaning: ${meanings.name}.` : "By meaning (a real embedding model): not measured, there is none here (MODEL_DIR)."}`] };
}
