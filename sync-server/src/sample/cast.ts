// The cast of the sample workspace: a dozen deals with names one can remember, worked on today, and the leads that came
// in this morning. They head the lists, and guides and tests can count on them.
import { creationOf } from "@outrider/shared/commands";
import type { Change } from "@outrider/shared/records";
import { laterOn, type SampleEvent, type SampleStage, type SampleWorld } from "./event.ts";
import { DAY, dayOf } from "./moments.ts";
import { plain } from "./names.ts";

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

const DEALS: readonly (readonly [title: string, stage: SampleStage, amount: number, closesIn: number])[] = [
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

const COMPETITORS = ["Harborline", "Fieldwise", "A spreadsheet of their own"] as const;

const LICENCE = "Licence, one year";
const SETTING_UP = "Setting up and training";

const ORDER: readonly SampleStage[] = ["prospecting", "qualified", "proposal", "negotiation"];
const PROBABILITY: Readonly<Record<SampleStage, number>> = { prospecting: 10, qualified: 25, proposal: 50, negotiation: 75, closed_won: 100, closed_lost: 0 };
const MINUTE = 60_000;

/** The stages a deal came through before the one it is in; one that was lost got as far as the proposal. */
const before = (stage: SampleStage): readonly SampleStage[] => (stage === "closed_won" ? ORDER : stage === "closed_lost" ? ORDER.slice(0, 3) : ORDER.slice(0, ORDER.indexOf(stage)));

/** Whose a deal of the cast is, and what goes with it. */
export const castOwner = ({ people }: SampleWorld, index: number): string => people[(index * 2 + 2) % people.length]?.userId ?? "";

/** The owners take turns in the order of the people. */
export function tellCast(world: SampleWorld): readonly SampleEvent[] {
  const { now, id } = world;
  const ownerOf = (index: number): string => castOwner(world, index);
  return [
    ...COMPANIES.map((company, index): SampleEvent => ({ at: now - 200 * DAY, by: ownerOf(index), command: "create", changes: account(world, company, index, ownerOf(index)) })),
    ...DEALS.flatMap((_, index) => dealOf(world, index, ownerOf(index))),
    ...LEADS.map(([name, company, source, status], index): SampleEvent => {
      const values = { name, company, source, status, owner: ownerOf(index), email: address(name, company) };
      return { at: now - (index + 3) * MINUTE, by: ownerOf(index), command: "create", changes: [creationOf(id("lead", `cast ${index}`), { kind: "lead", values })] };
    }),
  ];
}

const address = (name: string, company: string): string => `${plain(name)}@${plain(company)}.example`;

function account({ id }: SampleWorld, [name, industry, country, employees]: (typeof COMPANIES)[number], index: number, owner: string): readonly Change[] {
  const [person, title] = PEOPLE[index] as (typeof PEOPLE)[number];
  const company = id("company", `cast ${index}`);
  return [
    creationOf(company, { kind: "company", values: { name, industry, country, employees } }),
    creationOf(id("contact", `cast ${index}`), { kind: "contact", values: { name: person, title, company, owner }, sets: { emails: [address(person, name)] } }),
  ];
}

function dealOf({ now, id, stage: stageId }: SampleWorld, index: number, by: string): readonly SampleEvent[] {
  const [title, stage, amount, closesIn] = DEALS[index] as (typeof DEALS)[number];
  const [company, industry] = COMPANIES[index] as (typeof COMPANIES)[number];
  const root = id("deal", `cast ${index}`);
  const closed = stage === "closed_won" || stage === "closed_lost";
  const opened = now + Math.min(closesIn - 80, -21) * DAY;
  const last = now - Math.max(1 + (index % 5), -closesIn) * DAY;
  const path = [...before(stage), stage];
  const stampOf = (step: number): number => Math.round(opened + ((last - opened) * step) / Math.max(1, path.length - 1));

  const values = {
    title: `${company}: ${title}`, stage: stageId(path[0] ?? stage), probability: PROBABILITY[path[0] ?? stage], value: { amount, currency: "EUR" }, company: id("company", `cast ${index}`),
    contact: id("contact", `cast ${index}`), owner: by, industry, closeDate: dayOf(now + closesIn * DAY), openedOn: dayOf(opened),
  };
  const contact = id("contact", `cast ${index}`);
  const sets = { stakeholders: [contact], [index % 2 === 0 ? "decisionMakers" : "champions"]: [contact], products: [LICENCE, SETTING_UP], ...(index % 3 === 0 && { competitors: [COMPETITORS[(index / 3) % COMPETITORS.length] as string] }) };
  // What they come to is the deal's value.
  const lines = [
    creationOf(id("lineItem", `cast ${index} licence`), { kind: "lineItem", values: { root, product: LICENCE, quantity: 10, unitPrice: { amount: amount * 0.08, currency: "EUR" } } }),
    creationOf(id("lineItem", `cast ${index} setting up`), { kind: "lineItem", values: { root, product: SETTING_UP, quantity: 1, unitPrice: { amount: amount * 0.25, currency: "EUR" }, discount: 20 } }),
  ];
  const moves = path.slice(1).map((to, step): SampleEvent => ({
    at: stampOf(step + 1), by, command: to === "closed_won" || to === "closed_lost" ? "close" : "moveStage",
    changes: [laterOn(root, "deal", { stage: stageId(to), probability: PROBABILITY[to], ...(to === stage && closed && { reason: stage === "closed_won" ? "Works offline" : "Stayed with their supplier" }) })],
  }));
  const at = now - (index + 1) * DAY;
  const call = { root, type: "call", at, duration: 10 + index, direction: "out", text: CALLS[index % CALLS.length] as string };
  const talk: Change[] = [creationOf(id("activity", `cast ${index}`), { kind: "activity", values: call })];
  const objection = OBJECTIONS[index];
  if (objection) {
    const [text, category, severity] = objection;
    talk.push(creationOf(id("objection", `cast ${index}`), { kind: "objection", values: { root, text, category, severity, status: "open", raisedBy: id("contact", `cast ${index}`), at } }));
  }
  if (!closed) talk.push(creationOf(id("task", `cast ${index}`), { kind: "task", values: { title: "Agree the next step", root, assignee: by, due: dayOf(now + ((index % 5) - 1) * DAY) } }));
  return [
    { at: opened, by, command: "create", changes: [creationOf(root, { kind: "deal", values, sets }), ...lines] },
    ...moves,
    { at, by, command: "logActivity", changes: talk },
    // Looked over today: it stands at the head of the lists.
    { at: now - (index + 2) * 2 * MINUTE, by, command: "edit", changes: [laterOn(root, "deal", { source: "referral" })] },
  ];
}
