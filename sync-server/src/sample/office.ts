// What a team sets up for itself before it works: the currency it reckons in and rates for others, saved views that stand
// over its lists, goals, segments, a campaign in the making, and a few files. So a new user sees a workspace that is lived in.
import { createHash } from "node:crypto";
import { creationOf, rateId, settingsId } from "@outrider/shared/commands";
import type { Rule, Value } from "@outrider/shared/schema";
import type { SampleEvent, SampleWorld } from "./event.ts";
import { DAY, dayOf } from "./moments.ts";

const BASE = "EUR";
/** What one unit was worth, by days ago. */
const RATES = [["USD", 700, 0.92], ["USD", 200, 0.88], ["USD", 40, 0.86], ["GBP", 700, 1.16], ["GBP", 200, 1.15], ["INR", 700, 0.0111], ["INR", 200, 0.0099]] as const;

const VIEWS: readonly { readonly of: string; readonly name: string; readonly rule: Rule; readonly sort?: string; readonly descending?: boolean; readonly group?: string; readonly columns?: string }[] = [
  { of: "deal", name: "My open deals", rule: { and: [{ field: "owner", op: "==", value: { me: true } }, { field: "stage.outcome", op: "==", value: "open" }] }, sort: "closeDate", descending: false },
  { of: "deal", name: "Closing this month", rule: { and: [{ field: "stage.outcome", op: "==", value: "open" }, { field: "closeDate", op: "==", value: { period: "month", shift: 0 } }] }, sort: "closeDate", descending: false },
  { of: "deal", name: "Big and quiet", rule: { and: [{ field: "stage.outcome", op: "==", value: "open" }, { field: "value", op: ">=", value: 50_000 }, { field: "updatedAt", op: "<", value: { days: -14 } }] }, sort: "value", descending: true, columns: "title stage company owner closeDate value" },
  { of: "lead", name: "To be called", rule: { and: [{ field: "status", op: "in", value: ["new", "contacted"] }, { field: "phone", op: "filled" }] }, sort: "score", descending: true },
  { of: "company", name: "More than 500 people", rule: { field: "employees", op: ">=", value: 500 }, sort: "employees", descending: true },
];

const SEGMENTS: readonly { readonly name: string; readonly notes: string; readonly rule: Rule }[] = [
  {
    name: "Newsletter, not spoken to for two months", notes: "For the quarterly letter.",
    rule: { and: [{ field: "tags", op: "==", value: "newsletter" }, { or: [{ field: "lastContacted", op: "<", value: { days: -60 } }, { field: "lastContacted", op: "empty" }] }] },
  },
  { name: "In open deals of large companies", notes: "", rule: { and: [{ field: "stage", op: "filled" }, { field: "company.employees", op: ">=", value: 500 }] } },
  { name: "References", notes: "Ask them before they are named.", rule: { or: [{ field: "tags", op: "==", value: "reference" }, { field: "company.tags", op: "==", value: "reference" }] } },
];

/** A campaign that is written and not started: its text has fields of the customer. */
const DRAFT = {
  name: "Letter of the quarter", goal: "Invite to the open day in the yard",
  subject: "{{first_name|Hello}}, see it at work", message: "Hello {{first_name|there}},\n\nour yard is open on the last Friday of the month: two crews show how they plan a week on the phone, with no signal in the dock.\n\nSay a word if {{company|your company}} would like to come.\n\n{{owner}}",
} as const;

