import { describe, expect, it } from "vitest";
import type { Call } from "@outrider/shared/commands";
import type { Row } from "@outrider/shared/projection";
import type { Kind, Value } from "@outrider/shared/schema";
import type { EngineLink } from "../../act/index.ts";
import type { Query } from "../../read/index.ts";
import { engineTarget } from "./engine-target.ts";

const row = (kind: Kind, id: string, values: Record<string, Value>, sets: Record<string, string[]> = {}): Row =>
  ({ id, kind, title: String(values["name"] ?? values["title"] ?? ""), values, sets, titles: {}, updatedAt: 0, updatedBy: "", since: {}, conflicts: [], pending: [], deleted: false });

/** An engine that answers from a list: at once or later, as the real one may. */
function fakeLink(rows: readonly Row[], later: boolean) {
  let open = 0;
  const watch = ((_name: "query", query: Query, show: (answer: unknown) => void) => {
    open += 1;
    const found = rows.filter((each) => (query.kind === each.kind || query.kind.includes(each.kind)) && (query.where ?? []).every((condition) => each.values[condition.field] !== undefined));
    const { offset = 0, limit = 100 } = query;
    const answer = () => show({ rows: found.slice(offset, offset + limit), offset, total: found.length, complete: true });
    if (later) queueMicrotask(() => { answer(); answer(); });
    else answer();
    return () => void (open -= 1);
  }) as EngineLink["watch"];
  return { link: { watch }, open: () => open };
}

const members = [
  row("member", "m1", { name: "Ada", email: "ada@x.io", role: "admin", team: "a", active: true }),
  row("member", "m2", { name: "Max", email: "max@x.io", role: "manager", team: "b", active: true }),
  row("member", "m3", { name: "Eve", email: "eve@x.io", role: "exec", team: "b", active: true }),
  row("member", "m4", { name: "Old", email: "old@x.io", role: "exec", team: "b", active: false }),
];
const make = (rows: readonly Row[], me: string, later = true) => {
  const { link, open } = fakeLink(rows, later);
  const sent: (readonly Call[])[] = [];
  const target = engineTarget({
    link, me: { id: me, name: "" }, newId: () => "id", save: () => undefined,
    act: { performAll: async (groups) => { sent.push(...groups); return { results: groups.map(() => ({ ok: false, error: { code: "not-allowed", message: "No.", field: "owner" } } as const)), cancelled: false }; } },
  });
  return { target, open, sent };
};

describe("the import on the engine", () => {
  it.each([["m1", ["m1", "m2", "m3"]], ["m2", ["m2", "m3"]], ["m3", ["m3"]]])("R13 %s may give records to %j", async (me, expected) => {
    expect((await make(members, me).target.members()).map(({ id }) => id)).toEqual(expected);
  });
  it.each([true, false])("R13 more records than one page come all, and nothing stays watched (later: %s)", async (later) => {
    const many = Array.from({ length: 2_500 }, (_, at) => row("contact", `c${at}`, { name: `C ${at}`, company: "k" }, { emails: [`c${at}@x.io`] }));
    const { target, open } = make(many, "m1", later);
    const { records, complete } = await target.known("contact");
    expect([records.length, complete, records[0]]).toEqual([2_500, true, { id: "c0", name: "C 0", externalId: "", emails: ["c0@x.io"], company: "k", place: "", owner: "", updatedAt: 0 }]);
    expect(open()).toBe(0);
  });
  it("R13 stages come by pipeline, archived ones not; the currency is that of the deals", async () => {
    const rows = [
      row("pipeline", "p1", { name: "New" }), row("pipeline", "p2", { name: "Old", archived: true }),
      row("stage", "s1", { name: "Won", key: "won", outcome: "won", pipeline: "p1", probability: 100 }), row("stage", "s2", { name: "Gone", outcome: "open", pipeline: "p1", archived: true }),
      row("stage", "s3", { name: "Far", outcome: "open", pipeline: "p2" }), row("deal", "d1", { title: "D", value: { amount: 1, currency: "INR" } }),
    ];
    expect(await make(rows, "m1").target.stages()).toEqual([{ id: "s1", name: "Won", key: "won", outcome: "won", probability: 100, pipeline: "New" }]);
    expect(await make(rows, "m1").target.currency()).toBe("INR");
    expect(await make([], "m1").target.currency()).toBe("USD");
  });
  it("R13 earlier imports are told by their names, the newest first, each with all that it made", async () => {
    const made = (kind: Kind, id: string, importedWith: string) => row(kind, id, { importedWith });
    const { target } = make([made("task", "t1", "B"), made("activity", "a1", "A"), made("task", "t2", "A"), row("task", "t3", {})], "m1");
    expect(await target.earlier()).toEqual({ complete: true, imports: [{ name: "B", ids: ["t1"] }, { name: "A", ids: ["a1", "t2"] }] });
  });
  it("R13 each row is a group of its own and its refusal comes back", async () => {
    const { target, sent } = make([], "m1");
    const calls: readonly Call[] = [{ name: "remove", args: { id: "a" } }, { name: "remove", args: { id: "b" } }];
    expect(await target.submit(calls)).toEqual(calls.map(() => ({ ok: false, error: { code: "not-allowed", message: "No.", field: "owner" } })));
    expect(sent).toEqual(calls.map((call) => [call]));
  });
});
