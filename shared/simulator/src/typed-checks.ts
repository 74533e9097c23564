// What must hold of rich texts once everything is at rest: the server's document is whole and what everybody sees who may,
// in lists, on a page that is opened and on pages that were open; every word that was called saved is in it, or was taken
// out, or lies with what was refused to its author; presence names who is there and nobody else.
import { fromBase64, openDoc } from "@outrider/shared/bodies";
import { type RecordState, textOf } from "@outrider/shared/records";
import { isMember } from "./final-checks.ts";
import type { DeviceNode } from "./device-node.ts";
import type { Findings } from "./findings.ts";
import type { History } from "./history.ts";
import type { Scheduler } from "./scheduler.ts";
import { isRefused, isWaiting, type Page, textOfRecordBody, type Typist } from "./typist.ts";
import { textOfDoc } from "./text-of-page.ts";

export interface TypedChecksDeps {
  readonly devices: readonly DeviceNode[];
  readonly history: History;
  readonly findings: Findings;
  readonly typist: Typist;
  readonly scheduler: Scheduler;
  /** Some device's disk was put back or copied. */
  readonly copied: boolean;
}

export async function checkTyped(deps: TypedChecksDeps): Promise<void> {
  const { devices, history, findings, typist, scheduler } = deps;
  const bodies = [...history.records.values()].filter(({ kind }) => kind === "body");
  const texts = new Map(bodies.map((body) => [body.id, textOfRecordBody(textOf(body, "doc"))]));
  const waiting = new Set(bodies.filter(waits).map(({ id }) => id));
  if (history.rewinds === 0) for (const id of waiting) findings.report("I-typed", `the document of ${id} waits for what is not in it`);
  for (const body of bodies) if (textOf(body, "text") !== texts.get(body.id)) findings.report("I-typed", `the words of ${body.id} are not those of its document`);
  const opened: Page[] = [];
  for (const device of devices) {
    checkWords(device, texts, waiting, deps);
    if (!isMember(device, history) || !device.engine) continue;
    for (const body of bodies) if (isHeld(device, body)) opened.push(...[typist.look(device, textOf(body, "about"))].flatMap((page) => page ?? []));
  }
  await scheduler.run(scheduler.now() + 3000);
  for (const page of typist.pages()) checkPage(page, texts, deps);
  for (const page of opened) page.leave();
}

const isHeld = ({ engine, disk }: DeviceNode, { id }: RecordState): boolean => engine?.view.read(id) !== undefined && disk.confirmed.has(id);

function waits(body: RecordState): boolean {
  const doc = openDoc(body.id, fromBase64(textOf(body, "doc")));
  const pending = doc.store.pendingStructs !== null || doc.store.pendingDs !== null;
  doc.destroy();
  return pending;
}

function checkPage({ device, body, doc, isSaved }: Page, texts: ReadonlyMap<string, string>, { history, findings }: TypedChecksDeps): void {
  const state = history.records.get(body);
  if (!isMember(device, history) || !state || !isHeld(device, state)) return;
  if (!doc) return findings.report("I-typed", `a page of ${body} on ${device.name} has not begun`);
  if (!isSaved) findings.report("I-typed", `a page of ${body} on ${device.name} waits to be saved`);
  const text = textOfDoc(doc);
  if (text !== texts.get(body)) findings.report("I-typed", `a page of ${body} on ${device.name} shows ${JSON.stringify(text)} and the server has ${JSON.stringify(texts.get(body))}`);
}

function checkWords(device: DeviceNode, texts: ReadonlyMap<string, string>, waiting: ReadonlySet<string>, { history, findings, typist, copied }: TypedChecksDeps): void {
  // After a rewind an edit without its receipt comes back by nobody where the disk that had it was put back, nor one whose
  // author belongs to the workspace no more.
  if (history.rewinds > 0 && (copied || waiting.size > 0 || !isMember(device, history))) return;
  for (const [word, { body }] of device.words) {
    if (texts.get(body)?.includes(word) || typist.isTakenOut(word) || isRefused(device, word) || isWaiting(device, word)) continue;
    findings.report("I-typed", `${device.name} has shown ${word} in ${body} as saved, and it is nowhere`);
  }
}
