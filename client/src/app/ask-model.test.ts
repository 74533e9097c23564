import { expect, it } from "vitest";
import { toldOf } from "./ask-model.ts";

it("A11 what an answer came to is read with care", () => {
  expect(toldOf('{"by":"model","model":"llama","cached":true,"latencyMs":12,"statements":[{"text":"One","unproven":true},{"text":"Two"}]}')).toEqual({
    by: "model", model: "llama", cached: true, latencyMs: 12, statements: [{ text: "One", unproven: true }, { text: "Two", unproven: false }],
  });
  expect(toldOf('{"by":"nobody","why":"quota"}')).toEqual({ by: "nobody", why: "quota" });
  for (const nonsense of ["", "null", "[]", "{", '{"by":"nobody"}']) expect(toldOf(nonsense)).toEqual({ by: "nobody", why: "failed" });
});
