// Owns the records of the device bench: 100,000 of a sales team, a fifth deals, a fifth contacts, a tenth companies and
// leads each, the rest what was said and done on the deals. One deal in forty is open: a board of 500 beside years of
// closed ones. The same for the same number on every run; the peers get the
// very values that ours gets, without its stamps.
import { creationOf } from "@outrider/shared/commands";
import { DAY_MS, derivedId } from "@outrider/shared/kernel";
import type { Change } from "@outrider/shared/records";
import type { Value } from "@outrider/shared/schema";

/** Records of one block hang together: its activities are on its deals. */
export const BLOCK = 10;

const FIRST = ["Halden", "Harbour", "Granite", "Willow", "Juniper", "Cobalt", "Meridian", "Larkspur", "Sextant", "Bramble", "Quarry", "Tideway"] as const;
const SECOND = ["Marine", "Foods", "Logistics", "Textiles", "Energy", "Clinics", "Robotics", "Timber", "Finance", "Press"] as const;
const ABOUT = ["Crew scheduling", "Cold storage", "Route planning", "Loom renewal", "Grid metering", "Patient intake", "Gripper line", "Kiln upgrade", "Ledger move", "Paper supply"] as const;
const SAID = ["They asked for a smaller pilot first", "Price is fine, the start date is not", "The board decides next month", "A competitor offered a free year", "Wants references from the same industry"] as const;
const OPEN = ["prospecting", "qualified", "proposal", "negotiation"] as const;
const CLOSED = ["closed_won", "closed_lost"] as const;
/** Deals of a block, and how many of them have one that is open. */
const DEALS = 2;
const DEALS_TO_ONE_OPEN = 40;
const STATUS = ["new", "contacted", "qualified"] as const;
const BEGIN = Date.UTC(2026, 0, 1);

const of = <T>(list: readonly T[], n: number): T => list[n % list.length] as T;
const idOf = (n: number): string => derivedId("bench-device", String(n));
const companyName = (n: number): string => `${of(FIRST, n * 7)} ${of(SECOND, n * 3 + Math.floor(n / 12))}`;
const personName = (n: number): string => `${of(FIRST, n)} ${of(ABOUT, n * 3).split(" ")[0]} ${n % 977}`;
const dayOf = (n: number): string => new Date(BEGIN + (n % 330) * DAY_MS).toISOString().slice(0, 10);

/** How many open deals there are among so many records. */
export const openDealsIn = (records: number): number => Math.ceil(((records / BLOCK) * DEALS) / DEALS_TO_ONE_OPEN);

const stageOf = (b: number, k: number): string => {
  const deal = b * DEALS + (k - 3);
  return deal % DEALS_TO_ONE_OPEN === 0 ? of(OPEN, deal / DEALS_TO_ONE_OPEN) : of(CLOSED, deal);
};

/** The ten records of block `b`, in an order in which each may be made. */
export function blockAt(b: number, { workspace, user }: { readonly workspace: string; readonly user: string }): Change[] {
  const n = b * BLOCK;
  const name = companyName(b);
  const company = creationOf(idOf(n), {
    kind: "company", sets: { tags: [of(ABOUT, b)] },
    values: { name: `${name} ${b}`, industry: of(SECOND, b), phone: `+44 20 7946 ${String(b % 10_000).padStart(4, "0")}`, country: "Ireland", employees: (b * 37) % 5000, notes: `Met at the ${of(SECOND, b)} fair. ${of(SAID, b)}.` },
  });
  const contacts = [1, 2].map((k) =>
    creationOf(idOf(n + k), {
      kind: "contact", sets: { emails: [`person.${n + k}@company${b}.example`], phones: [`+44 161 496 ${String((n + k) % 10_000).padStart(4, "0")}`] },
      values: { name: personName(n + k), title: of(["Buyer", "Owner", "Head of operations"], n + k), company: idOf(n), owner: user, notes: of(SAID, n + k) },
    }),
  );
  const deals = [3, 4].map((k) =>
    creationOf(idOf(n + k), {
      kind: "deal", sets: { competitors: [of(FIRST, n + k + 5)], products: [of(ABOUT, n + k)] },
      values: {
        title: `${name}: ${of(ABOUT, n + k)}`, value: { amount: ((n + k) * 7919) % 250_000, currency: "EUR" }, stage: derivedId("stage", workspace, stageOf(b, k)),
        company: idOf(n), contact: idOf(n + k - 2), closeDate: dayOf(n + k), industry: of(SECOND, b), source: "referral", owner: user, notes: `${of(SAID, n + k)}. Call again on ${dayOf(n * 3)}.`,
      },
    }),
  );
  const lead = creationOf(idOf(n + 5), {
    kind: "lead", values: { name: personName(n + 5), company: `${of(FIRST, b + 3)} ${of(SECOND, b + 4)}`, email: `lead.${n}@example.com`, source: "event", status: of(STATUS, b), owner: user, score: b % 100, notes: of(SAID, b) },
  });
  const activities = [6, 7, 8, 9].map((k) =>
    creationOf(idOf(n + k), {
      kind: "activity", values: { root: idOf(n + 3 + (k % 2)), type: of(["call", "meeting", "email", "note"], k), at: BEGIN + ((n + k) % 28_000_000) * 1000, duration: 5 + (k * 7) % 55, direction: "out", text: `${of(SAID, n + k)}. ${of(SAID, n + k + 2)}.` },
    }),
  );
  return [company, ...contacts, ...deals, lead, ...activities];
}

/** A record as a store without stamps keeps it. */
export interface PlainRecord { readonly id: string; readonly kind: string; readonly title: string; readonly updatedAt: number; readonly values: Readonly<Record<string, Value | readonly string[]>> }

export const plainAt = (n: number, who: { readonly workspace: string; readonly user: string }): PlainRecord => {
  const change = blockAt(Math.floor(n / BLOCK), who)[n % BLOCK] as Change;
  const values = Object.fromEntries(Object.entries(change.set ?? {}).map(([field, { value }]) => [field, value]));
  const title = values["title"] ?? values["name"] ?? values["text"];
  return { id: change.id, kind: change.kind, title: String(title), updatedAt: BEGIN + n, values: { ...values, ...change.add } };
};
