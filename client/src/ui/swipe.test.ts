import fc from "fast-check";
import { expect, it } from "vitest";
import { isFar, meaningOf } from "./swipe.ts";

it("W2 a finger that goes up or down never swipes, one that rests means nothing, and a short way does nothing", () => {
  fc.assert(fc.property(fc.double({ min: -800, max: 800, noNaN: true }), fc.double({ min: -800, max: 800, noNaN: true }), (dx, dy) => {
    const meaning = meaningOf(dx, dy);
    if (Math.abs(dy) >= Math.abs(dx)) expect(meaning).not.toBe("swipe");
    if (Math.abs(dx) < 7 && Math.abs(dy) < 7) expect(meaning).toBe("unclear");
    expect(meaningOf(-dx, dy)).toBe(meaning);
  }));
  expect([isFar(100, 358), isFar(121, 358), isFar(-126, 1200), isFar(80, 200), isFar(60, 200)]).toEqual([false, true, true, true, false]);
});
