import { expect, it } from "vitest";
import { toldOf, whyOf } from "./ask-model.ts";
import { whyNoModel } from "./ask-model-texts.ts";

const PLAIN = { part: "", priority: "", angle: "", evidence: [], unproven: false };

it("A11 what an answer came to is read with care", () => {
  const told = toldOf('{"by":"model","model":"llama","cached":true,"latencyMs":12,"dropped":1,"statements":[{"part":"action","priority":"high","angle":null,"text":"One","evidence":["r1",7],"unproven":true},{"text":"Two","evidence":"r1"}]}');
  expect(told).toEqual({
    by: "model", model: "llama", cached: true, latencyMs: 12, dropped: 1,
    statements: [{ part: "action", text: "One", priority: "high", angle: "", evidence: ["r1"], unproven: true }, { ...PLAIN, text: "Two" }],
  });
  expect(toldOf('{"by":"nobody","why":"quota"}')).toEqual({ by: "nobody", why: "quota" });
  for (const nonsense of ["", "null", "[]", "{", '{"by":"nobody"}']) expect(toldOf(nonsense)).toEqual({ by: "nobody", why: "failed" });
});

it("A9 A11 why there is no answer is said in words, whoever it failed at", () => {
  const problem = (status: number) => ({ kind: "problem", status, detail: "" }) as const;
  const whys = [whyOf({ kind: "unreachable" }), whyOf({ kind: "ended" }), whyOf(problem(401)), whyOf(problem(403)), whyOf(problem(422)), whyOf(problem(429)), whyOf(problem(500))];
  expect(whys).toEqual(["network", "cut", "signed-out", "consent", "unsent", "busy", "failed"]);
  const unknown = whyNoModel("nobody knows");
  for (const why of [...whys, "slow", "limited", "quota", "off-topic", "harmful", "about-itself", "too-long", "no-evidence", "empty", "refused"]) expect(whyNoModel(why), why).not.toBe(unknown);
});
