// By what the four collections that the assistant retrieves from are filtered: of each record a few values, beside its vector.
// They follow from the book, so that what was not agreed to be looked at is in none of them.
import { DAY_MS } from "@outrider/shared/kernel";
import { digestFor } from "./deal-digest.ts";
import { isContact } from "./deal-state.ts";
import type { ActivityEvidence, ObjectionEvidence } from "./evidence.ts";
import { countOf } from "./persona-cues.ts";
import { personaOf } from "./persona.ts";
import type { AsOf, SalesBook } from "./sales-book.ts";
import { cycleDays } from "./when.ts";

/** The names of the values, by collection, and what each is. Money in the base currency, days whole, shares 0 to 1. */
export const FACETS = {
  deals: { outcome: "text", industry: "text", value: "number", objections: "texts", days: "number" },
  responses: { category: "text", success: "number", industry: "text" },
  interactions: { tone: "text", frequency: "number", engagement: "text" },
  personas: { formality: "text", style: "text", decides: "text", objects: "text", engagement: "text" },
} as const satisfies Readonly<Record<string, Readonly<Record<string, "text" | "texts" | "number">>>>;

/** What is not known is left out. Texts that people write are in lower case. */
export type Facets = Readonly<Record<string, string | number | readonly string[]>>;

/** Contacts before one, for how often they were in touch. */
const OFTEN_MS = 90 * DAY_MS;

const known = (values: Readonly<Record<string, string | number | readonly string[] | null | undefined>>): Facets =>
  Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string | number | readonly string[]] => entry[1] !== null && entry[1] !== undefined && entry[1] !== "" && !(Array.isArray(entry[1]) && entry[1].length === 0)));

function ofDeal(book: SalesBook, id: string, { today }: AsOf): Facets {
  const digest = digestFor(book, id, today);
  if (!digest) return {};
  const { deal, outcome, industryKey, worth, categories } = digest;
  return known({ outcome, industry: industryKey, value: worth === 0 ? null : worth, objections: [...categories].sort(), days: outcome === "open" ? null : cycleDays(deal) });
}

function ofObjection(book: SalesBook, { root, category, status }: ObjectionEvidence): Facets {
  const deal = book.deal(root);
  const kind = [...book.of("objection").values()].filter((other) => other.category === category && (other.status === "resolved" || other.status === "lost"));
  // Its own outcome; of one that is open how those of its kind turned out.
  const success = status === "resolved" ? 1 : status === "lost" ? 0 : kind.length === 0 ? null : kind.filter((other) => other.status === "resolved").length / kind.length;
  return known({ category, success, industry: deal ? book.industryOf(deal).trim().toLowerCase() : "" });
}

function ofActivity(book: SalesBook, one: ActivityEvidence): Facets {
  const said = `${one.text} ${one.outcome}`;
  const [formal, casual] = [countOf("formal", said) + countOf("titled", said), countOf("casual", said) + countOf("shortened", said)];
  const frequency = book.activitiesOn(one.root).filter((other) => isContact(other) && other.at <= one.at && other.at > one.at - OFTEN_MS).length;
  const engagement = one.direction === "in" || one.type === "meeting" ? "high" : one.type === "call" ? "medium" : "low";
  return known({ tone: formal === casual ? "neutral" : formal > casual ? "formal" : "casual", frequency, engagement: isContact(one) ? engagement : null });
}

/** Of a record as the book has it; nothing of one that it does not hold. */
export function facetsOf(book: SalesBook, id: string, asOf: AsOf): Facets {
  if (book.deal(id)) return ofDeal(book, id, asOf);
  const [objection, activity] = [book.of("objection").get(id), book.of("activity").get(id)];
  if (objection) return ofObjection(book, objection);
  if (activity) return ofActivity(book, activity);
  const persona = personaOf(book, id, asOf);
  return persona?.known ? known({ formality: persona.formality.value, style: persona.style.value, decides: persona.decides.value, objects: persona.objects.value, engagement: persona.engagement.value }) : {};
}
