import type { Call } from "@outrider/shared/commands";
import type { Row } from "@outrider/shared/projection";
import { describe, expect, it } from "vitest";
import type { Outcome } from "../../../act/index.ts";
import { bulkFields, callFor, type Deed } from "./bulk-calls.ts";
import { runBulk } from "./run-bulk.ts";
import { stageDeed } from "./stage-field.tsx";

const row = (n: number, part: Partial<Row> = {}): Row =>
  ({ id: `r${n}`, kind: "deal", title: `Deal ${n}`, values: {}, sets: {}, titles: {}, updatedAt: 1, updatedBy: "", since: {}, conflicts: [], pending: [], deleted: false, ...part });
const rows = (count: number): readonly Row[] => Array.from({ length: count }, (_, n) => row(n));
const idOf = (call: Call): string => (call.args as { readonly id: string }).id;

/** Takes an edit whole or not at all, as the engine does. */
function engine(refuses: (id: string) => boolean) {
  const taken: (readonly string[])[] = [];
  let asked = 0;
  const perform = async (calls: readonly Call[]): Promise<Outcome> => {
    asked += 1;
    const ids = calls.map(idOf);
    if (ids.some(refuses)) return { ok: false, error: { code: "not-allowed", message: "No." } };
    taken.push(ids);
    return { ok: true, value: { group: `g${taken.length}`, counter: taken.length, records: ids } };
  };
  return { taken, perform, get asked() { return asked; } };
}
const never = new AbortController().signal;
const remove = (one: Row): Call | null => callFor({ do: "delete" }, one);

describe("one doing over many records", () => {
  it("R11 many are changed in few edits, which are undone together, and how far it has come is told", async () => {
    const { perform, taken } = engine(() => false);
    const progress: number[] = [];
    const end = await runBulk({ rows: rows(1_001), callFor: remove, perform, signal: never, onProgress: (done) => progress.push(done) });
    expect(end).toMatchObject({ changed: 1_001, refused: [], groups: ["g1", "g2", "g3"], cancelled: false });
    expect(taken.flat()).toEqual(rows(1_001).map(({ id }) => id));
    expect(progress).toEqual([0, 400, 800, 1_001]);
  });

  it("R11 S5 what is refused is told with its reason, and stops none of the others", async () => {
    const bad = new Set(["r3", "r4", "r399", "r400", "r777"]);
    const world = engine((id) => bad.has(id));
    const end = await runBulk({ rows: rows(800), callFor: remove, perform: world.perform, signal: never, onProgress: () => undefined });
    expect(end.refused).toEqual([...bad].map((id) => ({ id, title: `Deal ${id.slice(1)}`, reason: "No." })));
    expect(end.changed).toBe(795);
    expect(new Set(world.taken.flat()).size).toBe(795);
    expect(world.asked).toBeLessThan(120);
    // Nobody may: each is told, and nothing is changed.
    expect(await runBulk({ rows: rows(5), callFor: remove, perform: engine(() => true).perform, signal: never, onProgress: () => undefined })).toMatchObject({ changed: 0, groups: [], refused: { length: 5 } });
  });

  it("R11 W5 it stops when it is told to; what was changed before is known and can be undone", async () => {
    const control = new AbortController();
    const { perform } = engine(() => false);
    const end = await runBulk({ rows: rows(2_000), callFor: remove, perform, signal: control.signal, onProgress: (done) => done >= 800 && control.abort() });
    expect(end).toMatchObject({ changed: 800, groups: ["g1", "g2"], cancelled: true });
  });

  it("R11 what stands already is left alone; a stage is moved to by its own rules", () => {
    const deal = row(1, { values: { stage: "s1", owner: "eva", source: "event" }, sets: { tags: ["hot"] } });
    const done: readonly (readonly [Deed, Call | null])[] = [
      [{ do: "set", field: "source", value: "event" }, null], [{ do: "set", field: "source", value: "other" }, { name: "edit", args: { id: "r1", values: { source: "other" } } }], [{ do: "set", field: "notes", value: null }, null],
      [{ do: "set", field: "stage", value: "s2" }, { name: "moveStage", args: { id: "r1", stage: "s2" } }], [{ do: "set", field: "stage", value: "s1" }, null],
      [{ do: "assign", to: "eva" }, null], [{ do: "assign", to: "ben" }, { name: "assign", args: { id: "r1", to: "ben" } }],
      [{ do: "add", field: "tags", elements: ["hot", "new"] }, { name: "edit", args: { id: "r1", add: { tags: ["new"] } } }], [{ do: "remove", field: "tags", elements: ["cold"] }, null],
      [{ do: "delete" }, { name: "remove", args: { id: "r1" } }],
    ];
    for (const [deed, call] of done) expect([deed, callFor(deed, deal)]).toEqual([deed, call]);
    expect(callFor({ do: "assign", to: "x" }, row(2, { kind: "company" }))).toBeNull();
    expect(callFor({ do: "delete" }, row(2, { deleted: true }))).toBeNull();
  });

  it("R3 R11 many deals are closed with a reason that is asked once, and moved on in open stages", () => {
    const stages = [{ id: "s1", outcome: "open" }, { id: "s9", outcome: "lost" }] as const;
    const lost = stageDeed({ stage: "s9", reason: " Budget gone ", day: "2026-03-01" }, stages);
    expect(lost).toEqual({ do: "close", stage: "s9", reason: "Budget gone", day: "2026-03-01" });
    expect(callFor(lost as Deed, row(1, { values: { stage: "s1" } }))).toEqual({ name: "close", args: { id: "r1", stage: "s9", reason: "Budget gone", closeDate: "2026-03-01" } });
    expect(callFor(lost as Deed, row(2, { values: { stage: "s9" } }))).toBeNull();
    expect(stageDeed({ stage: "s1", reason: "", day: "" }, stages)).toEqual({ do: "set", field: "stage", value: "s1" });
    for (const draft of [{ stage: "", reason: "", day: "2026-03-01" }, { stage: "s9", reason: "", day: "2026-02-31" }]) expect(stageDeed(draft, stages)).toHaveProperty("trouble");
  });

  it("R11 the fields offered are those that a person sets by hand and many can have alike", () => {
    expect(bulkFields("deal", [])).toEqual(expect.arrayContaining(["stage", "closeDate", "source", "company"]));
    for (const name of ["title", "owner", "deletedAt", "mergedInto", "tags"]) expect(bulkFields("deal", [])).not.toContain(name);
    expect(bulkFields("lead", [])).toContain("status");
  });
});
