// A workspace's customers as tests of segments want them: with nothing, with too much, at the borders of days and of
// numbers, with accents, merged away, owned by several people; and rules that ask about just that. All from one seed.
import { DAY_MS, type Random } from "@outrider/shared/kernel";
import type { RecordState } from "@outrider/shared/records";
import { customName, type Kind, type Rule, type RuleLeaf, type RuleOp, type RuleValue, type Value } from "@outrider/shared/schema";
import { segmentPathOf, SEGMENT_PATHS, type SegmentPath } from "@outrider/shared/segments";
import { idOf, stateOf } from "./builders.ts";

const CUSTOM = {
  text: customName("text", idOf("custom text")), number: customName("number", idOf("custom number")), money: customName("money", idOf("custom money")), date: customName("date", idOf("custom date")),
  choice: customName("choice", idOf("custom choice")), checkbox: customName("checkbox", idOf("custom checkbox")), link: customName("link", idOf("custom link")),
};
/** All paths that rules of these worlds ask of. */
const PATHS: readonly SegmentPath[] = [...SEGMENT_PATHS, ...Object.values(CUSTOM).flatMap((name) => [segmentPathOf(name), segmentPathOf(`company.${name}`)]).filter((path) => path !== undefined)];

/** By which zones disagree about days, and clocks go forth and back over midnight. */
export const SEGMENT_ZONES = ["UTC", "Europe/Berlin", "America/Sao_Paulo", "Asia/Kolkata", "Pacific/Apia", "Pacific/Kiritimati", "America/St_Johns", "Australia/Lord_Howe", "Asia/Kathmandu", "Africa/Cairo"] as const;

const WORDS = ["Gold", "gold", "GÖLD", "Straße", "strasse", "Ångström", "angstrom", "ｆｕｌｌ", "full", "İstanbul", "istanbul", "ﬁne", "fine", "x y", "50%_off", "a'b\"c", "\\", "--", "ß", "😀 joy", "2026-03-29", "２０２６-03-29", "true", "yes", "no", "0", "1e3", "null", "Ω", "ʼn", "e\u0301te\u0301"];
const FIGURES = [0, 1, -1, 5, 0.1 + 0.2, 0.3, 4999.99, 5000, 5000.01, 1e15, -1e15, 999_999_999_999_999, 1e-9, 10, 180, 181, 365];
/** Of the last there is never a rate. */
const CURRENCIES = ["EUR", "INR", "USD", "XAU"];

export interface SegmentWorld {
  readonly states: readonly RecordState[];
  readonly contacts: readonly RecordState[];
  readonly members: readonly string[];
  readonly now: number;
}

const some = <T>(random: Random, share: number, make: () => T): T | null => (random.next() < share ? make() : null);
const several = <T>(random: Random, most: number, make: () => T): readonly T[] => Array.from({ length: Math.floor(random.next() * (most + 1)) }, make);

/** Near a midnight of some zone, or at a change of clocks. */
function moment(random: Random, now: number): number {
  const near = random.pick([now, now - 30 * DAY_MS, now - 180 * DAY_MS, now - 181 * DAY_MS, now - 365 * DAY_MS, Date.UTC(2026, 2, 29, 1), Date.UTC(2025, 9, 26, 1), Date.UTC(2025, 9, 27), Date.UTC(2006, 9, 29, 2, 31), Date.UTC(2018, 10, 4, 3), Date.UTC(2011, 11, 30, 10), Date.UTC(2026, 0, 1)]);
  return Math.floor(near / 1_800_000) * 1_800_000 + Math.floor(random.next() * 96 - 48) * 1_800_000 + random.pick([0, -1, 1, 60_000]);
}
const dayText = (at: number): string => new Date(at).toISOString().slice(0, 10);

function customValues(random: Random, now: number): Record<string, Value> {
  const all: Record<string, () => Value> = {
    [CUSTOM.text]: () => random.pick(WORDS), [CUSTOM.number]: () => random.pick(FIGURES), [CUSTOM.money]: () => ({ amount: random.pick(FIGURES), currency: random.pick(CURRENCIES) }),
    [CUSTOM.date]: () => random.pick([dayText(moment(random, now)), "1000-01-01", "9999-12-31", dayText(now)]), [CUSTOM.choice]: () => random.pick(WORDS), [CUSTOM.checkbox]: () => random.next() < 0.5, [CUSTOM.link]: () => "https://example.com/A",
  };
  return Object.fromEntries(Object.entries(all).flatMap(([name, make]) => (random.next() < 0.4 ? [[name, make()]] : [])));
}

