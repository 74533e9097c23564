// The records of the sample workspace: a small, living pipeline around today, always the same but for the dates. Ids
// derive from the workspace's, so that seeding again changes nothing.
import { creationOf, type Values } from "@outrider/shared/commands";
import { derivedId } from "@outrider/shared/kernel";
import type { Change } from "@outrider/shared/records";
import type { SamplePerson } from "../auth/accounts.ts";
import { type StageKey, stageId } from "./default-definitions.ts";

const DAY = 24 * 3600 * 1000;

const COMPANIES = [
  ["Halden Marine", "Shipping", "Norway", 420], ["Brightwater Foods", "Food", "Ireland", 1300], ["Kestrel Analytics", "Software", "Germany", 85],
  ["Orchard & Vale", "Retail", "United Kingdom", 640], ["Solway Energy", "Energy", "United Kingdom", 2100], ["Tamarind Health", "Medical", "India", 310],
  ["Northgate Logistics", "Logistics", "Poland", 940], ["Cobalt Forge", "Manufacturing", "Sweden", 560], ["Lumen Studio", "Media", "France", 48],
  ["Pinecrest Hotels", "Hospitality", "Portugal", 720], ["Verity Legal", "Services", "Netherlands", 130], ["Atlas Robotics", "Manufacturing", "Japan", 380],
] as const;

const PEOPLE = [
  ["Ingrid Solberg", "Head of Operations"], ["Declan Byrne", "Purchasing Manager"], ["Jonas Weber", "CTO"], ["Harriet Cole", "Store Director"],
  ["Callum Reid", "Procurement Lead"], ["Ananya Rao", "Chief Medical Officer"], ["Piotr Nowak", "Fleet Manager"], ["Elsa Lind", "Plant Manager"],
  ["Camille Roux", "Producer"], ["Rui Almeida", "General Manager"], ["Femke de Vries", "Partner"], ["Kenji Mori", "Head of Engineering"],
] as const;

const DEALS: readonly (readonly [title: string, stage: StageKey, amount: number, closesIn: number])[] = [
  ["Crew scheduling rollout", "negotiation", 84_000, 12], ["Cold-chain monitoring", "proposal", 46_500, 25], ["Usage analytics pilot", "qualified", 12_000, 40],
  ["Point of sale renewal", "closed_won", 31_000, -9], ["Field inspection app", "negotiation", 128_000, 6], ["Patient outreach", "prospecting", 22_400, 60],
  ["Route planning", "proposal", 57_800, 18], ["Maintenance contract", "closed_lost", 39_000, -21], ["Asset library", "qualified", 9_600, 33],
  ["Guest messaging", "proposal", 27_300, -3], ["Document review", "closed_won", 18_200, -30], ["Spare parts portal", "prospecting", 73_000, 75],
];

const LEADS = [
  ["Marta Silva", "Azul Travel", "website", "new"], ["Owen Price", "Ridge Outdoor", "event", "contacted"], ["Leila Haddad", "Cedar Clinics", "referral", "qualified"],
  ["Tomás Herrera", "Viento Solar", "outbound", "contacted"], ["Grace Kim", "Paper Crane", "website", "new"], ["Nils Berg", "Fjordline Seafood", "partner", "new"],
  ["Amara Obi", "Kano Textiles", "referral", "qualified"], ["Luca Bianchi", "Officina Bianchi", "event", "lost"],
] as const;

const CALLS = [
  "Went through the open points; they want a reference from a company of their size.", "Short call. Budget is approved, legal reads the contract this week.",
  "Showed the mobile app. Offline use in the cellar convinced them.", "Asked for a second demo with the finance team.",
] as const;

const OBJECTIONS = [
  ["The price is a third above what we pay today.", "price", "high"], ["We cannot start before the new fiscal year.", "timeline", "medium"],
  ["Our IT department prefers the supplier it knows.", "competitor", "medium"], ["We miss an interface to our accounting.", "feature", "low"],
] as const;

/** One group of changes a record and what hangs on it, each by the person who would have made it. */
export function sampleRecords(workspace: string, people: readonly SamplePerson[], now: number): readonly { readonly by: string; readonly changes: readonly Change[] }[] {
  const id = (kind: string, index: number): string => derivedId("sample", workspace, kind, String(index));
  const day = (offset: number): string => new Date(now + offset * DAY).toISOString().slice(0, 10);
  const ownerOf = (index: number): string => (people[(index * 2 + 2) % people.length] as SamplePerson).userId;
  const email = (name: string, company: string): string =>
    `${name}@${company}.example`.toLowerCase().normalize("NFD").replace(/[^a-z0-9@.-]/g, "");

  const accounts = COMPANIES.map(([name, industry, country, employees], index) => {
    const [person, title] = PEOPLE[index] as (typeof PEOPLE)[number];
    const by = ownerOf(index);
    return { by, changes: [
      creationOf(id("company", index), { kind: "company", values: { name, industry, country, employees } }),
      creationOf(id("contact", index), { kind: "contact", values: { name: person, title, company: id("company", index), owner: by }, sets: { emails: [email(person, name)] } }),
    ] };
  });

  const deals = DEALS.map(([title, stage, amount, closesIn], index) => {
    const by = ownerOf(index);
    const root = id("deal", index);
    const closed = stage === "closed_won" || stage === "closed_lost";
    const [company, industry] = COMPANIES[index] as (typeof COMPANIES)[number];
    const values: Values = {
      title: `${company}: ${title}`, stage: stageId(workspace, stage), value: { amount, currency: "EUR" }, company: id("company", index), contact: id("contact", index),
      owner: by, industry, closeDate: day(closesIn), openedOn: day(closesIn - 80), source: "referral", ...(closed && { reason: stage === "closed_won" ? "Works offline" : "Stayed with their supplier" }),
    };
    const call = { root, type: "call", at: now - (index + 1) * DAY, duration: 10 + index, direction: "out", text: CALLS[index % CALLS.length] as string };
    const changes = [creationOf(root, { kind: "deal", values }), creationOf(id("call", index), { kind: "activity", values: call })];
    const objection = OBJECTIONS[index];
    if (objection) {
      const [text, category, severity] = objection;
      changes.push(creationOf(id("objection", index), { kind: "objection", values: { root, text, category, severity, status: "open" } }));
    }
    if (!closed) changes.push(creationOf(id("task", index), { kind: "task", values: { title: "Agree the next step", root, assignee: by, due: day((index % 5) - 1) } }));
    return { by, changes };
  });

  const leads = LEADS.map(([name, company, source, status], index) => {
    const by = ownerOf(index);
    return { by, changes: [creationOf(id("lead", index), { kind: "lead", values: { name, company, source, status, owner: by, score: 20 + index * 9, email: email(name, company) } })] };
  });
  return [...accounts, ...deals, ...leads];
}
