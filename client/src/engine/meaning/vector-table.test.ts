import fc from "fast-check";
import { cosine, quantised } from "@outrider/shared/search";
import { expect, test } from "vitest";
import { createVectorTable, openScan, scanInScript } from "./vector-table.ts";

const WIDTH = 384;
const vector = (seed: number): Int8Array => Int8Array.from({ length: WIDTH }, (_, at) => ((seed * 7_919 + at * 104_729 + seed * at * 31) % 255) - 127);

test("A5 WebAssembly and script give the same sums to the last bit, extremes included", () => {
  const count = 50;
  const memory = new WebAssembly.Memory({ initial: 1 });
  const scan = openScan(memory);
  expect(scan).toBeDefined();
  const bytes = new Int8Array(memory.buffer);
  for (const low of [-127, -128]) {
    for (let at = 0; at < WIDTH; at++) bytes[at] = at % 3 === 0 ? low : 127;
    for (let at = 0; at < count; at++) bytes.set(at === 0 ? new Int8Array(WIDTH).fill(low) : vector(at), WIDTH + count * 4 + at * WIDTH);
    const sums = () => [...new Int32Array(memory.buffer, WIDTH, count)];
    scan?.(0, WIDTH + count * 4, count, WIDTH, WIDTH);
    const fast = sums();
    scanInScript(memory)(0, WIDTH + count * 4, count, WIDTH, WIDTH);
    expect(fast).toEqual(sums());
  }
});

test("A5 the closest come first, the same in WebAssembly and in script, and after some were changed and taken out", () => {
  const [fast, plain] = [createVectorTable(WIDTH), createVectorTable(WIDTH, () => undefined)];
  const kept = new Map<string, Int8Array>();
  fc.assert(fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: -1, max: 400 })), { maxLength: 80 }), fc.integer({ min: 0, max: 400 }), (edits, asked) => {
    for (const [at, seed] of edits) {
      const id = `r${at}`;
      if (seed < 0) kept.delete(id);
      else kept.set(id, vector(seed));
      for (const table of [fast, plain]) {
        if (seed < 0) table.delete(id);
        else table.set(id, vector(seed));
      }
    }
    const expected = [...kept].map(([id, of]) => ({ id, score: cosine(of, vector(asked)) })).filter(({ score }) => score > 0).sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1)).slice(0, 5);
    const round = (found: readonly { readonly id: string; readonly score: number }[]) => found.map(({ id, score }) => `${id} ${score.toFixed(9)}`);
    expect(round(fast.closest(vector(asked), 5))).toEqual(round(expected));
    expect(fast.closest(vector(asked), 5)).toEqual(plain.closest(vector(asked), 5));
    expect(fast.size).toBe(kept.size);
  }), { numRuns: 60 });
});

test("A5 a table grows past its first room and keeps what is in it", () => {
  const table = createVectorTable(WIDTH);
  for (let at = 0; at < 3_000; at++) table.set(`r${at}`, vector(at));
  for (const at of [0, 1_023, 1_024, 2_999]) expect(table.get(`r${at}`)).toEqual(vector(at));
  expect(table.closest(vector(1_500), 1)[0]?.score).toBeCloseTo(1, 9);
  expect(table.closest(vector(1_500), 3, { among: (id) => id === "r7" || id === "r8" }).every(({ id }) => id === "r7" || id === "r8")).toBe(true);
  expect(table.closest(vector(1_500), 3_000, { least: 0.5 }).every(({ score }) => score >= 0.5)).toBe(true);
  expect(() => table.set("short", new Int8Array(3))).toThrow(/3 numbers/);
});

test("A5 a vector in eight bits points where it pointed: within a hundredth", () => {
  fc.assert(fc.property(fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: WIDTH, maxLength: WIDTH }), fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: WIDTH, maxLength: WIDTH }), (a, b) => {
    const dot = (x: readonly number[], y: readonly number[]) => x.reduce((sum, value, at) => sum + value * (y[at] as number), 0);
    const real = dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
    if (Number.isFinite(real)) expect(Math.abs(cosine(quantised(a), quantised(b)) - real)).toBeLessThan(0.01);
  }), { numRuns: 40 });
  expect([...quantised([0, 0])]).toEqual([0, 0]);
});
