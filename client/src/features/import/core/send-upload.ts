// Sends a plan of customers or orders in pieces and follows what becomes of them. Each piece has a name that follows from
// what is in it, so that one whose answer was lost is sent again and counts once; while the server cannot be reached it
// waits. Invariant: every entry is told of in the end: taken, refused, failed, or not come to.
import { derivedId } from "@outrider/shared/kernel";
import { text } from "../texts.ts";
import type { UploadEntry, UploadPlan } from "./plan-upload.ts";
import type { Refused } from "./run-plan.ts";
import type { UploadKind } from "./upload-fields.ts";

/** What the server says of one entry of a piece; `row`: its place in the piece, from 1. */
export interface EntryFault { readonly row: number; readonly field: string; readonly message: string }
/** How far a piece is worked off. `finished`: nothing of it waits any more. */
export interface UploadReceipt { readonly id: string; readonly accepted: number; readonly done: number; readonly failed: number; readonly finished: boolean; readonly faults: readonly EntryFault[] }
/** `away`: nobody answered. `busy`: not now; after so many ms. `no`: and why, in a sentence. */
export type UploadAnswer = { readonly is: "receipt"; readonly receipt: UploadReceipt } | { readonly is: "away" } | { readonly is: "busy"; readonly wait: number } | { readonly is: "no"; readonly why: string };

export interface UploadPort {
  /** `name`: the same call has the same. */
  send(kind: UploadKind, name: string, bodies: readonly UploadEntry["body"][]): Promise<UploadAnswer>;
  receipt(id: string): Promise<UploadAnswer>;
}

export interface UploadProgress {
  readonly sent: number;
  readonly worked: number;
  readonly of: number;
  /** Nobody answers; it goes on by itself. */
  readonly waiting: boolean;
}
export interface UploadReport {
  readonly taken: number;
  /** Of those taken, not worked off yet when nobody asked any more. */
  readonly open: number;
  readonly refused: readonly Refused[];
  /** Entries that were not sent when it stopped. */
  readonly left: number;
  readonly stopped: string | null;
}

/** Entries and characters of one piece. */
const MOST_ENTRIES = 500;
const MOST_CHARS = 400_000;
const AGAIN_MS = 3_000;
const LOOK_MS = 1_000;
/** A server that works on nothing for so long is not waited for any longer: the receipt stands. */
const PATIENCE_LOOKS = 600;

export interface Piece { readonly name: string; readonly entries: readonly UploadEntry[] }

/** The entries in pieces, in their order. */
export function piecesOf(kind: UploadKind, entries: readonly UploadEntry[]): readonly Piece[] {
  const pieces: UploadEntry[][] = [];
  let chars = 0;
  for (const entry of entries) {
    const size = JSON.stringify(entry.body).length;
    const last = pieces.at(-1);
    if (!last || last.length >= MOST_ENTRIES || chars + size > MOST_CHARS) {
      pieces.push([entry]);
      chars = size;
    } else {
      last.push(entry);
      chars += size;
    }
  }
  return pieces.map((piece) => ({ entries: piece, name: derivedId("upload", kind, JSON.stringify(piece.map(({ body }) => body))) }));
}

export interface SendOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: UploadProgress) => void;
  /** Resolves after so many ms, or at once when the signal says so. */
  readonly wait: (ms: number) => Promise<void>;
}

export async function sendUpload(kind: UploadKind, plan: UploadPlan, port: UploadPort, { signal, onProgress, wait }: SendOptions): Promise<UploadReport> {
  const pieces = piecesOf(kind, plan.entries);
  const refused: Refused[] = [...plan.refused];
  const open = new Map<string, { readonly piece: Piece; worked: number }>();
  const progress = { sent: 0, worked: 0, of: plan.entries.length, waiting: false };
  let stopped: string | null = null;
  let taken = 0;
  const say = (change: Partial<UploadProgress>): void => onProgress(Object.assign(progress, change));

  /** Until somebody answers, or it is stopped. */
  async function answered(ask: () => Promise<UploadAnswer>): Promise<Exclude<UploadAnswer, { is: "away" | "busy" }> | null> {
    while (!signal.aborted) {
      const answer = await ask();
      if (answer.is === "receipt" || answer.is === "no") {
        if (progress.waiting) say({ waiting: false });
        return answer;
      }
      if (answer.is === "away") say({ waiting: true });
      await wait(answer.is === "busy" ? answer.wait : AGAIN_MS);
    }
    return null;
  }
  const refuse = ({ entries }: Piece, faults: readonly EntryFault[]): void => {
    for (const { row, field, message } of faults) for (const line of entries[row - 1]?.rows ?? []) refused.push({ row: line, errors: [{ line: line.line, column: field, value: "", message }] });
  };

  for (const piece of pieces) {
    const answer = await answered(() => port.send(kind, piece.name, piece.entries.map(({ body }) => body)));
    if (answer?.is !== "receipt") {
      stopped = answer === null ? text.run.stopped : text.run.broken(answer.why);
      break;
    }
    const { receipt } = answer;
    taken += receipt.accepted;
    progress.worked += piece.entries.length - receipt.accepted;
    say({ sent: progress.sent + piece.entries.length });
    if (receipt.finished) refuse(piece, receipt.faults);
    else open.set(receipt.id, { piece, worked: 0 });
  }
  let rest = 0;
  for (const [id, entry] of open) {
    for (let looks = 0; ; looks += 1) {
      const answer = await answered(() => port.receipt(id));
      if (answer?.is !== "receipt") {
        rest += entry.piece.entries.length - entry.worked;
        stopped ??= answer === null ? text.run.stopped : text.run.broken(answer.why);
        break;
      }
      const { done, failed, finished, accepted, faults } = answer.receipt;
      if (done + failed > entry.worked) looks = 0;
      say({ worked: progress.worked + done + failed - entry.worked });
      entry.worked = done + failed;
      if (finished || looks >= PATIENCE_LOOKS) {
        refuse(entry.piece, faults);
        rest += finished ? 0 : accepted - entry.worked;
        break;
      }
      await wait(LOOK_MS);
    }
  }
  return { taken, open: rest, refused: refused.sort((a, b) => a.row.line - b.row.line), left: plan.entries.length - progress.sent, stopped };
}
