// The Objection Handler: what kind of objection it is, an acknowledgement, two or three angles to address it from, and a
// question that moves on; past answers that worked come first. It answers in codes and in the words of past answers: it
// makes no sentence up.
import type { Advice } from "./advice.ts";
import { type Claim, claim, type MadeBy } from "./claims.ts";
import { type Confidence, confidenceOf } from "./confidence.ts";
import type { DealEvidence, ObjectionEvidence } from "./evidence.ts";
import { categoriesIn, type Sorted } from "./objection-category.ts";
import { isObjectionCategory, type ObjectionCategory } from "./objection-lexicon.ts";
import { type Closeness, FAR, nearnessOf } from "./nearness.ts";
import { objectionShelf } from "./objection-shelf.ts";
import { personaOf } from "./persona.ts";
import { type Phase, phaseOf } from "./playbook.ts";
import type { AsOf, SalesBook } from "./sales-book.ts";
import { AHEAD_MS } from "./when.ts";

export const ANGLES = ["logical", "emotional", "socialProof"] as const;
export type Angle = (typeof ANGLES)[number];

export interface ObjectionAsked {
  readonly text: string;
  /** Where it was said; "" or a deal that is not there: nowhere in particular. */
  readonly deal?: string;
  /** Where a person sorted it, that stands. */
  readonly category?: ObjectionCategory;
  readonly severity?: "low" | "medium" | "high";
  /** The objection's own record, which is no past answer to itself. */
  readonly self?: string;
}

/** An answer of the past. */
export interface PastAnswer {
  readonly objection: string;
  readonly deal: string;
  readonly said: string;
  readonly response: string;
  readonly category: string;
  /** Whether the objection was resolved with it, and the deal won; null: it is not closed. */
  readonly resolved: boolean;
  readonly won: boolean | null;
  /** 0 to 1. */
  readonly closeness: number;
  /** By which they are ordered: how close it is, of a fitting kind, and how it turned out. */
  readonly rank: number;
}

export interface ObjectionAnswer {
  readonly kind: "objection";
  readonly asOf: AsOf;
  readonly madeBy: MadeBy;
  readonly category: ObjectionCategory;
  /** All that it may be as well, likeliest first. */
  readonly sorted: readonly Sorted[];
  readonly also: readonly ObjectionCategory[];
  readonly tone: "formal" | "casual" | "neutral";
  readonly phase: Phase | null;
  /** In the order in which to use them: the ones that suit the person first. */
  readonly angles: readonly { readonly angle: Angle; readonly past: PastAnswer | null }[];
  /** Best first, at most five. */
  readonly past: readonly PastAnswer[];
  readonly claims: readonly Claim[];
  readonly confidence: Confidence;
}

export interface AnswerOptions { readonly closeness?: Closeness; readonly past?: readonly Advice[] }

const MOST = 5;
const LOOKED_AT = 60;
const LEAST_CLOSE = 0.05;
/** What one of its kind is worth that shares no word with it. */
const FLOOR = 0.01;
/** Of the closest one's closeness: what worked and is so close comes before what did not work. */
const STILL_CLOSE = 0.33;
const RESOLVED = 1;
const OPEN = 0.6;
const LOST = 0.25;
/** What an answer to another kind of objection is worth: so much, and the more the likelier the asked one is of that kind too. */
const OTHER_KIND = 0.3;
const UNSORTED = 0.7;
const PROOF = /\b(customers?|reference|visit(?:ed)?|case study|other compan\w*|same (?:trade|size|group)|neighbou?r|colleague|introduced|put (?:\w+ )?in touch)\b/i;
const FIGURE = /\d|\b(saving|saved?|compare\w*|count\w*|measur\w*|plan|contract|test|cost|hours|minutes|showed?|list|figures)\b/i;

export function angleOf(response: string): Angle {
  return PROOF.test(response) ? "socialProof" : FIGURE.test(response) ? "logical" : "emotional";
}

function outcome(book: SalesBook, { status, root }: ObjectionEvidence): { readonly worth: number; readonly won: boolean | null } {
  const deal = book.deal(root);
  const how = deal === undefined ? "open" : book.outcomeOf(deal);
  const won = how === "open" ? null : how === "won";
  const base = status === "resolved" ? RESOLVED : status === "lost" ? LOST : OPEN;
  return { worth: base * (won === null ? 0.85 : won ? 1 : 0.7), won };
}

