// Lists against a plain reckoning over the same records: who sees what, what fits, in what order, page by page and walked.
import { maySee, viewerOf } from "@outrider/shared/access";
import { compareKeys, sortKeyOf } from "@outrider/shared/projection";
import { glanceOf, type RecordState } from "@outrider/shared/records";
import type { Kind } from "@outrider/shared/schema";
import { bucketsOf } from "@outrider/shared/access";
import { createTestTeam, idOf, stateOf } from "@outrider/shared/testing";
import fc from "fast-check";
import { expect, it } from "vitest";
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
    const list = createListRecords({ look: () => Promise.resolve(standing) });
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
