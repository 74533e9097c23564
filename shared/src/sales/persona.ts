// The Customer Persona: how somebody communicates and decides, what they object to, how engaged they are, read out of what
// took place with them. Every trait names the interactions that it rests on; with fewer than three there is none.
import { DAY_MS } from "@outrider/shared/kernel";
import type { Advice } from "./advice.ts";
import { type Archetype, archetypesOf } from "./archetypes.ts";
import { type Claim, claim, type MadeBy } from "./claims.ts";
import { accuracyOf, LEAST_CONFIDENCE, MOST_CONFIDENCE } from "./confidence.ts";
import type { ActivityEvidence } from "./evidence.ts";
import { isContact } from "./deal-state.ts";
import type { ObjectionCategory } from "./objection-lexicon.ts";
import { countOf, type Cue } from "./persona-cues.ts";
import { patternOf } from "./persona-objections.ts";
import type { AsOf, SalesBook } from "./sales-book.ts";
import { AHEAD_MS, medianOf } from "./when.ts";

export type Formality = "formal" | "casual";
export type DecisionStyle = "analytical" | "intuitive";
export type Circle = "alone" | "committee";
export type Engagement = "high" | "medium" | "low";

/** A trait, what it rests on and how sure it is (10 to 95); null: nothing tells. */
export interface Trait<V> { readonly value: V | null; readonly confidence: number; readonly claims: readonly Claim[] }

/** How to talk to them. */
export const ADVICE_CODES = ["beFormal", "beRelaxed", "bringFigures", "tellStories", "helpConvinceOthers", "goStraightToThem", "showValueFirst", "showFeatureWorking", "offerTimetable", "provePoints", "useChannel", "answerQuickly", "leaveTime", "askForDecision", "rekindle"] as const;
export type PersonaAdvice = (typeof ADVICE_CODES)[number];

export interface Persona {
  readonly kind: "persona";
  readonly contact: string;
  readonly asOf: AsOf;
  readonly madeBy: MadeBy;
  /** Interactions that it was made from. */
  readonly basis: number;
  readonly known: boolean;
  readonly formality: Trait<Formality>;
  /** Median hours until they answer. */
  readonly answerHours: Trait<number>;
  readonly channel: Trait<string>;
  readonly style: Trait<DecisionStyle>;
  readonly decides: Trait<Circle>;
  readonly objects: Trait<ObjectionCategory>;
  readonly engagement: Trait<Engagement>;
  /** 0 to 100. */
  readonly buying: Trait<number>;
  /** The most similar first. */
  readonly archetypes: readonly Archetype[];
  readonly advice: readonly { readonly code: PersonaAdvice; readonly about: string; readonly claims: readonly Claim[] }[];
}

/** Fewer tell nothing of a person. */
export const FEWEST_INTERACTIONS = 3;

/** Later ones say more, and so many are enough. */
const MOST = 120;
const ANSWER_MS = 30 * DAY_MS;
const QUICK = 12;
const SLOW = 72;
const UNKNOWN: Trait<never> = { value: null, confidence: LEAST_CONFIDENCE, claims: [] };

const within = (value: number): number => Math.round(Math.min(MOST_CONFIDENCE, Math.max(LEAST_CONFIDENCE, value)));

interface Leaning { readonly for: number; readonly against: number; readonly evidence: readonly string[]; readonly opposed: readonly string[] }

/** Sums of two opposite cues; what they wrote themselves counts twice. */
function leaning(activities: readonly ActivityEvidence[], one: readonly Cue[], other: readonly Cue[]): Leaning {
  const sums = { for: 0, against: 0 };
  const evidence: string[] = [];
  const opposed: string[] = [];
  for (const { id, text, outcome, direction, type } of activities) {
    const weight = type === "email" && direction === "in" ? 2 : direction === "out" && type === "email" ? 0.5 : 1;
    const said = `${text} ${outcome}`;
    // One text is one voice, however often it says it.
    const [a, b] = [one, other].map((cues) => Math.min(3, cues.reduce((sum, cue) => sum + countOf(cue, said), 0))) as [number, number];
    sums.for += weight * a;
    sums.against += weight * b;
    if (a > b) evidence.push(id);
    if (b > a) opposed.push(id);
  }
  return { ...sums, evidence, opposed };
}

