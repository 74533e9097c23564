import { expect, it } from "vitest";
import type { StageView } from "../../app/use-definitions.ts";
import { nextStages } from "./next-stages.ts";

const stage = (id: string, part: Partial<StageView> = {}): StageView => ({ id, name: id, pipeline: "p", outcome: "open", stagnantAfter: 0, archived: false, ...part });
const STAGES = [stage("a"), stage("b", { archived: true }), stage("other", { pipeline: "q" }), stage("c"), stage("d"), stage("e"), stage("f"), stage("won", { outcome: "won" })];
const from = (id: string): readonly string[] => nextStages(STAGES, id).map(({ name }) => name);

it("W2 R4 with a call a deal goes on to one of its next open stages; what closes it asks more and is not offered", () => {
  expect([from("a"), from("e"), from("f"), from("won"), from("nowhere")]).toEqual([["c", "d", "e"], ["f"], [], [], []]);
});
