import { describe, expect, it } from "vitest";
import { plainSeal } from "../engine/seal.ts";
import { createFraming, fromFrame, toFrame } from "./store-frame.ts";

const BEFORE = [["00000018865de7c47b226e616d65223a2248616c64656e204d6172696e65227d", { name: "Halden Marine" }], ["00000003c4b6177a5b315d", [1]]] as const;

describe("a stored value", () => {
  const values = [null, 0, "", "a", "Zoë 🙂", [1, 2, [3]], { name: "Halden", places: { w: 3 }, gone: undefined }];

  it("S2 comes back as it was", async () => {
    const framing = createFraming(plainSeal);
    for (const value of values) expect(await framing.open(await framing.close(value))).toEqual(value);
  });

  it("S2 is not believed with any one bit of it changed, any byte cut off, or nothing left", () => {
    for (const value of values) {
      const frame = toFrame(value);
      for (let bit = 0; bit < frame.length * 8; bit += 1) {
        const damaged = frame.slice();
        damaged[bit >> 3] = (damaged[bit >> 3] as number) ^ (1 << (bit & 7));
        expect(() => fromFrame(damaged), `bit ${bit} of ${JSON.stringify(value)}`).toThrow("damaged");
      }
      for (let length = 0; length < frame.length; length += 1) expect(() => fromFrame(frame.slice(0, length))).toThrow("damaged");
    }
    for (const nothing of [undefined, null, "text", { length: 8 }, new Uint8Array()]) expect(() => fromFrame(nothing)).toThrow("damaged");
  });

  it("S12 of the time before the sum was made in lanes is read as it was stored", () => {
    // `{"name":"Halden Marine"}` and `[1]`, as the version before wrote them.
    for (const [stored, value] of BEFORE) expect(fromFrame(Uint8Array.from(Buffer.from(stored, "hex")))).toEqual(value);
  });

  it("S2 is read from within something larger too", () => {
    const frame = toFrame({ name: "Halden Marine" });
    const larger = new Uint8Array(frame.length + 11);
    for (const place of [0, 1, 2, 3, 8]) {
      larger.set(frame, place);
      expect(fromFrame(larger.subarray(place, place + frame.length))).toEqual({ name: "Halden Marine" });
    }
  });
});
