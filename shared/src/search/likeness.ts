// How likely two records are the same person or thing, and why. What speaks for it is weighed as independent hints: each
// takes its share of the doubt that the others left. What speaks against it (two companies, two countries, addresses that
// have nothing in common) makes a name say less.
import { canBeNear, distance } from "./distance.ts";
import type { Profile, TwinKind } from "./profile.ts";

export const REASONS = ["email", "phone", "website", "name", "alike", "company"] as const;
/** `alike`: a name with a slip or two, or with an initial. */
export type Reason = (typeof REASONS)[number];
export interface Likeness { /** 0 to 1. */ readonly score: number; readonly reasons: readonly Reason[] }

/** From which on two are put before a person in the list, and while something is typed. */
export const LIKELY = 0.7;
export const POSSIBLE = 0.58;

const PERSON = { email: 0.9, phone: 0.65, name: [0.72, 0.6], alike: [0.6, 0.5], company: 0.3, website: 0 } as const;
const COMPANY = { email: 0, phone: 0.6, name: [0.8, 0.6], alike: [0.7, 0.45], company: 0, website: 0.75 } as const;
const DEAL = { email: 0, phone: 0, name: [0.6, 0.5], alike: [0.4, 0.3], company: 0.6, website: 0 } as const;
const WEIGHTS = { lead: PERSON, contact: PERSON, company: COMPANY, deal: DEAL } satisfies Record<TwinKind, unknown>;

const SHORTEST = 5;
const LONG = 12;
const MOST_SLIPS = 2;
const digits = (name: string): string => name.replace(/\D+/g, " ").trim();

/** Whether two names differ by one slip, two in long ones. "Unit 1" and "Unit 2" are two things. */
export function nearlySame(a: string, b: string): boolean {
  const shorter = Math.min(a.length, b.length);
  const allowed = shorter >= LONG ? MOST_SLIPS : shorter >= SHORTEST ? 1 : 0;
  if (a === b || allowed === 0 || Math.abs(a.length - b.length) > allowed || digits(a) !== digits(b)) return false;
  return distance(a, b, allowed) <= allowed;
}

/** "J Smith" and "John Smith": word by word the same or its initial, and one of them whole. */
function initialsFit(a: string, b: string): boolean {
  if (a[0] !== b[0]) return false;
  const [one, other] = [a.split(" "), b.split(" ")];
  if (one.length !== other.length || one.length < 2) return false;
  let whole = false;
  for (const [at, word] of one.entries()) {
    const beside = other[at] as string;
    if (word === beside) whole ||= word.length > 2;
    else if ((word.length > 1 && beside.length > 1) || word[0] !== beside[0]) return false;
  }
  return whole;
}

function names(a: Profile, b: Profile): "name" | "alike" | null {
  if (a.sorted === "" || b.sorted === "") return null;
  if (a.sorted === b.sorted || a.run === b.run) return "name";
  if (canBeNear(a.letters, b.letters, MOST_SLIPS) && (nearlySame(a.name, b.name) || nearlySame(a.sorted, b.sorted))) return "alike";
  return a.kind !== "company" && a.kind !== "deal" && initialsFit(a.name, b.name) ? "alike" : null;
}

const meet = (a: readonly string[], b: readonly string[]): boolean => a.some((one) => b.includes(one));
/** Both say something, and not the same. */
const apart = (a: string, b: string): boolean => a !== "" && b !== "" && a !== b;
const allApart = (a: readonly string[], b: readonly string[]): boolean => a.length > 0 && b.length > 0 && !meet(a, b);

/** Of two of one kind, or of a lead and a contact. Symmetric. */
export function likenessOf(a: Profile, b: Profile): Likeness {
  const weights = WEIGHTS[a.kind];
  const reasons: Reason[] = [];
  let doubt = 1;
  const count = (reason: Reason, weight: number): void => {
    reasons.push(reason);
    doubt *= 1 - weight;
  };
  if (meet(a.emails, b.emails)) count("email", weights.email);
  if (meet(a.phones, b.phones)) count("phone", weights.phone);
  if (a.domain !== "" && a.domain === b.domain) count("website", weights.website);
  const name = names(a, b);
  if (name !== null) {
    const against = allApart(a.emails, b.emails) || allApart(a.phones, b.phones) || apart(a.domain, b.domain) || apart(a.country, b.country) || apart(a.company, b.company);
    count(name, weights[name][against ? 1 : 0]);
    // Colleagues share a company: it says something of two of one name alone.
    if (a.company !== "" && a.company === b.company) count("company", weights.company);
  }
  return { score: 1 - doubt, reasons };
}
