import { describe, expect, it } from "vitest";
import { newStageCalls, stageOf, type TypedStage } from "./stage-rules.ts";
import type { StageRow } from "./use-pipeline-rows.ts";

const stage = (id: string, outcome: StageRow["outcome"]): StageRow => ({ id, name: id, order: 0, archived: false, pipeline: "p", outcome, probability: null, stagnantAfter: null });
const typed = (part: Partial<TypedStage> = {}): TypedStage => ({ name: "Proposal", probability: "50", stagnantAfter: "14", outcome: "open", archived: false, ...part });

describe("a stage as an admin types it", () => {
  it("R4 empty figures are none, and what is no figure is said beside its field", () => {
    expect(stageOf(typed({ name: " Proposal ", probability: "50 %", stagnantAfter: "" }), undefined, [])).toEqual({ values: { name: "Proposal", probability: 50, stagnantAfter: null, outcome: "open" } });
    for (const [part, field] of [[{ name: " " }, "name"], [{ probability: "101" }, "probability"], [{ probability: "half" }, "probability"], [{ stagnantAfter: "-1" }, "stagnantAfter"], [{ stagnantAfter: "1.5" }, "stagnantAfter"]] as const) {
      const found = stageOf(typed(part), undefined, []);
      expect("wrong" in found && Object.keys(found.wrong)).toEqual([field]);
    }
  });

  it("R4 the last stage of won, lost or open neither goes nor becomes something else", () => {
    const [open, won] = [stage("open", "open"), stage("won", "won")];
    for (const part of [{ archived: true, outcome: "won" }, { outcome: "open" }] as const) expect(stageOf(typed(part), won, [open])).toMatchObject({ wrong: { archived: expect.any(String) as string } });
    expect(stageOf(typed({ archived: true, outcome: "won" }), won, [open, stage("other", "won")])).toMatchObject({ values: {} });
    expect(stageOf(typed({ outcome: "won" }), won, [open])).toMatchObject({ values: { outcome: "won" } });
  });

  it("R4 a new stage goes before those that close a deal, and the others keep their order", () => {
    const stages = [stage("a", "open"), stage("b", "open"), stage("won", "won"), stage("lost", "lost")].map((one, order) => ({ ...one, order }));
    const values = { name: "New", probability: null, stagnantAfter: null } as const;
    const orders = (outcome: StageRow["outcome"]) => newStageCalls("p", { ...values, outcome }, stages).map(({ args }) => ("id" in args ? [args.id, args] : ["new", args])).map(([id, args]) => [id, (args as unknown as { values: { order: number } }).values.order]);
    expect(orders("open")).toEqual([["new", 2], ["won", 3], ["lost", 4]]);
    expect(orders("lost")).toEqual([["new", 4]]);
  });
});