/** Past answers to objections like this one, those that worked first. `closeness`: by objection, in meaning, beside their words. */
export function pastAnswers(book: SalesBook, { text, self = "", category }: ObjectionAsked, { now }: AsOf, closeness?: Closeness): readonly PastAnswer[] {
  const shares = new Map<string, number>(objectionShelf(book).sorter.sort(text).map((one) => [one.category, one.share]));
  const likeliest = Math.max(...shares.values());
  const fits = (kind: string): number => (category !== undefined ? (kind === category ? 1 : OTHER_KIND) : OTHER_KIND + (1 - OTHER_KIND) * ((shares.get(kind) ?? UNSORTED * likeliest) / likeliest));
  const found = nearnessOf(new Map(objectionShelf(book).near(text, LOOKED_AT).map((one) => [one.id, one.closeness])), closeness);
  // Those of its kind are looked at also where no word is shared.
  const kind = category ?? [...shares].find(([, share]) => share === likeliest)?.[0] ?? "";
  const ids = [...new Set([...found.keys(), ...objectionShelf(book).answered(kind, LOOKED_AT)])];
  const near = (id: string) => found.get(id) ?? FAR;
  const closest = ids.reduce((most, id) => Math.max(most, near(id).order), 0);
  const worked = ({ resolved, objection }: PastAnswer): number => (resolved && near(objection).order >= STILL_CLOSE * closest ? 1 : 0);
  return ids.flatMap((id): PastAnswer[] => {
    const one = book.of("objection").get(id);
    const { closeness: close, order } = near(id);
    if (one === undefined || id === self || one.response === "" || (close < LEAST_CLOSE && one.category !== kind) || one.at > now + AHEAD_MS) return [];
    const { worth, won } = outcome(book, one);
    const rank = (order + FLOOR) * fits(one.category) * (0.4 + 0.6 * worth);
    return [{ objection: id, deal: one.root, said: one.text, response: one.response, category: one.category, resolved: one.status === "resolved", won, closeness: close, rank }];
  }).sort((a, b) => worked(b) - worked(a) || b.rank - a.rank || (a.objection < b.objection ? -1 : 1)).slice(0, MOST);
}

export function answerObjection(book: SalesBook, asked: ObjectionAsked, asOf: AsOf, { closeness, past: advice = [] }: AnswerOptions = {}): ObjectionAnswer {
  const sorted = objectionShelf(book).sorter.sort(asked.text);
  const [first, ...others] = categoriesIn(sorted);
  const category = asked.category ?? first ?? "need";
  const past = pastAnswers(book, asked, asOf, closeness);
  const deal = asked.deal === undefined ? undefined : book.deal(asked.deal);
  const persona = deal && deal.contact !== "" ? personaOf(book, deal.contact, asOf, advice) : null;
  const earlier = deal ? book.objectionsOn(deal.id).filter((one) => one.id !== asked.self && one.category === category) : [];
  const claims: Claim[] = [
    ...past.slice(0, 3).flatMap((one) => (one.resolved ? claim("answerWorked", { category: isObjectionCategory(one.category) ? one.category : "", won: one.won === true, closeness: Math.round(100 * one.closeness) }, [one.objection, one.deal]) : [])),
    ...claim("raisedBefore", { category, times: earlier.length }, earlier.map(({ id }) => id)),
    ...(deal ? inDeal(book, deal) : []), ...(persona?.formality.claims ?? []), ...(persona?.style.claims ?? []),
  ];
  // What spoke for it in the past: answers that worked, by how close their objections are.
  const worked = past.filter(({ resolved }) => resolved).map(({ objection, closeness: close }) => ({ id: objection, similarity: close }));
  return {
    kind: "objection", asOf, madeBy: { engine: "evidence", ranking: closeness ? "both" : "words" }, category, sorted, also: asked.category ? [first, ...others].filter((one) => one !== undefined && one !== category) as ObjectionCategory[] : others,
    tone: persona?.formality.value ?? "neutral", phase: deal ? phaseOf(book, book.stage(deal.stage)) : null, angles: anglesFor(past, persona?.style.value ?? null, asked.severity), past, claims,
    confidence: confidenceOf({ similar: worked, specifics: worked.map(({ id }) => id), past: advice, code: `objection ${category}` }),
  };
}

const inDeal = (book: SalesBook, deal: DealEvidence): readonly Claim[] => (book.stage(deal.stage) ? claim("inStage", { stage: deal.stage }, [deal.stage]) : []);

/** Each angle with the best past answer that takes it. Two; three where much is at stake. What suits the person comes first. */
function anglesFor(past: readonly PastAnswer[], style: "analytical" | "intuitive" | null, severity: ObjectionAsked["severity"]): ObjectionAnswer["angles"] {
  const order: readonly Angle[] = style === "intuitive" ? ["emotional", "socialProof", "logical"] : ["logical", "socialProof", "emotional"];
  const all = order.map((angle) => ({ angle, past: past.find((one) => one.resolved && angleOf(one.response) === angle) ?? null }));
  // Angles with an answer that worked are not left out for the sake of the order.
  const chosen = severity === "low" || severity === undefined ? all.toSorted((a, b) => Number(b.past !== null) - Number(a.past !== null)).slice(0, 2) : all;
  return chosen.sort((a, b) => order.indexOf(a.angle) - order.indexOf(b.angle));
}