/** The workspace's own, by whoever administers it. team: a team's key. */
export function tellOffice({ now, people, id }: SampleWorld, workspace: string, team: string): readonly SampleEvent[] {
  const admin = people.find(({ role }) => role === "admin")?.userId ?? people[0]?.userId ?? "";
  const manager = people.find(({ role }) => role === "manager")?.userId ?? admin;
  const at = now - 210 * DAY;
  const today = dayOf(now);
  const month = `${today.slice(0, 7)}-01`;
  const quarter = `${today.slice(0, 5)}${String(Math.floor((Number(today.slice(5, 7)) - 1) / 3) * 3 + 1).padStart(2, "0")}-01`;
  const rates = RATES.map(([currency, ago, rate]) => {
    const from = dayOf(now - ago * DAY);
    return creationOf(rateId(currency, BASE, from), { kind: "rate", values: { currency, base: BASE, from, rate } });
  });
  const views = VIEWS.map(({ name, rule, ...rest }) => creationOf(id("view", name), { kind: "view", values: { name, rule: JSON.parse(JSON.stringify(rule)) as Value, ...rest, owner: manager, audience: "workspace", pinned: true } }));
  const goal = (name: string, values: Readonly<Record<string, Value>>, person = "") =>
    creationOf(id("goal", name), { kind: "goal", values: { ...values, owner: manager }, ...(person !== "" && person !== manager && { sets: { sharedWith: [person] } }) });
  const goals = [
    ...people.filter(({ role }) => role !== "admin").flatMap(({ userId }, index) => [
      goal(`won ${index}`, { person: userId, measure: "won", span: "quarter", from: quarter, target: 600_000, currency: BASE }, userId),
      goal(`activities ${index}`, { person: userId, measure: "activities", span: "month", from: month, target: 60 }, userId),
    ]),
    ...(team === "" ? [] : [goal("team", { team, measure: "won", span: "quarter", from: quarter, target: 1_200_000, currency: BASE })]),
  ];
  const segments = SEGMENTS.map(({ name, notes, rule }) => creationOf(id("segment", name), { kind: "segment", values: { name, rule: JSON.parse(JSON.stringify(rule)) as Value, ...(notes !== "" && { notes }) } }));
  const draft = creationOf(id("campaign", DRAFT.name), { kind: "campaign", values: { ...DRAFT, segment: id("segment", SEGMENTS[0]?.name ?? "") } });
  return [
    { at, by: admin, command: "create", changes: [creationOf(settingsId(workspace), { kind: "settings", values: { currency: BASE, assistant: true, assistantContacts: "here" } })] },
    { at: at + 1, by: admin, command: "create", changes: rates },
    { at: at + 2, by: manager, command: "create", changes: views },
    { at: now - 20 * DAY, by: manager, command: "create", changes: goals },
    { at: now - 9 * DAY, by: manager, command: "create", changes: [...segments, draft] },
  ];
}

/** A file of the sample: its record's id, and its bytes. */
export interface SampleFile { readonly id: string; readonly by: string; readonly bytes: Uint8Array; readonly sha256: string }
interface Told { readonly events: readonly SampleEvent[]; readonly files: readonly SampleFile[] }

const FILES = [
  [0, "Requirements.txt", "text/plain", "What Halden Marine needs\n\n- Crews see their week on the phone, also at sea\n- Changes of a shift are confirmed by both sides\n- Hours go to payroll once a month\n- A reference from a fleet of the same size\n"],
  [1, "Cold chain, price list.csv", "text/csv", "item,quantity,price EUR\nSensor,120,45\nGateway,6,390\n\"Licence, one year\",10,3720\nSetting up and training,1,11625\n"],
  [4, "Site visit in spring.txt", "text/plain", "Site visit, Solway Energy\n\nTwo crews, 38 inspections, no signal in the cellars.\nPhotos are taken on the phone and sent at night today.\nNext: a week with six phones, then the decision of the board.\n"],
] as const;

/** On deals of the cast, each by its owner. ownerOf: whose a deal of the cast is. */
export function tellFiles({ now, id }: SampleWorld, ownerOf: (index: number) => string): Told {
  const told = FILES.map(([index, name, type, text]) => {
    const [bytes, by, at] = [new TextEncoder().encode(text), ownerOf(index), now - (index + 3) * DAY];
    const file = { id: id("attachment", name), by, bytes, sha256: createHash("sha256").update(bytes).digest("hex") };
    const values = { root: id("deal", `cast ${index}`), name, type, size: bytes.length, sha256: file.sha256, uploadedAt: at };
    return { file, event: { at, by, command: "create", changes: [creationOf(file.id, { kind: "attachment", values })] } satisfies SampleEvent };
  });
  return { events: told.map(({ event }) => event), files: told.map(({ file }) => file) };
}
