// Lists against a plain reckoning over the same records: who sees what, what fits, in what order, page by page and walked.
import { maySee, viewerOf } from "@outrider/shared/access";
import { compareKeys, sortKeyOf } from "@outrider/shared/projection";
import { glanceOf, type RecordState } from "@outrider/shared/records";
import type { Kind } from "@outrider/shared/schema";
import { bucketsOf } from "@outrider/shared/access";
import { createTestTeam, idOf, stateOf } from "@outrider/shared/testing";
import fc from "fast-check";
import { expect, it } from "vitest";
import { writeRule } from "@outrider/shared/segments";
import { listQueryOf, listSchema } from "./list-query.ts";
import { createListRecords } from "./list-records.ts";
import type { Entry, Standing } from "./record-index.ts";

const team = createTestTeam();
const people = [team.ada, team.max, team.eva, team.ben, team.mia, team.sid];

function standingOf(states: readonly RecordState[], version: number): Standing {
  const all = new Map([...team.all(), ...states].map((state) => [state.id, state]));
  const read = (id: string): RecordState | undefined => all.get(id);
  const entries = new Map([...all.values()].map((state): [string, Entry] => [state.id, { state, glance: glanceOf(state), places: bucketsOf(state, read) }]));
  const kinds = new Map<Kind, Map<string, Entry>>();
  for (const [id, entry] of entries) kinds.set(entry.state.kind, (kinds.get(entry.state.kind) ?? new Map<string, Entry>()).set(id, entry));
  return { version, get: (id) => entries.get(id), of: (kind) => kinds.get(kind) ?? new Map<string, Entry>() };
}

const arbLeads = fc.array(fc.record({ name: fc.constantFrom("Ada", "ada", "Öl", "Zoe", "bob"), owner: fc.constantFrom(...people), score: fc.option(fc.nat(100)), deleted: fc.boolean(), status: fc.constantFrom("new", "lost") }), { maxLength: 25 });

it("I1 S6 a list holds what its person may see and what fits, once each, in its order, by pages and by cursor alike", async () => {
  let version = 0;
  await fc.assert(fc.asyncProperty(arbLeads, fc.constantFrom(...people), fc.constantFrom("name", "-name", "score", "-score", "updatedAt", "-updatedAt"), fc.integer({ min: 1, max: 7 }), fc.constantFrom({}, { status: "new" }, { "score[min]": "30" }, { q: "a" }, { deleted: "true" }), async (drawn, user, sort, limit, filter) => {
    const leads = drawn.map(({ deleted, score, ...values }, index) => stateOf("lead", idOf(`lead ${index}`), { values: { ...values, ...(score !== null && { score }), ...(deleted && { deletedAt: 5 }) } }));
    const standing = standingOf(leads, (version += 1));
    const list = createListRecords({ look: () => Promise.resolve(standing) }, () => 0);
    const ask = async (more: Readonly<Record<string, string>>) => {
      const query = listQueryOf("lead", listSchema("lead").parse({ sort, limit: String(limit), ...filter, ...more }));
      if (!query.ok) throw new Error(query.error.message);
      const answer = await list("w", user, "lead", query.value);
      if (answer === "not-a-member") throw new Error(answer);
      return answer;
    };
    const read = (id: string): RecordState | undefined => standing.get(id)?.state;
    const viewer = viewerOf(user, read);
    const binned = "deleted" in filter;
    const wanted = [...standing.of("lead").values()].map(({ state }) => state).filter((state) => {
      const value = (name: string) => state.fields[name]?.value ?? null;
      if (!viewer || !maySee(viewer, state, read) || (value("deletedAt") !== null) !== binned) return false;
      if ("status" in filter) return value("status") === "new";
      if ("score[min]" in filter) return Number(value("score") ?? -1) >= 30;
      return !("q" in filter) || /a/i.test(String(value("name")));
    });
    const by = sort.replace("-", "");
    const key = (state: RecordState) => sortKeyOf(state, by, read);
    const expected = wanted.toSorted((a, b) => compareKeys(key(a), key(b), sort.startsWith("-")) || (a.id < b.id ? -1 : 1)).map(({ id }) => id);
    const walked: unknown[] = [];
    for (let more: Readonly<Record<string, string>> = {}; ; ) {
      const { records, total, next } = await ask(more);
      expect(total).toBe(expected.length);
      walked.push(...records.map(({ id }) => id));
      if (next === null) break;
      more = { cursor: next };
    }
    expect(walked).toEqual(expected);
    const paged: unknown[] = [];
    for (let page = 1; page <= Math.ceil(expected.length / limit) + 1; page++) paged.push(...(await ask({ page: String(page) })).records.map(({ id }) => id));
    expect(paged).toEqual(expected);
  }), { numRuns: 200 });
});

