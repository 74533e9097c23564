import { readdirSync } from "node:fs";
import { createRandom, type Random } from "@outrider/shared/kernel";
import { elementsOf, valueOf } from "@outrider/shared/records";
import { sharedFolder } from "@outrider/shared/testing";
import { describe, expect, it } from "vitest";
import { damaged } from "../testing/damage.ts";
import { dataBytes, dataText } from "../testing/data-folder.ts";
import { CALENDARS } from "../testing/calendars.ts";
import { memoryTarget, type MemoryTarget } from "../testing/memory-target.ts";
import { type Answer, importCalendar, prepare, READER } from "../testing/run-import.ts";
import { readTable } from "./read-table.ts";
import { guessKind } from "./recognise.ts";
import { runPlan } from "./run-plan.ts";
import { isImportKind } from "./targets.ts";

/** How many damaged files are read: OUTRIDER_IMPORT_MUTANTS for a soak, OUTRIDER_IMPORT_SEED for another lot. */
const MUTANTS = Number(process.env["OUTRIDER_IMPORT_MUTANTS"] ?? 500);
const SEED = process.env["OUTRIDER_IMPORT_SEED"] ?? "imports";
/** Of a large file the first lines are damaged: what is done to a row is done to any row. */
const HEAD_BYTES = 6_000;

const files = ["data", "corpora"].flatMap((part) => {
  const folder = sharedFolder(part);
  if (folder === null) return [];
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) => /\.(csv|vcf|ics)$/.test(path)).map((path) => `${part}/${path}`).sort();
});
const words = (): readonly string[] => [...(JSON.parse(dataText("corpora/blns/blns.json")) as readonly string[]), "__proto__", "BEGIN:VCARD", "END:VCARD", "=cmd|' /C calc'!A0", "9".repeat(400)];

/** Every question answered as chance has it, an open one among them. */
const anyhow = (random: Random): Answer => (settings, _, around) => ({
  ...settings, existing: random.pick(["skip", "update"] as const), companies: random.pick(["make", "leave"] as const), startStage: random.pick(["", ...around.stages.map(({ id }) => id)]),
  marks: Object.fromEntries(settings.mapping.map((_each, column) => [column, random.pick([".", ","] as const)])),
});

async function anyTable(file: File, target: MemoryTarget, random: Random) {
  const prepared = await prepare(file, target, anyhow(random));
  return { ...prepared, report: await runPlan(prepared.plan, (calls) => target.submit(calls)) };
}

/** Reads and imports whatever it is; answers what became of it as text. Throws where a rule is broken. */
async function outcome(name: string, bytes: Uint8Array<ArrayBuffer>, seed: string): Promise<string> {
  const random = createRandom(seed);
  const file = new File([bytes], name);
  const read = await readTable(file, { reader: READER });
  if (!read.ok) {
    expect(read.error.message, name).not.toBe("");
    return `${read.error.code} ${read.error.message}`;
  }
  const kind = guessKind(read.value);
  if (!isImportKind(kind) && kind !== "calendar") return `${kind} ${read.value.rows.length}`;
  const target = memoryTarget();
  const { plan, table, report } = kind === "calendar" ? await importCalendar(file, target) : await anyTable(file, target, random);
  expect([report.imported + report.skipped + report.refused.length, report.left], name).toEqual([table.rows.length, 0]);
  for (const { row, errors } of report.refused) {
    expect(errors.length, `${name}: line ${row.line}`).toBeGreaterThan(0);
    for (const { line, message } of errors) expect(line > 0 && message !== "", `${name}: line ${line}: ${message}`).toBe(true);
  }
  // Never half a row: a record has everything its row says, or is not there at all.
  const out = new Set(report.refused.map(({ row }) => row));
  for (const entry of plan.order) {
    const state = target.records.get(entry.id);
    if (entry.fate !== "new" || out.has(entry.row) || entry.call.name !== "create") {
      if (entry.fate === "new") expect(state, name).toBeUndefined();
      continue;
    }
    for (const [field, value] of Object.entries(entry.call.args.values)) if (value !== null && value !== "") expect(state && valueOf(state, field), `${name}: ${field} of line ${entry.row.line}`).toEqual(value);
    for (const [field, elements] of Object.entries(entry.call.args.sets ?? {})) expect(state && elementsOf(state, field), `${name}: ${field}`).toEqual(expect.arrayContaining([...elements]));
  }
  return JSON.stringify([report.imported, report.skipped, report.refused.map(({ row, errors }) => [row.line, errors]), [...target.records.keys()].length]);
}

describe.runIf(files.length > 0)("files of the corpora", () => {
  it("R13 every one is read or refused in words, and all its rows are told of", { timeout: 120_000 }, async () => {
    expect(files.length).toBeGreaterThan(50);
    // The largest table is gone through where real sales data are.
    for (const path of files) if (!path.endsWith("sales_pipeline.csv")) await outcome(path, new Uint8Array(dataBytes(path)), path);
  });

  it("R13 damaged in bytes, lines or fields: no crash, no half row, a reason for each refused one, the same by seed", { timeout: 7_200_000 }, async () => {
    const heads = files.map((path) => ({ path, bytes: new Uint8Array(dataBytes(path)).slice(0, HEAD_BYTES) }));
    // There are no calendars among the corpora.
    const calendars = Object.entries(CALENDARS).flatMap(([path, content]) => Array.from({ length: 5 }, () => ({ path, bytes: new TextEncoder().encode(content) })));
    heads.push(...calendars);
    const hostile = words();
    const seen = { imported: 0, refused: 0 };
    for (let at = 0; at < MUTANTS; at += 1) {
      const seed = `${SEED} ${at}`;
      const random = createRandom(seed);
      const { path, bytes } = random.pick(heads);
      const given = damaged(random, bytes, hostile);
      const found = await outcome(`${path} damaged by “${seed}”`, given, seed);
      seen[found.startsWith("[") ? "imported" : "refused"] += 1;
      if (at % 10 === 0) {
        const again = createRandom(seed);
        const twin = again.pick(heads);
        expect(await outcome(twin.path, damaged(again, twin.bytes, hostile), seed)).toBe(found);
      }
    }
    expect(Math.min(seen.imported, seen.refused)).toBeGreaterThan(MUTANTS / 20);
  });
});
