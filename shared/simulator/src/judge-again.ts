// Judging once more: every batch the server commits is judged again, one edit after another, on what was there before.
// The verdicts must be the same and the records exactly what the applied edits make of them: so a refused edit changed
// nothing, nobody did what he may not, and no edit was applied twice or out of its device's order.
import { judge, rejoin, viewerOf } from "@outrider/shared/access";
import { type Group, originOf, type Read, type RecordState } from "@outrider/shared/records";
import { fieldOf, type Kind } from "@outrider/shared/schema";
import type { Batch, VerdictRow } from "../../../sync-server/src/feed/feed-store.ts";
import type { Findings } from "./findings.ts";
import { type History, textOfRecord } from "./history.ts";
import type { Pushed, Wiretap } from "./wiretap.ts";

export interface JudgeAgain { (batch: Batch): void }

export interface JudgeAgainDeps {
  readonly history: History;
  readonly wiretap: Pick<Wiretap, "pushed">;
  readonly findings: Findings;
  /** True time, ms. */
  readonly now: () => number;
  /** True time at which an edit was made on a device whose clock was only ever wrong by a constant; null where it jumped. */
  readonly madeAt: (group: string) => number | null;
  /** Whether there can be anything wrong with what this device typed: it has a past that the server does not share. */
  readonly mayBeBadBody: (device: string, group: Group) => boolean;
}

/** Whether the edit builds on one of these refused edits of its device. */
function buildsOn(group: Group, device: string, refused: readonly { readonly counter: number; readonly creates: readonly string[] }[], read: Read): boolean {
  const origins = new Set(refused.map(({ counter }) => originOf(device, counter)));
  const unmade = new Set(refused.flatMap(({ creates }) => creates).filter((id) => !read(id)));
  return group.changes.some((change) =>
    (unmade.has(change.id) && !change.create) ||
    Object.entries(change.set ?? {}).some(([field, { value, base }]) =>
      origins.has(base ?? "") || (typeof value === "string" && unmade.has(value) && fieldOf(change.kind, field)?.type === "link")) ||
    Object.values(change.remove ?? {}).some((elements) => Object.values(elements).some((named) => named.some((origin) => origins.has(origin)))));
}

/** The server's own edits: it writes rich texts down (what they hold the ledger looks at), and that it has all of a file. */
const isServers = (device: string): boolean => device.startsWith("s-");

const WRITTEN_DOWN: Readonly<Partial<Record<Kind, readonly string[]>>> = { body: ["doc", "text", "upTo"], attachment: ["uploadedAt"] };

/** Without what the server writes down. */
function asWritten(state: RecordState): RecordState {
  const names = WRITTEN_DOWN[state.kind];
  if (!names) return state;
  const kept = <T>(fields: Readonly<Record<string, T>>): Record<string, T> => Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));
  return { ...state, fields: kept(state.fields), losers: kept(state.losers) };
}

export function createJudgeAgain({ history, wiretap, findings, now, madeAt, mayBeBadBody }: JudgeAgainDeps): JudgeAgain {
  function checkTimes({ device, verdict }: VerdictRow, pushed: Pushed, earlier: readonly VerdictRow[]): void {
    if (verdict.result !== "applied" || pushed.receipt) return;
    const { at } = verdict.receipt;
    const made = madeAt(verdict.group);
    if (at > now()) findings.report("I-clock", `edit ${verdict.counter} of ${device} was given a time ${at - now()} ms ahead`);
    if (made !== null && at < made) findings.report("I-clock", `edit ${verdict.counter} of ${device} was given a time ${made - at} ms before it was made`);
    for (const { device: other, verdict: before } of [...history.verdicts.values(), ...earlier]) {
      if (other !== device || before.result !== "applied" || before.group === verdict.group || before.receipt.by === "") continue;
      if (before.counter < verdict.counter && before.receipt.at > at) findings.report("I-own-order", `edit ${verdict.counter} of ${device} was given a time before edit ${before.counter}`);
      if (before.counter > verdict.counter && !wiretap.pushed(before.group, device)?.receipt) findings.report("I-own-order", `edit ${verdict.counter} of ${device} was applied after edit ${before.counter}`);
    }
  }

  return (batch) => {
    const after = new Map<string, RecordState>();
    const read: Read = (id) => after.get(id) ?? history.records.get(id);
    const refused = new Map<string, { counter: number; creates: readonly string[] }[]>();
    const refuse = (device: string, counter: number, creates: readonly string[]): void => void refused.set(device, [...(refused.get(device) ?? []), { counter, creates }]);
    for (const { device, verdict } of history.verdicts.values()) {
      if (verdict.result !== "refused") continue;
      refuse(device, verdict.counter, wiretap.pushed(verdict.group, device)?.group.changes.flatMap((change) => (change.create ? [change.id] : [])) ?? []);
    }
    for (const [index, row] of batch.verdicts.entries()) {
      const { device, verdict } = row;
      if (isServers(device)) continue;
      const before = history.verdicts.get(verdict.group);
      const pushed = wiretap.pushed(verdict.group, device);
      // Only a receipt of before a rewind outranks a refusal given after it.
      if (before && !(before.verdict.result === "refused" && pushed?.receipt)) findings.report("I-once", `edit ${verdict.counter} of ${device} was judged twice`);
      if (!pushed) return findings.report("I-judged", `edit ${verdict.counter} of ${device} was never pushed`);
      checkTimes(row, pushed, batch.verdicts.slice(0, index));
      const { group, user, receipt } = pushed;
      const builds = buildsOn(group, device, refused.get(device) ?? [], read);
      const viewer = viewerOf(user, read);
      const at = verdict.result === "applied" ? verdict.receipt.at : now();
      const judged = viewer && !builds ? judge(group, { viewer, read, stamp: { at, origin: originOf(device, group.counter), by: user } }) : null;
      if (verdict.result === "refused") {
        // What is typed is judged by what it holds as well.
        const typed = verdict.refusal.code === "bad-body" && ((refused.get(device)?.length ?? 0) > 0 || mayBeBadBody(device, group));
        if (judged?.ok && !typed) findings.report("I-judged", `${group.command} of ${user} was refused (${verdict.refusal.code}) and may pass`);
        refuse(device, verdict.counter, group.changes.flatMap((change) => (change.create ? [change.id] : [])));
        continue;
      }
      if (receipt) {
        const rejoined = rejoin(group, receipt, read);
        if (rejoined.ok) for (const [id, state] of rejoined.value) after.set(id, state);
        if (before) refused.set(before.device, (refused.get(before.device) ?? []).filter(({ counter }) => counter !== before.verdict.counter));
        continue;
      }
      if (!judged?.ok) {
        const why = !viewer ? "no member" : builds ? "builds on a refused edit" : judged && !judged.ok ? judged.error.code : "";
        findings.report("I-judged", `${group.command} of ${user} was applied and may not pass: ${why}`);
        continue;
      }
      for (const [id, state] of judged.value.after) after.set(id, state);
    }
    const written = new Map(batch.records.map(({ state }) => [state.id, state]));
    for (const [id, state] of written) {
      const expected = read(id);
      if (!expected || textOfRecord(asWritten(expected)) !== textOfRecord(asWritten(state))) findings.report("I-isolated", `${state.kind} ${id} is not what the applied edits make of it`);
    }
    for (const { body } of batch.written) if (!written.has(body)) findings.report("I-isolated", `${body} was written down and is not written`);
    for (const id of after.keys()) if (!written.has(id)) findings.report("I-isolated", `${id} was changed by an applied edit and not written`);
  };
}
