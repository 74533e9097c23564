import { randomUUID } from "node:crypto";
import { originOf } from "@outrider/shared/records";
import { expect, it } from "vitest";
import { addRefused, dependsOnRefused, noneRefused } from "./depends-on-refused.ts";
import { creation, groupOf, setting } from "./testing/test-feed.ts";

/** Counts what is asked of it, and cannot be gone through. */
class Asked<T> extends Set<T> {
  looks = 0;
  override has(value: T): boolean {
    this.looks += 1;
    return super.has(value);
  }
  override forEach(): never {
    throw new Error("gone through");
  }
  override [Symbol.iterator](): never {
    throw new Error("gone through");
  }
}

it("S5 whether an edit builds on a refused one takes what it names to find out, however much was refused before", () => {
  const before = noneRefused();
  const made = Array.from({ length: 8_000 }, () => randomUUID());
  for (const [at, id] of made.entries()) addRefused(before, "d1", { counter: at + 1, creates: [id] });
  expect([before.origins.size, before.creates.size]).toEqual([8_000, 8_000]);
  const edits = { origins: new Asked<typeof before.origins extends Set<infer T> ? T : never>(), creates: new Asked<string>() };
  for (const origin of before.origins) edits.origins.add(origin);
  for (const id of before.creates) edits.creates.add(id);
  const nothingIsThere = (): undefined => undefined;
  const [stranger, unmade] = [randomUUID(), made.at(-1) as string];
  const cases = [
    [groupOf(9_000, [creation("lead", { name: "Ada", owner: stranger })]), false],
    [groupOf(9_001, [setting(stranger, "lead", { name: { value: "Ada", base: null } })]), false],
    [groupOf(9_002, [setting(unmade, "lead", { name: { value: "Ada", base: null } })]), true],
    [groupOf(9_003, [setting(stranger, "lead", { name: { value: "Ada", base: originOf("d1", 4_000) } })]), true],
  ] as const;
  for (const [group, depends] of cases) {
    edits.origins.looks = edits.creates.looks = 0;
    expect(dependsOnRefused(group, edits, nothingIsThere)).toBe(depends);
    expect(edits.origins.looks + edits.creates.looks).toBeLessThan(5);
  }
});
