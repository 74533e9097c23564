import { checkTemplate, knownFields } from "@outrider/shared/campaigns";
import { derivedId } from "@outrider/shared/kernel";
import type { Change } from "@outrider/shared/records";
import { checkRule, checkValue, entityOf, fieldOf, type Kind, LEAD_STATUS, type Value } from "@outrider/shared/schema";
import { checkSegmentRule } from "@outrider/shared/segments";
import { describe, expect, it } from "vitest";
import { SPAN } from "./account.ts";
import type { SampleEvent, SampleStage } from "./event.ts";
import { DAY, dayOf } from "./moments.ts";
import { CATEGORIES } from "./objections.ts";
import { tellSample, sampleEvents, sampleFiles, type SampleOrder } from "./sample-events.ts";

const workspace = derivedId("a workspace");
const people = [{ userId: derivedId("ada"), role: "admin" }, { userId: derivedId("max"), role: "manager" }, { userId: derivedId("rita"), role: "exec" }] as const;
const stage = (key: SampleStage): string => derivedId("stage", key);
const now = Date.UTC(2026, 10, 21, 15, 30);
const order: SampleOrder = { seed: "test", size: 2_000, now, workspace, people, stage, cast: true, team: "North" };
const events = sampleEvents(order);

/** Every record as it stands at the end: its kind, values and sets. */
interface Told { readonly kind: Kind; values: Record<string, Value>; readonly sets: Record<string, readonly string[]> }
const records = new Map<string, Told>();
for (const change of events.flatMap(({ changes }) => changes)) {
  const told = records.get(change.id) ?? { kind: change.kind, values: {}, sets: { ...change.add } };
  for (const [field, { value }] of Object.entries(change.set ?? {})) told.values[field] = value;
  records.set(change.id, told);
}
const all = (kind: Kind): readonly Told[] => [...records.values()].filter((one) => one.kind === kind);
const count = (items: readonly Value[]): Readonly<Record<string, number>> => items.reduce<Record<string, number>>((counts, item) => ({ ...counts, [String(item)]: (counts[String(item)] ?? 0) + 1 }), {});

const known = new Set<string>([...people.map(({ userId }) => userId), ...(["prospecting", "qualified", "proposal", "negotiation", "closed_won", "closed_lost"] as const).map(stage)]);

/** What a change gets wrong: a value that does not fit, a link to what is not there yet, a record made twice or too late. */
function faultsOf(change: Change, seen: Set<string>): readonly string[] {
  const faults: string[] = [];
  if ((change.create === true) === seen.has(change.id)) faults.push(`${change.kind} made twice, or changed before it is made`);
  seen.add(change.id);
  const values = [...Object.entries(change.set ?? {}).map(([name, { value }]) => [name, value] as const), ...Object.entries(change.add ?? {}).flatMap(([name, elements]) => elements.map((element) => [name, element] as const))];
  for (const [name, value] of values) {
    const field = fieldOf(change.kind, name);
    const wrong = field === undefined ? "is no field" : checkValue(field, value);
    if (wrong !== null) faults.push(`${change.kind}.${name} ${wrong}: ${JSON.stringify(value)}`);
    if (field?.type === "link" && typeof value === "string" && !seen.has(value) && !known.has(value)) faults.push(`${change.kind}.${name} points at nothing`);
  }
  if (change.create) for (const [name, field] of Object.entries(entityOf(change.kind).fields)) if (field.required && !change.set?.[name]) faults.push(`${change.kind} lacks ${name}`);
  return faults;
}

