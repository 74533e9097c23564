// Two or three messages for a goal, from texts that are written here, chosen by what worked in the workspace's own campaigns.
// Invariants: what a message offers is what was typed; a reason is only given with its numbers and the campaigns they are of.
import { type CampaignFacts, countedIn, percentOf, type Share, shareOf, shrunken, type Sureness, surenessOf } from "./campaign-facts.ts";
import { type Offer, plainOffer } from "./offer.ts";
import { readTemplate, usedBy } from "./template.ts";
import { type GoalKind, messageFor, type Style, STYLES, subjectFor } from "./variant-texts.ts";

/** How subjects of that style were opened here, beside all others. */
export interface StyleClaim {
  readonly style: Style;
  readonly share: Share;
  readonly usual: Share;
  readonly sure: Sureness;
  /** Ids of the campaigns whose subjects were such. */
  readonly campaigns: readonly string[];
}

export interface Variant { readonly style: Style; readonly subject: string; readonly message: string; /** Null: no campaign with opens counted was such. */ readonly claim: StyleClaim | null }

export interface VariantsAsked { readonly goal: string; readonly offer: Offer; /** As the goal's words have it where it is not said. */ readonly kind?: GoalKind; readonly past: readonly CampaignFacts[] }

const KIND_WORDS: readonly (readonly [GoalKind, RegExp])[] = [
  ["winBack", /\b(?:win(?:ning)? back|back|lapsed|inactive|dormant|lost customers?|again|return|re-?activate|miss(?:ed|ing)?|quiet|churn\w*|not (?:ordered|bought|visited)|have ?n[o']t (?:ordered|bought|visited|been))\b/i],
  ["invite", /\b(?:invit\w*|event|webinar|open day|workshop|visit us|join|party|fair|conference)\b/i],
  ["thank", /\b(?:thank\w*|loyal\w*|best customers?|vip|appreciat\w*|reward\w*|birthday|anniversary)\b/i],
  ["announce", /\b(?:new|launch\w*|introduc\w*|announc\w*|release\w*|arriv\w*|collection)\b/i],
  ["offer", /\b(?:offer\w*|sale|discount\w*|deal|off|promot\w*|clearance|upsell|cross-sell|sell)\b|%/i],
];

/** What a goal is about, by its words. */
export const goalKindOf = (goal: string, offer: Offer): GoalKind => KIND_WORDS.find(([, words]) => words.test(goal))?.[0] ?? (offer.discount === "" ? "news" : "offer");

/** Which styles a subject has; plain where it has none. */
export function stylesOf(subject: string): readonly Style[] {
  const named = usedBy(readTemplate(subject)).all.some((field) => field === "name" || field === "first_name");
  const found: Style[] = [...(named ? (["name"] as const) : []), ...(/\?\s*$/.test(subject) ? (["question"] as const) : []), ...(/\d|%/.test(subject) ? (["offer"] as const) : [])];
  return found.length === 0 ? ["plain"] : found;
}

function claimOf(style: Style, counted: readonly CampaignFacts[]): StyleClaim | null {
  const such = counted.filter(({ subject }) => stylesOf(subject).includes(style));
  if (such.length === 0) return null;
  const [share, usual] = [shareOf(such, "opened"), shareOf(counted.filter((one) => !such.includes(one)), "opened")];
  return { style, share, usual, sure: surenessOf(share, usual), campaigns: such.map(({ id }) => id) };
}

/** The most promising first: by the rate at which such subjects were opened here, drawn towards the usual where it rests on little. */
export function variantsFor({ goal, offer: given, kind, past }: VariantsAsked): readonly Variant[] {
  const offer = plainOffer(given);
  const counted = countedIn(past);
  const usual = shareOf(counted, "opened");
  const promise = new Map(STYLES.map((style) => [style, shrunken(shareOf(counted.filter(({ subject }) => stylesOf(subject).includes(style)), "opened"), usual)]));
  const about = kind ?? goalKindOf(goal, offer);
  return STYLES.filter((style) => style !== "offer" || offer.discount !== "" || offer.products.length > 0)
    .sort((a, b) => (promise.get(b) ?? 0) - (promise.get(a) ?? 0) || STYLES.indexOf(a) - STYLES.indexOf(b))
    .slice(0, 3)
    .map((style) => ({ style, subject: subjectFor(about, style, offer), message: messageFor(about, style, offer), claim: claimOf(style, counted) }));
}

const STYLE_NAMES: Readonly<Record<Style, string>> = { name: "with the customer's name", question: "that ask something", offer: "that name the offer", plain: "in plain words" };

/** For programs and language models; screens have words of their own. */
export function styleClaimInEnglish({ style, share, usual, sure, campaigns }: StyleClaim): string {
  const own = `Subjects ${STYLE_NAMES[style]}: ${share.hits} of ${share.of} messages opened (${percentOf(share)} %) in ${campaigns.length === 1 ? "1 campaign" : `${campaigns.length} campaigns`}`;
  if (usual.of === 0) return `${own}.`;
  return `${own}; others ${usual.hits} of ${usual.of} (${percentOf(usual)} %). ${sure === "no" ? "The difference may be chance." : sure === "perhaps" ? "The difference is perhaps more than chance." : "The difference is more than chance."}`;
}
