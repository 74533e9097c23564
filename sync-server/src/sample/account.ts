// A customer: a company, the people there, and their deals over the months. One owner looks after all of it.
import { creationOf } from "@outrider/shared/commands";
import { tellDeal, type ToldDeal } from "./deal-story.ts";
import type { SampleEvent, SampleMember, SampleWorld } from "./event.ts";
import { say } from "./grammar.ts";
import { INDUSTRIES, type Industry } from "./industries.ts";
import { DAY, workMoment } from "./moments.ts";
import { companyName, COUNTRIES, domainOf, emailOf, personName, phoneOf } from "./names.ts";
import type { Random } from "@outrider/shared/kernel";
import { RULES } from "./sentences.ts";

export interface Person { readonly id: string; readonly name: string }
export interface Account {
  readonly company: string;
  readonly name: string;
  readonly industry: Industry;
  readonly currency: string;
  readonly owner: string;
  readonly people: readonly Person[];
}

/** Eighteen months. */
export const SPAN = 545 * DAY;
const YOUNGEST = 5 * DAY;
const SHARES: Readonly<Record<SampleMember["role"], number>> = { exec: 5, manager: 3, admin: 2 };
const TAGS = ["key account", "newsletter", "partner", "reference", "north", "south", "renewal"] as const;

export const ownerAmong = (random: Random, people: readonly SampleMember[]): string => random.weighted(people.map(({ userId, role }) => [userId, SHARES[role]] as const));

/** More happened lately than long ago. */
const opening = (random: Random, now: number): number => now - YOUNGEST - (SPAN - YOUNGEST) * random.next() ** 1.7;

export interface ToldAccount { readonly account: Account; readonly events: readonly SampleEvent[]; readonly deals: readonly ToldDeal[] }

export function tellAccount(world: SampleWorld, random: Random, key: string): ToldAccount {
  const country = random.pick(COUNTRIES);
  const industry = random.weighted(INDUSTRIES.map((one) => [one, one.share] as const));
  const name = companyName(random, random.pick(industry.trades), country);
  const domain = domainOf(name);
  const city = random.pick(country.cities);
  const owner = ownerAmong(random, world.people);
  const names = new Set(Array.from({ length: random.weighted([[1, 3], [2, 4], [3, 3], [4, 1]]) }, () => personName(random, country)));
  const people = [...names].map((person, index) => ({ id: world.id("contact", `${key} ${index}`), name: person }));
  const account: Account = { company: world.id("company", key), name, industry, owner, people, currency: country.name === "United States" ? "USD" : "EUR" };
  const opened = Array.from({ length: random.weighted([[1, 5], [2, 4], [3, 3], [4, 1]]) }, () => opening(random, world.now)).sort((a, b) => a - b);
  const began = workMoment(random, Math.min(...opened) - random.between(4, 25) * DAY);

  const employees = Math.round(10 ** (1.1 + random.next() * 2.3));
  const slots = { pain: random.pick(industry.pains), place: random.pick(industry.places), rival: random.pick(industry.competitors) };
  const company = creationOf(account.company, {
    kind: "company",
    values: {
      name, industry: industry.name, website: `https://${domain}`, phone: phoneOf(random, country), country: country.name, employees, address: `${random.pick(country.streets)} ${random.between(1, 140)}\n${city}`,
      revenue: { amount: Math.round(employees * random.between(60, 240)) * 1_000, currency: account.currency }, founded: random.between(1890, 2021), notes: random.chance(0.4) ? say({ ...RULES, about: ABOUT }, random, "about", slots) : "",
    },
    sets: { tags: random.chance(0.35) ? [random.pick(TAGS)] : [] },
  });
  const contacts = people.map((person, index) =>
    creationOf(person.id, {
      kind: "contact",
      values: { name: person.name, title: industry.roles[(index + names.size) % industry.roles.length] as string, company: account.company, owner, address: random.chance(0.2) ? city : "", notes: random.chance(0.2) ? random.pick(MANNERS) : "" },
      sets: { emails: [emailOf(person.name, domain)], phones: random.chance(0.8) ? [phoneOf(random, country)] : [], tags: random.chance(0.15) ? [random.pick(TAGS)] : [] },
    }),
  );
  const deals = opened.map((at, index) => tellDeal(world, random.stream(`deal ${index}`), account, `${key} ${index}`, at));
  return { account, deals, events: [{ at: began, by: owner, command: "create", changes: [company, ...contacts] }, ...deals.flatMap(({ events }) => events)] };
}

const ABOUT = ["Their sore point: {pain}.", "Works with {rival} elsewhere in the group.", "Best visited in the morning; ask for {place}.", "Family business, third generation. Patience pays off.", "Buys centrally, decides locally."];
const MANNERS = ["Prefers calls before nine.", "Writes short mails and wants short ones.", "Likes figures more than words.", "Speaks English and Spanish.", "Met at the trade fair; asks a lot.", "Never in the office on Fridays."] as const;
