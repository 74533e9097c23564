// Buckets of which a device has nothing come to it whole: definitions first, by which all else is read, then the newest
// and so on down, so that one can work long before all is there. What is written meanwhile lies above where they began
// and is read after them, as by any other device. Where a device is to hold no more than so many, the way down ends at
// about the newest that many; then what is open below comes by itself, and the lane rests. Invariant: between `below`
// and `seq` of a lane nothing is missing.
import type { Lane } from "@outrider/shared/protocol";
import { falls, pageText, seenTo, together } from "./feed-reader.ts";
import type { FeedStore, PageRow } from "./feed-store.ts";
import { findOpen, readOpen } from "./open-below.ts";

export interface WholeStep {
  /** Where the device stands once it has kept what is sent. */
  readonly lanes: readonly Lane[];
  /** Nothing is sent yet. */
  readonly begins: boolean;
  /** Messages to send, in order. */
  readonly texts: readonly string[];
  /** The members' sequence in the snapshot that was read. */
  readonly membersSeq: number;
  /** Records that are sent though they lie below where the lanes end. */
  readonly besides: readonly string[];
  /** Open ones that are still to be sent; null: they have not been looked for yet. */
  readonly open: readonly string[] | null;
}

export interface StepOptions {
  readonly limit: number;
  readonly definitions: boolean;
  /** About how many records a device is to hold; null: all. */
  readonly most: number | null;
  /** Where the way down ends; 0: nowhere. */
  readonly floor: number;
  /** As the step before said. */
  readonly open: readonly string[] | null;
  /** Planted bug: a row that lies just below a page is passed over. */
  readonly tooFar: boolean;
}

/** There may be very many open ones: no more than this part of what a device is to hold. Nor is a page on the way down larger. */
const PART = 4;

const isNew = ({ seq, below }: Lane): boolean => seq === 0 && below === undefined;

/** The next step, or null where no bucket comes whole (any more). */
export async function stepOfWhole(store: FeedStore, workspace: string, lanes: readonly Lane[], { limit, definitions, most, floor, open, tooFar }: StepOptions): Promise<WholeStep | null> {
  if (lanes.some(isNew)) {
    const { head, membersSeq } = await store.page(workspace, [], 0);
    return head === 0 ? null : { lanes: begun(lanes, head), begins: true, texts: [], besides: [], membersSeq, open: null };
  }
  const falling = lanes.filter(falls);
  if (falling.length === 0) return null;
  if (most !== null && floor > 0 && !definitions && falling.every(({ below }) => (below ?? 0) <= floor)) {
    const still = open ?? (await findOpen(store, workspace, lanes, Math.ceil(most / PART)));
    const [now, later] = [still.slice(0, limit), still.slice(limit)];
    const found = await readOpen(store, workspace, lanes, now);
    const texts = found.rows.length > 0 ? [pageText(found.boot, seenTo(lanes, found.head), found.rows, [])] : [];
    return { lanes: later.length > 0 ? lanes : rested(lanes, most), begins: false, texts, besides: found.rows.map(({ record }) => record), membersSeq: found.membersSeq, open: later };
  }
  const first = definitions ? await store.definitions(workspace, falling.flatMap(({ buckets }) => buckets)) : [];
  const page = await store.older(workspace, falling.filter(({ below }) => (below ?? 0) > floor), floor > 0 && most !== null ? Math.min(limit, Math.ceil(most / PART)) : limit);
  const next = descend(lanes, tooFar ? Math.max(0, page.from - 1) : page.from, floor);
  const texts = [{ at: lanes, rows: first }, { at: next, rows: page.rows }].filter(({ rows }: { readonly rows: readonly PageRow[] }) => rows.length > 0).map(({ at, rows }) => pageText(page.boot, seenTo(at, page.head), rows, []));
  return { lanes: next, begins: false, texts, besides: [], membersSeq: page.membersSeq, open: null };
}

/** They begin at the head. */
const begun = (lanes: readonly Lane[], head: number): readonly Lane[] => together(lanes.map((lane) => (isNew(lane) ? { ...lane, seq: head, below: head + 1 } : lane)));

/** The lanes after everything from `from` on has been sent of those above the floor; 0: all of it. */
const descend = (lanes: readonly Lane[], from: number, floor: number): readonly Lane[] =>
  together(lanes.map((lane) => {
    const { buckets, seq, below } = lane;
    if (!falls(lane) || below === undefined || below <= floor) return lane;
    return from === 0 ? { buckets, seq } : { buckets, seq, below: Math.min(below, from) };
  }));

const rested = (lanes: readonly Lane[], most: number): readonly Lane[] => together(lanes.map((lane) => (falls(lane) ? { ...lane, rest: most } : lane)));
