import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { parseUp } from "./index.ts";

// Many runs on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const push = (value: string): string =>
  `[{"t":"push","now":1,"groups":[{"id":"0d2b8f9e-1111-4111-8111-111111111111","counter":1,"at":1,"schema":1,"command":"edit","changes":[{"id":"a","kind":"deal","set":{"title":{"value":${value},"base":null}}}]}]}]`;

describe("a frame from a device", () => {
  it.each([100_000, 5_000])("S5 nested %i deep is answered with a sentence and not with an overflow", (depth) => {
    expect(parseUp(push("[".repeat(depth) + "]".repeat(depth)))).toEqual({ ok: false, error: "The frame is not of the protocol: it is nested too deep." });
  });

  it("S5 of the protocol is read as it was sent", () => {
    expect(parseUp(push('"x"'))).toEqual({ ok: true, value: JSON.parse(push('"x"')) });
  });

  it("S5 of whatever text is read or refused with a sentence", () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json(), fc.json().map((value) => `[${value}]`), fc.json().map(push)), (text) => {
      const parsed = parseUp(text);
      if (!parsed.ok) expect(parsed.error).toMatch(/^The frame is not/);
    }));
  });

  it.each(["", "{}", "[]", "null", "[1]", '[{"t":"drop"}]', '[{"t":"ping","extra":1}]', '[{"t":"__proto__"}]', '[{"t":"confirm","counter":-1}]'])("S5 %s is refused", (text) => {
    expect(parseUp(text).ok).toBe(false);
  });
});
