// Owns what it costs to look at updates of notes before they are believed: the walk in the server, the trial in its own
// process, and what both cost others while somebody attacks. The trials run from built files, as a server's do.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { BODY_ROOT, type KnownClients, checkAgainst, mergeBodies, walkUpdate } from "@outrider/shared/bodies";
import { createRandom } from "@outrider/shared/kernel";
import { type Place, craftUpdate, createNoteWriter, structs } from "@outrider/shared/testing";
import { build } from "esbuild";
import type { Scratch, createScratch as CreateScratch } from "../../sync-server/src/rooms/scratch.ts";
import type { Metric, Row } from "../metric.ts";
import { usageOf } from "../process-tree.ts";
import { median, quantile } from "../statistics.ts";

const NOTES = 40;
const PER_SECOND = 400;
/** Of those that pass the walk, or they would cost nothing here. */
const ATTACKS_PER_SECOND = 25;

const row = (metric: Metric, of: string, value: number | undefined, worst?: number): Row => ({ id: "bodies", metric, of, peer: "outrider", ours: true, value, ...(worst !== undefined && { worst }), runs: 1 });

interface Edit {
  readonly key: string;
  readonly update: Uint8Array;
}

/** Edits of three people in each note, by turns. */
function honestEdits(seconds: number): Edit[] {
  const random = createRandom("bodies");
  const perNote = Array.from({ length: NOTES }, (_, note) => {
    const pens = [0, 1, 2].map((i) => createNoteWriter(random.stream(`${note} ${i}`)));
    const edits: Edit[] = [];
    while (edits.length < (PER_SECOND * seconds) / NOTES) {
      const pen = random.pick(pens);
      for (const update of pen.act()) {
        edits.push({ key: `note ${note}`, update });
        for (const other of pens) if (other !== pen) edits.push(...other.receive(update).map((tidied) => ({ key: `note ${note}`, update: tidied })));
      }
    }
    return edits;
  });
  return Array.from({ length: (PER_SECOND * seconds) / NOTES }, (_, i) => perNote.flatMap((edits) => edits.slice(i, i + 1))).flat();
}

const root: Place = { root: BODY_ROOT };
const attackedNote = craftUpdate([{ client: 7, structs: [structs.element(root, "paragraph"), structs.xmlText({ under: [7, 0] }), structs.text({ under: [7, 1] }, "x".repeat(9_000))] }]);
const attacks: readonly Uint8Array[] = [
  craftUpdate([{ client: 11, structs: Array.from({ length: 4_000 }, (_, i) => structs.text({ after: [7, 6], before: [7, 8 + 2 * i] }, "a")) }]),
  craftUpdate([{ client: 12, structs: [structs.text(root, "in no block")] }]),
  craftUpdate([{ client: 13, structs: Array.from({ length: 10 }, (_, i) => structs.text({ after: [7, 10 + i] }, "x".repeat(6_000))) }]),
  craftUpdate([{ client: 15, structs: [structs.text({ after: [14, 0] }, "a")] }, { client: 14, structs: [structs.text({ after: [15, 0] }, "a")] }]),
];

function walkTimes(edits: readonly Edit[]): number[] {
  const known = new Map<string, Map<number, { clock: number; author: string }>>();
  return edits.map(({ key, update }) => {
    const clients = known.get(key) ?? new Map<number, { clock: number; author: string }>();
    known.set(key, clients);
    const before = performance.now();
    const walked = walkUpdate(update);
    const clocks = walked.ok ? checkAgainst(walked.value, clients satisfies KnownClients, "me") : walked;
    const took = performance.now() - before;
    if (!clocks.ok) throw new Error(`an honest edit was refused: ${clocks.error.code}`);
    for (const [client, clock] of clocks.value) clients.set(client, { clock, author: "me" });
    return took * 1_000;
  });
}

/** Sends at an even pace whatever comes back, and gives the milliseconds of each honest edit. */
async function tryAll(scratch: Scratch, edits: readonly Edit[], attacking: boolean): Promise<number[]> {
  const logs = new Map<string, Uint8Array[]>();
  const base = (key: string) => () => Promise.resolve(mergeBodies(logs.get(key) ?? []));
  const waits: Promise<number>[] = [];
  const others: Promise<unknown>[] = [];
  const started = performance.now();
  for (const [i, { key, update }] of edits.entries()) {
    const due = started + (i * 1_000) / PER_SECOND;
    while (performance.now() < due) await new Promise((resolve) => setTimeout(resolve, 1));
    const attack = attacking && i % (PER_SECOND / ATTACKS_PER_SECOND) === 0 ? attacks[(i * ATTACKS_PER_SECOND / PER_SECOND) % attacks.length] : undefined;
    if (attack !== undefined) others.push(scratch.tryUpdate("attacked", () => Promise.resolve(attackedNote), attack));
    waits.push(
      scratch.tryUpdate(key, base(key), update).then((fault) => {
        if (fault !== null) throw new Error(`an honest edit was refused: ${fault.code}`);
        logs.set(key, [...(logs.get(key) ?? []), update]);
        return performance.now() - due;
      }),
    );
  }
  await Promise.all(others);
  return Promise.all(waits);
}

/** folder: for what is built here. */
export async function runBodies(seconds: number, folder: string): Promise<Row[]> {
  const rooms = join(import.meta.dirname, "../../sync-server/src/rooms");
  const outdir = join(folder, "scratch");
  await build({ entryPoints: [join(rooms, "scratch.ts"), join(rooms, "scratch-child.ts")], outdir, bundle: true, platform: "node", format: "esm", target: "node20", logLevel: "warning" });
  writeFileSync(join(outdir, "package.json"), '{"type":"module"}');
  const { createScratch } = (await import(pathToFileURL(join(outdir, "scratch.js")).href)) as { readonly createScratch: typeof CreateScratch };
  const edits = honestEdits(seconds);
  const walks = walkTimes(edits).slice(1_000);
  const rows = [row("walked", `${edits.length} edits`, median(walks), quantile(walks, 0.99))];
  for (const attacking of [false, true]) {
    const scratch = createScratch();
    await scratch.tryUpdate("warm-up", () => Promise.resolve(mergeBodies([])), mergeBodies([]));
    const before = usageOf(scratch.pids().filter((pid) => pid !== undefined)).cpu;
    const times = await tryAll(scratch, edits, attacking);
    const after = usageOf(scratch.pids().filter((pid) => pid !== undefined));
    scratch.close();
    const of = `${NOTES} notes, ${PER_SECOND} edits/s${attacking ? `, ${ATTACKS_PER_SECOND} attacks/s` : ""}`;
    const settledIn = times.slice(PER_SECOND);
    rows.push(row("triedP50", of, median(settledIn)), row("triedP99", of, quantile(settledIn, 0.99)));
    if (after.cpu !== undefined && before !== undefined) rows.push(row("trialCpu", of, ((after.cpu - before) * 100 * PER_SECOND) / edits.length));
    rows.push(row("trialRss", of, after.rss));
  }
  return rows;
}
