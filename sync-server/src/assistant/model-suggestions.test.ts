import { expect, it } from "vitest";
import type { Statement } from "./brief.ts";
import { modelSuggestions } from "./model-suggestions.ts";

const said = (part: Statement["part"], text: string, evidence: readonly string[], more: Partial<Statement> = {}): Statement => ({ part, text, evidence, priority: part === "action" ? "high" : null, angle: null, unproven: false, ...more });
const rule = { id: "reachOut", action: "Get in touch", priority: "low", confidence: 72, reasoning: "Silent.", evidence: ["deal", "call"], due: "2026-11-25" } as const;

it("A1 A7 a model's action is as sure as the rule that rests on the same records, and no surer than even where it says a figure of its own", () => {
  const suggestions = modelSuggestions([
    said("reason", "Lost at the beginning.", ["deal"]), said("action", "Call Ida", ["call"]), said("reason", "It is quiet.", ["call"]), said("reason", "And late.", ["deal"]),
    said("action", "Send a deck", ["elsewhere"], { priority: "low" }), said("action", "Offer 30 % off", ["deal"], { unproven: true }), said("advice", "No action.", ["deal"]),
  ], [rule]);
  expect(suggestions).toEqual([
    { id: "reachOut", action: "Call Ida", priority: "high", confidence: 72, reasoning: "It is quiet. And late.", evidence: ["call", "deal"], due: "2026-11-25" },
    { id: "model", action: "Send a deck", priority: "low", confidence: 50, reasoning: "", evidence: ["elsewhere"], due: null },
    { id: "reachOut", action: "Offer 30 % off", priority: "high", confidence: 50, reasoning: "", evidence: ["deal"], due: "2026-11-25" },
  ]);
  expect(modelSuggestions([], [rule])).toEqual([]);
});
