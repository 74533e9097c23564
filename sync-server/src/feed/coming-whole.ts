// Buckets of which a device has nothing come to it whole: definitions first, by which all else is read, then the newest
// and so on down, so that one can work long before all is there. What is written meanwhile lies above where they began
// and is read after them, as by any other device. Invariant: between `below` and `seq` of a lane nothing is missing.
import type { Lane } from "@outrider/shared/protocol";
import { pageText, together } from "./feed-reader.ts";
import type { FeedStore } from "./feed-store.ts";

export interface WholeStep {
  /** Where the device stands once it has kept what is sent. */
  readonly lanes: readonly Lane[];
  /** Nothing is sent yet. */
  readonly begins: boolean;
  /** Messages to send, in order. */
  readonly texts: readonly string[];
  /** The members' sequence in the snapshot that was read. */
  readonly membersSeq: number;
}

export interface StepOptions {
  readonly limit: number;
  readonly definitions: boolean;
  /** Planted bug: a row that lies just below a page is passed over. */
  readonly tooFar: boolean;
}

const isNew = ({ seq, below }: Lane): boolean => seq === 0 && below === undefined;

/** The next step, or null where no bucket comes whole (any more). */
export async function stepOfWhole(store: FeedStore, workspace: string, lanes: readonly Lane[], { limit, definitions, tooFar }: StepOptions): Promise<WholeStep | null> {
  if (lanes.some(isNew)) {
    const { head, membersSeq } = await store.page(workspace, [], 0);
    return head === 0 ? null : { lanes: begun(lanes, head), begins: true, texts: [], membersSeq };
  }
  const falling = lanes.filter(({ below }) => below !== undefined);
  if (falling.length === 0) return null;
  const first = definitions ? await store.definitions(workspace, falling.flatMap(({ buckets }) => buckets)) : [];
  const page = await store.older(workspace, falling, limit);
  const next = descend(lanes, tooFar ? Math.max(0, page.from - 1) : page.from);
  const texts = [{ at: lanes, rows: first }, { at: next, rows: page.rows }].filter(({ rows }) => rows.length > 0).map(({ at, rows }) => pageText(page.boot, at, rows, []));
  return { lanes: next, begins: false, texts, membersSeq: page.membersSeq };
}

/** They begin at the head. */
const begun = (lanes: readonly Lane[], head: number): readonly Lane[] => together(lanes.map((lane) => (isNew(lane) ? { ...lane, seq: head, below: head + 1 } : lane)));

/** The lanes after everything from `from` on has been sent; 0: all of it. */
const descend = (lanes: readonly Lane[], from: number): readonly Lane[] =>
  together(lanes.map(({ buckets, seq, below }) => (below === undefined || from === 0 ? { buckets, seq } : { buckets, seq, below: Math.min(below, from) })));
