import { createRandom } from "@outrider/shared/kernel";
import * as Y from "yjs";
import { describe, expect, it, vi } from "vitest";
import { createNoteWriter, mutant } from "../testing/index.ts";
import { type KnownClients, checkAgainst, clocksOf, keepOnly, mergeBodies, openCopy, readVector, tryOn, walkUpdate } from "./index.ts";

vi.setConfig({ testTimeout: 3_000_000 });

/** How many updates are damaged: OUTRIDER_MUTANTS for a soak. */
const MUTANTS = Number(process.env["OUTRIDER_MUTANTS"] ?? 4_000);

interface Honest {
  readonly base: Uint8Array;
  readonly update: Uint8Array;
  readonly known: KnownClients;
  readonly author: string;
}

/** Updates of honest writers, each with the note as it was before it. */
function honestUpdates(seed: string, many: number): Honest[] {
  const random = createRandom(seed);
  const pens = [0, 1, 2].map((i) => ({ name: `user${i}`, pen: createNoteWriter(random.stream(`${i}`)) }));
  const authors = new Map(pens.map(({ name, pen }) => [pen.doc.clientID, name]));
  const found: Honest[] = [];
  let base = mergeBodies([]);
  while (found.length < many) {
    const { name, pen } = random.pick(pens);
    for (const update of pen.act()) {
      const known = new Map([...clocksOf(base)].map(([client, clock]) => [client, { clock, author: authors.get(client) ?? "" }]));
      found.push({ base, update, known, author: name });
      base = mergeBodies([base, update]);
      for (const other of pens) if (other.pen !== pen) other.pen.receive(update);
    }
    // What Yjs tidied up is not sent on here: the base is what a document makes of it all.
    base = Y.encodeStateAsUpdate(pen.doc);
  }
  return found;
}

describe("mutants", () => {
  it(`S5 ${MUTANTS} damaged updates: none is read past its end or throws, and none that passes leaves anything pending`, () => {
    const random = createRandom(`mutants ${process.env["OUTRIDER_MUTANTS_SEED"] ?? 1}`);
    const honest = honestUpdates("mutants", 240);
    const count = { walked: 0, checked: 0, kept: 0, refused: new Map<string, number>() };
    const note = (code: string): void => void count.refused.set(code, (count.refused.get(code) ?? 0) + 1);
    let slowest = 0;
    for (let i = 0; i < MUTANTS; i++) {
      const { base, update, known, author } = random.pick(honest);
      const bytes = mutant(random, update, random.pick(honest).update);
      const before = performance.now();
      const walked = walkUpdate(bytes);
      slowest = Math.max(slowest, performance.now() - before);
      keepOnly(bytes, () => random.chance(0.5));
      readVector(bytes);
      if (!walked.ok) {
        note(walked.error.code);
        continue;
      }
      count.walked += 1;
      const checked = checkAgainst(walked.value, known, author);
      if (!checked.ok) {
        note(checked.error.code);
        continue;
      }
      count.checked += 1;
      const copy = openCopy("note", base, []);
      // Throws nothing here either: what passed the walk and the check, Yjs can read.
      const trial = tryOn(copy, bytes);
      if (trial.kind === "kept") {
        count.kept += 1;
        expect(clocksOf(Y.encodeStateAsUpdate(copy.doc))).toEqual(new Map([...[...known].map(([client, { clock }]) => [client, clock] as const), ...checked.value]));
        // The log and the document say the same.
        const merged = openCopy("note", mergeBodies([base, bytes]), []);
        expect(merged.doc.getXmlFragment("body").toString()).toBe(copy.doc.getXmlFragment("body").toString());
      } else note(trial.kind === "pending" ? "pending" : trial.fault.code);
    }
    console.log(`${MUTANTS} mutants: ${count.walked} walked, ${count.checked} checked, ${count.kept} kept; slowest walk ${slowest.toFixed(1)} ms; ${JSON.stringify(Object.fromEntries(count.refused))}`);
    expect(count.kept).toBeGreaterThan(MUTANTS / 100);
    expect(count.refused.get("malformed")).toBeGreaterThan(MUTANTS / 20);
  });
});