/** `size` contacts that stand, and some that were merged away or deleted. `salt` names its records apart from another world's. `base`: the workspace's currency; "": it has none. */
export function createSegmentWorld(random: Random, size: number, now: number, { salt = "", base = "EUR" }: { readonly salt?: string; readonly base?: string } = {}): SegmentWorld {
  let made = 0;
  const states: RecordState[] = [];
  const add = (kind: Kind, values: Record<string, Value | null>, sets: Record<string, readonly string[]> = {}, at = now - Math.floor(random.next() * 400) * DAY_MS): RecordState => {
    const filled = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null)) as Record<string, Value>;
    const state = stateOf(kind, idOf(`${salt} ${kind} ${made++}`), { values: filled, sets }, { at, origin: "r-test.1", by: "someone" });
    states.push(state);
    return state;
  };
  const members = Array.from({ length: 5 }, (_, n) => add("member", { name: `Member ${n}`, role: n === 0 ? "admin" : n === 1 ? "manager" : "exec", team: n === 4 ? "" : n % 2 ? "north" : "south", active: true }).id);
  add("settings", { currency: base === "" ? null : base });
  // One from tomorrow on, one that was taken back, one against another base, one that says nothing, one of the base itself.
  const rate = (currency: string, days: number, worth: number, more: Record<string, Value> = {}): RecordState => add("rate", { currency, base, from: dayText(now + days * DAY_MS), rate: worth, ...more });
  rate("USD", -400, 0.5);
  rate("USD", -30, random.pick([0.9, 1 / 3, 1]));
  rate("USD", 1, 7);
  rate("INR", -10, random.pick([0.011, 0.1]));
  rate("INR", -2, 3, { deletedAt: now });
  rate("XAU", -2, 2_000, { base: "CHF" });
  rate("XAU", -1, 0);
  rate("EUR", -3, 1.1);
  const stages = ["open", "open", "won", "lost"].map((outcome, n) => add("stage", { name: `Stage ${n}`, outcome, pipeline: idOf("pipeline") }).id);
  const campaigns = Array.from({ length: 4 }, (_, n) => idOf(`${salt} campaign ${n}`));
  const companies: string[] = [];
  for (let n = 0; n < Math.max(4, size / 10); n++) {
    companies.push(add("company", {
      name: random.pick(WORDS), industry: some(random, 0.7, () => random.pick(WORDS)), country: some(random, 0.5, () => random.pick(WORDS)), employees: some(random, 0.5, () => random.pick(FIGURES.filter((one) => one >= 0))),
      revenue: some(random, 0.5, () => ({ amount: random.pick(FIGURES), currency: random.pick(CURRENCIES) })), ...customValues(random, now), mergedInto: n > 2 ? some(random, 0.2, () => random.pick(companies)) : null, deletedAt: some(random, 0.05, () => now),
    }, { tags: several(random, 2, () => random.pick(WORDS)) }).id);
  }
  const contacts: RecordState[] = [];
  for (let n = 0; n < size; n++) {
    contacts.push(add("contact", {
      name: random.pick(WORDS), title: some(random, 0.4, () => random.pick(WORDS)), company: some(random, 0.6, () => random.pick([...companies, idOf("company that is not there")])), owner: random.pick(members),
      address: some(random, 0.2, () => `${random.pick(WORDS)}\n${random.pick(WORDS)}`), timeZone: some(random, 0.2, () => random.pick(SEGMENT_ZONES)), mail: some(random, 0.3, () => random.pick(["yes", "no"])), tracking: some(random, 0.3, () => random.pick(["yes", "no"])),
      spend: some(random, 0.7, () => ({ amount: random.pick(FIGURES), currency: random.pick(CURRENCIES) })), visits: some(random, 0.7, () => random.pick(FIGURES.filter((one) => one >= 0))), lastActive: some(random, 0.7, () => moment(random, now)), ...customValues(random, now),
      mergedInto: n > 3 ? some(random, 0.06, () => random.pick(contacts).id) : null, deletedAt: some(random, 0.04, () => now),
    }, {
      tags: several(random, 3, () => random.pick(WORDS)), emails: several(random, 2, () => `${random.pick(["a", "B", "é"])}${n}@example.com`), phones: several(random, 1, () => `+1 ${n}`),
      receivedCampaigns: several(random, 3, () => random.pick(campaigns)), openedCampaigns: several(random, 1, () => random.pick(campaigns)), clickedCampaigns: several(random, 1, () => random.pick(campaigns)), sharedWith: several(random, 1, () => random.pick(members)),
    }, moment(random, now)));
  }
  const anyone = (): string => random.pick(contacts).id;
  for (let n = 0; n < size / 2; n++) {
    add("deal", { title: `Deal ${n}`, stage: random.pick(stages), owner: random.pick(members), contact: some(random, 0.6, anyone), deletedAt: some(random, 0.05, () => now) }, { champions: several(random, 1, anyone), stakeholders: several(random, 2, anyone), sharedWith: several(random, 1, () => random.pick(members)) });
  }
  for (let n = 0; n < size; n++) {
    add("activity", { root: anyone(), type: random.pick(["call", "meeting", "email", "note"]), at: random.pick([moment(random, now), now + Math.floor(random.next() * 96 - 48) * 3_600_000]), deletedAt: some(random, 0.1, () => now) });
  }
  return { states, contacts, members, now };
}