function traitOf<V>(found: Leaning, values: readonly [V, V], claims: readonly [(ids: readonly string[]) => readonly Claim[], (ids: readonly string[]) => readonly Claim[]]): Trait<V> {
  if (found.for === found.against) return UNKNOWN;
  const first = found.for > found.against;
  const ids = first ? found.evidence : found.opposed;
  const share = Math.max(found.for, found.against) / (found.for + found.against + 1);
  const made = claims[first ? 0 : 1](ids);
  return made.length === 0 ? UNKNOWN : { value: values[first ? 0 : 1], confidence: within(40 + 55 * share * Math.min(1, (found.for + found.against) / 6)), claims: made };
}

/** Hours from what we sent to what they answered first. */
function answerTimes(contacts: readonly ActivityEvidence[]): readonly { readonly hours: number; readonly id: string }[] {
  const times: { hours: number; id: string }[] = [];
  let asked: number | null = null;
  for (const { id, at, direction } of contacts) {
    if (direction === "out") asked ??= at;
    else if (direction === "in" && asked !== null) {
      if (at - asked <= ANSWER_MS) times.push({ hours: (at - asked) / 3_600_000, id });
      asked = null;
    }
  }
  return times;
}

function channelOf(contacts: readonly ActivityEvidence[]): Trait<string> {
  const counts = new Map<string, { weight: number; ids: string[] }>();
  for (const { id, type, direction } of contacts) {
    const row = counts.get(type) ?? { weight: 0, ids: [] };
    // What they chose themselves says most; a meeting takes two.
    row.weight += direction === "in" ? 3 : type === "meeting" ? 2 : type === "call" ? 1.5 : 0.6;
    row.ids.push(id);
    counts.set(type, row);
  }
  const [best] = [...counts].sort(([a, x], [b, y]) => y.weight - x.weight || (a < b ? -1 : 1));
  if (best === undefined) return UNKNOWN;
  const total = [...counts.values()].reduce((sum, { weight }) => sum + weight, 0);
  return { value: best[0], confidence: within(30 + (60 * best[1].weight) / total), claims: claim("usesChannel", { channel: best[0], count: best[1].ids.length, of: contacts.length }, best[1].ids) };
}

function buyingOf(activities: readonly ActivityEvidence[], now: number): Trait<number> {
  let sum = 0;
  const ids: string[] = [];
  for (const { id, text, outcome, direction, at } of activities) {
    if (direction === "out" && !/\b(asked|asks|wants?|wanted)\b/i.test(text)) continue;
    const count = Math.min(3, countOf("buying", `${text} ${outcome}`));
    if (count === 0) continue;
    ids.push(id);
    // Half as much after a month and a half.
    sum += count * (direction === "in" ? 1 : 0.6) * 0.5 ** (Math.max(0, now - at) / (45 * DAY_MS));
  }
  const value = Math.round(100 * (1 - Math.exp(-sum / 3)));
  return { value, confidence: within(35 + 8 * activities.length), claims: claim("buyingWords", { count: ids.length, last: ids.at(-1) ?? "" }, ids) };
}

function engagementOf(contacts: readonly ActivityEvidence[], buying: number, hours: number | null, now: number): Trait<Engagement> {
  const came = contacts.filter(({ direction }) => direction === "in");
  const last = contacts.findLast(({ direction, type }) => direction === "in" || type === "meeting");
  const share = contacts.length === 0 ? 0 : came.length / contacts.length;
  const days = last === undefined ? Number.POSITIVE_INFINITY : (now - last.at) / DAY_MS;
  const score = 42 * share + (hours === null ? 0 : hours <= 8 ? 22 : hours <= 36 ? 15 : hours <= 84 ? 9 : 2) + 0.28 * buying + (days <= 7 ? 10 : days <= 21 ? 5 : days <= 60 ? 0 : -10) + (contacts[0]?.direction === "in" ? 8 : 0);
  const value = score >= 52 ? "high" : score >= 24 ? "medium" : "low";
  const claims = [...claim("cameToUs", { count: came.length, of: contacts.length }, contacts.map(({ id }) => id)), ...(last ? claim("lastHeard", { days: Math.max(0, Math.floor(days)) }, [last.id]) : [])];
  return { value, confidence: within(45 + 5 * contacts.length), claims };
}