describe("the sample", () => {
  it("O1 is about two thousand records of every kind, over eighteen months up to now", () => {
    expect(records.size).toBeGreaterThanOrEqual(2_000);
    expect(records.size).toBeLessThan(2_100);
    for (const kind of ["company", "contact", "lead", "deal", "activity", "objection", "task"] as const) expect(all(kind).length, kind).toBeGreaterThan(60);
    const times = events.map(({ at }) => at);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(Math.max(...times)).toBeLessThan(now);
    expect(now - Math.min(...times)).toBeGreaterThan(SPAN * 0.8);
    expect(now - Math.min(...times)).toBeLessThan(SPAN + 60 * DAY);
  });

  it("O1 M1 M2 M5 has some sixty customers whose orders come to what their contacts say, and a campaign whose figures are its messages", () => {
    const { shop } = tellSample(order);
    if (!shop) throw new Error("nobody bought anything");
    expect(shop.buyers.length).toBe(60);
    expect(shop.orders.length).toBeGreaterThan(200);
    expect(shop.orders.length).toBeLessThan(400);
    expect(new Set(shop.orders.map(({ key }) => key)).size).toBe(shop.orders.length);
    expect(shop.orders.every(({ at }) => at < now && at > now - SPAN - 60 * DAY)).toBe(true);
    for (const { contact } of shop.buyers) {
      const mine = shop.orders.filter((one) => one.contact === contact && !one.cancelled);
      const { spend = null, visits = null, lastActive = null } = records.get(contact)?.values ?? {};
      if (mine.length === 0) expect([spend, visits, lastActive]).toEqual([null, null, null]);
      else expect([spend, visits, lastActive]).toEqual([{ amount: mine.reduce((sum, { amount }) => sum + amount, 0) / 100, currency: "EUR" }, mine.filter(({ visit }) => visit).length, Math.max(...mine.map(({ at }) => at))]);
    }
    const { messages, campaign } = shop.run;
    const told = records.get(campaign)?.values ?? {};
    const counted = (fits: (one: (typeof messages)[number]) => boolean): number => messages.filter(fits).length;
    expect([told["state"], told["audience"], told["sent"], told["failed"], told["opened"], told["clicked"], told["unsubscribed"]]).toEqual([
      "sent", messages.length, counted(({ failed }) => !failed), counted(({ failed }) => failed), counted(({ openedAt }) => openedAt !== null), counted(({ clickedAt }) => clickedAt !== null), counted(({ unsubscribedAt }) => unsubscribedAt !== null),
    ]);
    expect(counted(({ openedAt }) => openedAt !== null)).toBeGreaterThan(10);
    expect(counted(({ clickedAt }) => clickedAt !== null)).toBeGreaterThan(2);
    // No campaign counts opens of somebody who did not agree.
    for (const { contact, openedAt } of messages) if (openedAt !== null) expect(records.get(contact)?.values["tracking"]).toBe("yes");
    expect(tellSample({ ...order, size: 300, cast: false }).shop).toBeNull();
  });

  it("O1 is the same for the same seed, and another for another", () => {
    expect(sampleEvents({ ...order, size: 300 })).toEqual(sampleEvents({ ...order, size: 300 }));
    const other = new Set(sampleEvents({ ...order, size: 300, seed: "other", cast: false }).flatMap(({ changes }) => changes.map(({ id }) => id)));
    expect([...records.keys()].filter((id) => other.has(id))).toEqual([]);
  });

  it("O1 fits the schema, and whatever an edit names was made before it", () => {
    const seen = new Set<string>();
    expect([...new Set(events.flatMap(({ changes }) => changes.flatMap((change) => faultsOf(change, seen))))]).toEqual([]);
    for (const { changes } of events) expect(new Set(changes.map(({ id }) => id)).size).toBe(changes.length);
  });

  it("O1 has leads in every status and deals in every stage, owned by everybody", () => {
    const statuses = count(all("lead").map(({ values }) => values["status"] ?? null));
    for (const status of LEAD_STATUS) expect(statuses[status], status).toBeGreaterThan(4);
    const stages = count(all("deal").map(({ values }) => values["stage"] ?? null));
    for (const key of ["prospecting", "qualified", "proposal", "negotiation", "closed_won", "closed_lost"] as const) expect(stages[stage(key)], key).toBeGreaterThan(5);
    const owners = count(all("deal").map(({ values }) => values["owner"] ?? null));
    for (const { userId, role } of people) expect(owners[userId], role).toBeGreaterThan(20);
    for (const category of CATEGORIES) expect(all("objection").some(({ values }) => values["category"] === category), category).toBe(true);
  });

  it("O1 text, stages and outcome of a deal tell the same story", () => {
    const closed = all("deal").filter(({ values }) => values["stage"] === stage("closed_won") || values["stage"] === stage("closed_lost"));
    expect(closed.filter(({ values }) => typeof values["reason"] !== "string" || values["probability"] !== (values["stage"] === stage("closed_won") ? 100 : 0))).toEqual([]);
    const open = all("deal").filter((deal) => !closed.includes(deal));
    expect(open.filter(({ values }) => values["reason"] !== undefined)).toEqual([]);
    const wonBy = (event: SampleEvent): boolean => event.changes.some(({ kind, set }) => kind === "deal" && set?.["stage"]?.value === stage("closed_won"));
    const lost = /called off|out because|stopped it|chose|Lost to|Put off|off the list|No project|go on as before|no need|Closed on their side/i;
    for (const { changes } of events.filter(wonBy)) {
      for (const { kind, set } of changes) if (kind === "activity") expect(String(set?.["text"]?.value)).not.toMatch(lost);
    }
    const losing = all("objection").filter(({ values }) => values["status"] === "lost");
    expect(losing.length).toBeGreaterThan(3);
    for (const { values } of losing) expect(records.get(String(values["root"]))?.values["stage"]).toBe(stage("closed_lost"));
  });

  it("O1 deals keep their way through the stages, each step at its own time", () => {
    const steps = new Map<string, number[]>();
    for (const { at, changes } of events) {
      for (const { id, kind, set } of changes) if (kind === "deal" && set?.["stage"]) steps.set(id, [...(steps.get(id) ?? []), at]);
    }
    expect([...steps.values()].filter((times) => times.length >= 3).length).toBeGreaterThan(60);
    for (const times of steps.values()) expect(new Set(times).size).toBe(times.length);
  });

  it("O1 says many different things, in whole sentences", () => {
    const texts = all("activity").map(({ values }) => String(values["text"]));
    expect(new Set(texts).size / texts.length).toBeGreaterThan(0.95);
    expect(Math.max(...Object.values(count(texts)))).toBeLessThan(5);
    const sentences = new Set(texts.flatMap((text) => text.split(/(?<=[.!?])\s+/)));
    expect(sentences.size).toBeGreaterThan(800);
    const objections = all("objection").map(({ values }) => String(values["text"]));
    expect(new Set(objections).size).toBeGreaterThan(30);
    for (const text of [...texts, ...objections]) {
      expect(text).not.toMatch(/[{}]|undefined|\s{3}|\.\.|,,/);
      expect(text).toMatch(/^\p{Lu}|^\d/u);
    }
  });

  it("O1 tasks are due around today, some of them overdue, and what belongs to the past is done", () => {
    const due = all("task").map(({ values }) => ({ in: (Date.parse(String(values["due"])) - now) / DAY, done: values["done"] === true }));
    const open = due.filter(({ done }) => !done);
    expect(open.length).toBeGreaterThan(40);
    expect(open.every((task) => Math.abs(task.in) <= 32)).toBe(true);
    expect(open.filter((task) => task.in < -1).length).toBeGreaterThan(5);
    expect(open.filter((task) => Math.abs(task.in) <= 1).length).toBeGreaterThan(5);
    expect(due.filter((task) => task.done && task.in > 0)).toEqual([]);
  });

  it("O1 R16 every currency of the sample has a rate for each day it is reckoned on", () => {
    const [settings] = all("settings");
    const base = settings?.values["currency"];
    const since = (currency: Value): string => all("rate").filter(({ values }) => values["currency"] === currency && values["base"] === base).map(({ values }) => String(values["from"])).sort()[0] ?? "9999-12-31";
    const money = all("deal").map(({ values }) => values["value"] as { readonly currency: string });
    for (const currency of new Set(money.map((one) => one.currency))) if (currency !== base) expect(since(currency) < dayOf(now - SPAN), currency).toBe(true);
  });

  it("O1 R9 R11 a team's own views, goals, lines, competitors, roles and files are there", () => {
    const views = all("view");
    expect(views.map(({ values }) => [values["of"], checkRule(values["rule"]), values["pinned"], values["audience"]])).toEqual(views.map(({ values }) => [values["of"], null, true, "workspace"]));
    for (const [kind, least] of [["view", 5], ["goal", 5], ["lineItem", 20], ["attachment", 3], ["segment", 3], ["campaign", 1]] as const) expect(all(kind).length, kind).toBeGreaterThanOrEqual(least);
    for (const { values } of all("segment")) expect([values["name"], checkSegmentRule(values["rule"])]).toEqual([values["name"], null]);
    for (const { values } of all("campaign")) expect([records.get(String(values["segment"]))?.kind, checkTemplate(`${String(values["subject"])}\n${String(values["message"])}`, knownFields([]))]).toEqual(["segment", []]);
    expect(all("goal").filter(({ sets, values }) => values["person"] !== undefined && values["person"] !== values["owner"] && !(sets["sharedWith"] ?? []).includes(String(values["person"])))).toEqual([]);
    for (const set of ["competitors", "decisionMakers", "champions"]) expect(all("deal").filter(({ sets }) => (sets[set] ?? []).length > 0).length, set).toBeGreaterThan(2);
    const files = sampleFiles(order);
    expect(files.map(({ id, bytes, sha256 }) => [records.get(id)?.kind, records.get(id)?.values["size"], records.get(id)?.values["sha256"]].join() === ["attachment", bytes.length, sha256].join())).toEqual(files.map(() => true));
    expect(sampleFiles({ ...order, cast: false })).toEqual([]);
  });

  it("O5 holds any number of records", () => {
    const ids = new Set(sampleEvents({ ...order, size: 12_000, cast: false }).flatMap(({ changes }) => changes.flatMap(({ id, create }) => (create ? [id] : []))));
    expect(ids.size).toBeGreaterThanOrEqual(12_000);
    expect(ids.size).toBeLessThan(12_100);
  });
});