const SHIFTS = [-400, -366, -365, -181, -180, -179, -31, -30, -29, -1, 0, 1, 2, 30];

function valueFor({ type, path, to, choices }: SegmentPath, random: Random, world: SegmentWorld): RuleValue {
  switch (type) {
    case "number":
    case "money":
      return path === "inactiveDays" ? random.pick([0, 1, 30, 179.5, 180, 181, -1, 0.5, 1e9, -1e9]) : random.pick(FIGURES) + random.pick([0, 0, 0, 1e-9, -0.01]);
    case "day":
    case "instant":
      return random.pick<RuleValue>([dayText(moment(random, world.now)), { days: random.pick(SHIFTS) }, { period: random.pick(["week", "month", "quarter", "year"] as const), shift: Math.floor(random.next() * 5) - 3 }, "1000-01-01", "9999-12-31", { days: 100_000 }, { period: "year", shift: -10_000 }]);
    case "flag":
      return random.next() < 0.5;
    case "choice":
      return random.pick([...choices, ...WORDS, "north", "South", ""]);
    case "link": {
      if (to === "member" && random.next() < 0.3) return { me: true };
      const of = world.states.filter(({ kind }) => kind === to);
      return random.pick([...of.map(({ id }) => id), ...of.map(({ id }) => id.toUpperCase()), ...(to === "campaign" ? world.contacts.flatMap(({ sets }) => Object.keys(sets["receivedCampaigns"] ?? {})) : []), "nobody"]);
    }
    default:
      return random.pick([...WORDS, "", "@EXAMPLE", " ", "%", "_", "\n"].filter((word) => word !== "\n" || path === "address"));
  }
}

function leaf(random: Random, world: SegmentWorld): RuleLeaf {
  const path = random.pick(PATHS);
  const made = leafOf(path, random, world);
  // Some amounts are meant in a currency of their own.
  return path.type === "money" && made.value !== undefined && random.next() < 0.5 ? { ...made, currency: random.pick([...CURRENCIES, "SEK"]) } : made;
}

function leafOf(path: SegmentPath, random: Random, world: SegmentWorld): RuleLeaf {
  const op: RuleOp = random.pick(path.ops);
  if (op === "empty" || op === "filled") return { field: path.path, op };
  const value = (): RuleValue => valueFor(path, random, world);
  if (op === "in") return { field: path.path, op, value: Array.from({ length: 1 + Math.floor(random.next() * 4) }, value) };
  if (op === "between") return { field: path.path, op, value: [value(), value()] };
  if (op !== "contains") return { field: path.path, op, value: value() };
  const text = String(value());
  const at = Math.floor(random.next() * text.length);
  // Never half of a character.
  return { field: path.path, op, value: random.next() < 0.5 ? text : [...text].slice(at, at + 3).join("") };
}

export function randomRule(random: Random, world: SegmentWorld, depth = 3): Rule {
  const kind = depth === 0 ? 0 : random.next();
  if (kind < 0.45) return leaf(random, world);
  if (kind < 0.6) return { not: randomRule(random, world, depth - 1) };
  const parts = Array.from({ length: 1 + Math.floor(random.next() * 3) }, () => randomRule(random, world, depth - 1));
  return kind < 0.8 ? { and: parts } : { or: parts };
}
