// What somebody objects to: the objections written down as theirs, else what the words of their interactions tell.
import { claim } from "./claims.ts";
import type { ActivityEvidence, ObjectionEvidence } from "./evidence.ts";
import { isObjectionCategory, OBJECTION_CATEGORIES, type ObjectionCategory } from "./objection-lexicon.ts";
import type { Trait } from "./persona.ts";
import type { SalesBook } from "./sales-book.ts";

/** What is said of each in passing, where no objection was written down. */
const SAID: Readonly<Record<ObjectionCategory, RegExp>> = {
  price: /\b(pric\w*|cost\w*|expensive|pricey|fees?|budget|discount|cheaper|too much|how much|money|wallet|sum|afford|reference value|break even)\b/gi,
  feature: /\b(missing|lack\w*|miss(?:es)?|feature\w*|interface\w*|api|sso|scim|export\w*|function\w*|widget|does not (?:have|mention|support)|doesn'?t (?:have|support)|no \w+ (?:sync|widget|button)|voice|offline maps|bulk|batch|version|languages?|requirements|clunky|button)\b/gi,
  timeline: /\b(time|timing|dates?|deadline|schedule\w*|weeks?|wks?|months?|season|summer|winter|xmas|easter|january|jan|q[1-4]|before|until|swamped|busy|drowning|not now|later|slippage|critical path|milestones?|days|fiscal year|may|march|gala|festival|renovat\w*|period)\b/gi,
  authority: /\b(must ask|has to approve|approval|not (?:his|her|my) decision)\b/gi,
  need: /\b(no need|not needed|does not need|no use for)\b/gi,
  competitor: /\b(competitors?|rival|other vendor|other supplier)\b/gi,
  trust: /\b(certificates?|audit report|subprocessors?|penetration|data protection|references?|guarantee|inconsistency)\b/gi,
};
/** One mention in so many interactions is no pattern. */
const OF_EACH = 8;

export function patternOf(book: SalesBook, contact: string, activities: readonly ActivityEvidence[]): Trait<ObjectionCategory> {
  const theirs: readonly ObjectionEvidence[] = book.dealsWith(contact).flatMap((deal) => book.objectionsOn(deal.id).filter(({ raisedBy }) => raisedBy === contact || (raisedBy === "" && deal.contact === contact)));
  const counts = OBJECTION_CATEGORIES.map((category) => {
    const written = theirs.filter((one) => one.category === category).map(({ id }) => id);
    const said = activities.filter(({ text, direction, type }) => !(type === "email" && direction === "out") && (text.match(SAID[category])?.length ?? 0) > 0).map(({ id }) => id);
    return { category, weight: 3 * written.length + said.length, ids: [...written, ...said] };
  }).sort((a, b) => b.weight - a.weight);
  const [first, second] = counts;
  if (first === undefined || first.weight < Math.max(1, activities.length / OF_EACH) || !isObjectionCategory(first.category)) return { value: null, confidence: 10, claims: [] };
  const lead = first.weight / (first.weight + (second?.weight ?? 0));
  return { value: first.category, confidence: Math.round(Math.min(95, 20 + 65 * lead + 2 * first.weight)), claims: claim("objectsTo", { category: first.category, count: first.ids.length }, first.ids) };
}
