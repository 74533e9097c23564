import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { canonical, derivedId, err, exhaustive, hash32, isUuid, type Json, lazily, ok, sameJson } from "./index.ts";

// Many runs on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const json = () => fc.jsonValue({ noUnicodeString: false }) as fc.Arbitrary<Json>;

describe("kernel", () => {
  it("S3 canonical text is the same whatever the order of keys, and reads back as the value", () => {
    const shuffled = (value: Json): Json => {
      if (value === null || typeof value !== "object") return value;
      if (Array.isArray(value)) return value.map(shuffled);
      return Object.fromEntries(Object.entries(value).toReversed().map(([key, item]) => [key, shuffled(item)]));
    };
    fc.assert(fc.property(json(), (value) => {
      expect(canonical(shuffled(value))).toBe(canonical(value));
      expect(sameJson(shuffled(value), value)).toBe(true);
      expect(JSON.parse(canonical(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }));
  });

  it("S3 values are equal when their texts are", () => {
    fc.assert(fc.property(json(), json(), (a, b) => {
      expect(sameJson(a, b)).toBe(canonical(a) === canonical(b));
    }));
    expect([sameJson([], {}), sameJson(null, 0), sameJson("1", 1), sameJson([1, 2], [2, 1]), sameJson({ a: 1 }, { a: 1, b: null })]).toEqual([false, false, false, false, false]);
  });

  it("R1 derived ids are ids, equal for equal parts and apart for others, however the parts are cut", () => {
    fc.assert(fc.property(fc.array(fc.string(), { maxLength: 4 }), fc.array(fc.string(), { maxLength: 4 }), (a, b) => {
      expect(isUuid(derivedId(...a))).toBe(true);
      expect(derivedId(...a)).toBe(derivedId(...a));
      expect(derivedId(...a) === derivedId(...b)).toBe(JSON.stringify(a) === JSON.stringify(b));
    }));
    expect(derivedId("a", "b")).not.toBe(derivedId("a,b"));
    expect(derivedId("convert", "lead", "contact")).toBe("ab9f21ed-441e-8a27-80ea-447618401bc4");
  });

  it.each(["", "x", "00000000-0000-0000-0000-000000000000", "0D2B8F9E-1111-4111-8111-111111111111", " 0d2b8f9e-1111-4111-8111-111111111111", "0d2b8f9e-1111-4111-8111-111111111111\n", null, 1, {}])(
    "S5 %j is no id", (text) => expect(isUuid(text)).toBe(false));

  it("S3 hash32 is FNV-1a, unsigned", () => {
    expect([hash32(""), hash32("a"), hash32("foobar")]).toEqual([0x811c9dc5, 0xe40c292c, 0xbf9cf968]);
    fc.assert(fc.property(fc.string(), (text) => {
      expect(hash32(text)).toBeGreaterThanOrEqual(0);
    }));
  });

  it("W4 what is made when it is first asked for is made once, undefined too", () => {
    const make = vi.fn(() => undefined);
    const given = lazily(make);
    expect(make).not.toHaveBeenCalled();
    expect([given(), given()]).toEqual([undefined, undefined]);
    expect(make).toHaveBeenCalledTimes(1);
  });

  it("S5 results carry their value or their error", () => {
    expect(ok(1)).toEqual({ ok: true, value: 1 });
    expect(err("no")).toEqual({ ok: false, error: "no" });
    expect(() => exhaustive("left over" as never)).toThrow(/left over/);
  });
});