it("D1 a list is asked for by the rule of a figure: by days of a zone, who made it and what it links to, and only what its person sees", async () => {
  const at = Date.UTC(2030, 0, 31, 23, 30);
  const made = (id: string, kind: Kind, values: Readonly<Record<string, string | number>>) => stateOf(kind, idOf(id), { values });
  const standing = standingOf([
    made("early", "activity", { root: team.deal, type: "call", at: at - 86_400_000 }), made("late", "activity", { root: team.deal, type: "call", at }), made("mail", "activity", { root: team.deal, type: "email", at }),
  ], -1);
  const list = createListRecords({ look: () => Promise.resolve(standing) }, () => at);
  const ask = async (user: string, kind: Kind, filter: string, timeZone = "UTC") => {
    const query = listQueryOf(kind, listSchema(kind).parse({ filter, timeZone }));
    if (!query.ok) return query.error;
    const answer = await list("w", user, kind, query.value);
    return answer === "not-a-member" ? answer : answer.records.map(({ id }) => id).sort();
  };
  const calls = writeRule({ and: [{ field: "type", op: "==", value: "call" }, { field: "at", op: "between", value: ["2030-01-31", "2030-01-31"] }] });
  expect(await ask(team.ada, "activity", calls)).toEqual([idOf("late")]);
  // In Berlin it is the next day already, and the day before that one was the last of the month.
  expect(await ask(team.ada, "activity", calls, "Europe/Berlin")).toEqual([idOf("early")]);
  expect(await ask(team.ada, "activity", writeRule({ field: "createdBy", op: "==", value: idOf("somebody else") }))).toEqual([]);
  const open = writeRule({ and: [{ field: "owner.team", op: "empty" }, { field: "stage.outcome", op: "==", value: "won" }] });
  expect(await ask(team.ada, "deal", open)).toEqual([]);
  const any = writeRule({ field: "createdAt", op: "filled" });
  expect(await ask(team.ada, "deal", any)).toContain(team.deal);
  expect(await ask(team.sid, "deal", any)).toEqual([...standing.of("deal").values()].map(({ state }) => state).filter((state) => maySee(viewerOf(team.sid, (id) => standing.get(id)?.state)!, state, (id) => standing.get(id)?.state)).map(({ id }) => id).sort());
  expect(await ask(team.ada, "deal", "nonsense")).toEqual({ field: "filter", message: "The rule ends too early." });
  expect(await ask(team.ada, "deal", writeRule({ field: "nothing", op: "filled" }))).toEqual({ field: "filter", message: "A list is not asked for by nothing." });
  expect(listSchema("deal").safeParse({ filter: any, timeZone: "Mars/Base" }).success).toBe(false);
  expect(listSchema("company").safeParse({ filter: any }).success).toBe(false);
});

it("M3 a list's rule compares money by the rates of the day, as a segment's does", async () => {
  const rate = (currency: string, from: string, worth: number) => stateOf("rate", idOf(`rate ${currency} ${from}`), { values: { currency, base: "EUR", from, rate: worth } });
  const deal = (title: string, amount: number, currency: string) => stateOf("deal", idOf(title), { values: { title, owner: team.ada, value: { amount, currency } } });
  const deals = [deal("euros", 100, "EUR"), deal("dollars", 150, "USD"), deal("many dollars", 201, "USD"), deal("gold", 1e9, "XAU")];
  const own = new Set(deals.map(({ id }) => id));
  const ask = async (filter: string, decided: readonly RecordState[], version: number) => {
    const list = createListRecords({ look: () => Promise.resolve(standingOf([...deals, ...decided], version)) }, () => Date.UTC(2030, 0, 31));
    const query = listQueryOf("deal", listSchema("deal").parse({ filter, sort: "title" }));
    if (!query.ok) throw new Error(query.error.message);
    const answer = await list("w", team.ada, "deal", query.value);
    return answer === "not-a-member" ? answer : answer.records.filter(({ id }) => own.has(String(id))).map(({ title }) => title);
  };
  const settings = stateOf("settings", idOf("settings"), { values: { currency: "EUR" } });
  const rated = [settings, rate("USD", "2029-01-01", 0.5), rate("USD", "2030-02-01", 9)];
  const [over, named] = [writeRule({ field: "value", op: ">=", value: 100 }), writeRule({ field: "value", op: ">=", value: 200, currency: "USD" })];
  expect(await ask(over, rated, 1)).toEqual(["euros", "many dollars"]);
  expect(await ask(named, rated, 2)).toEqual(["euros", "many dollars"]);
  expect(await ask(over, [settings], 3)).toEqual(["euros"]);
  // A workspace without a currency compares amounts as they stand.
  expect(await ask(over, [], 4)).toEqual(["dollars", "euros", "gold", "many dollars"]);
  expect(await ask(named, [], 5)).toEqual(["many dollars"]);
});
