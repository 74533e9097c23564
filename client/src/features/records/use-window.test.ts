import { expect, it } from "vitest";
import { windowFor } from "./use-window.ts";

it("R12 a window begins before what is in view and covers a screen of rows after it", () => {
  for (let start = 0; start < 2000; start += 7) {
    const offset = windowFor(start);
    expect(offset).toBeGreaterThanOrEqual(0);
    expect(offset).toBeLessThanOrEqual(start);
    // The longest range asked for: a tall screen with what is drawn around it.
    expect(offset + 150).toBeGreaterThanOrEqual(start + 50);
  }
});