/** Null: there is no such contact. */
export function personaOf(book: SalesBook, contact: string, asOf: AsOf, past: readonly Advice[] = []): Persona | null {
  if (!book.of("contact").has(contact)) return null;
  // Of all there are: waiting for each third one was measured, and told a third fewer of who decides.
  const activities = book.activitiesWith(contact).filter(({ at }) => at <= asOf.now + AHEAD_MS).slice(-MOST);
  const contacts = activities.filter(isContact);
  const objects = patternOf(book, contact, activities);
  const nothing = { kind: "persona", contact, asOf, madeBy: { engine: "evidence", ranking: "words" }, basis: activities.length } as const;
  if (activities.length < FEWEST_INTERACTIONS) {
    return { ...nothing, known: false, formality: UNKNOWN, answerHours: UNKNOWN, channel: UNKNOWN, style: UNKNOWN, decides: UNKNOWN, objects: UNKNOWN, engagement: UNKNOWN, buying: UNKNOWN, archetypes: [], advice: [] };
  }
  const of = activities.length;
  const times = answerTimes(contacts);
  const hours = medianOf(times.map((time) => time.hours));
  // Past judgements of personas bear on how sure this one is.
  const { share: accuracy } = accuracyOf(past, "persona");
  const sure = <V>(trait: Trait<V>): Trait<V> => (trait.value === null ? trait : { ...trait, confidence: within(trait.confidence * accuracy) });
  const buying = buyingOf(activities, asOf.now);
  const traits = {
    formality: sure(traitOf<Formality>(leaning(activities, ["formal", "titled"], ["casual", "shortened"]), ["formal", "casual"], [(ids) => claim("formalWords", { count: ids.length, of }, ids), (ids) => claim("casualWords", { count: ids.length, of }, ids)])),
    answerHours: hours === null ? UNKNOWN : sure<number>({ value: Math.round(hours * 10) / 10, confidence: within(40 + 12 * times.length), claims: claim("answersWithin", { hours: Math.round(hours), times: times.length }, times.map(({ id }) => id)) }),
    channel: sure(channelOf(contacts)),
    style: sure(traitOf<DecisionStyle>(leaning(activities, ["facts"], ["feelings"]), ["analytical", "intuitive"], [(ids) => claim("asksForFacts", { count: ids.length, of }, ids), (ids) => claim("speaksOfFeelings", { count: ids.length, of }, ids)])),
    decides: sure(traitOf<Circle>(leaning(activities, ["others"], ["alone"]), ["committee", "alone"], [(ids) => claim("namesOthers", { count: ids.length, of }, ids), (ids) => claim("decidesAlone", { count: ids.length, of }, ids)])),
    objects: sure(objects),
    engagement: sure(engagementOf(contacts, buying.value ?? 0, hours, asOf.now)),
    buying: sure(buying),
  };
  return { ...nothing, known: true, ...traits, archetypes: archetypesOf(traits), advice: adviceFor(traits) };
}

const AGAINST: Readonly<Partial<Record<ObjectionCategory, PersonaAdvice>>> = { price: "showValueFirst", feature: "showFeatureWorking", timeline: "offerTimetable" };

type Traits = Pick<Persona, "formality" | "answerHours" | "channel" | "style" | "decides" | "objects" | "engagement" | "buying">;

function adviceFor({ formality, answerHours, channel, style, decides, objects, engagement, buying }: Traits): Persona["advice"] {
  const advice: Persona["advice"][number][] = [];
  const add = (code: PersonaAdvice, { claims }: Trait<unknown>, about = ""): void => {
    if (claims.length > 0) advice.push({ code, about, claims });
  };
  if (formality.value) add(formality.value === "formal" ? "beFormal" : "beRelaxed", formality);
  if (style.value) add(style.value === "analytical" ? "bringFigures" : "tellStories", style);
  if (decides.value) add(decides.value === "committee" ? "helpConvinceOthers" : "goStraightToThem", decides);
  if (objects.value) add(AGAINST[objects.value] ?? "provePoints", objects, objects.value);
  if (channel.value) add("useChannel", channel, channel.value);
  if (answerHours.value !== null && answerHours.value <= QUICK) add("answerQuickly", answerHours);
  if (answerHours.value !== null && answerHours.value >= SLOW) add("leaveTime", answerHours);
  if (engagement.value === "low") add("rekindle", engagement);
  else if ((buying.value ?? 0) >= 60) add("askForDecision", buying);
  return advice;
}
