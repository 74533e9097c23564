// What the feed needs of a database. Invariants every adapter keeps (feed-store.contract.ts runs them all):
// of two transactions of a workspace one comes wholly after the other, and has read what the other wrote; all of a transaction or nothing; a
// transaction that has returned survives kill -9 and, as far as the database can, a power cut; a page is one snapshot.
import type { Bucket } from "@outrider/shared/access";
import type { Lane, Verdict } from "@outrider/shared/protocol";
import type { KeptEntry, PastEntry, PastPlace, RecordState } from "@outrider/shared/records";
import type { AuditDue } from "../auth/audit.ts";

/** A record's row in one bucket. */
export interface Place { readonly bucket: Bucket; readonly seq: number }

export interface DeviceRow {
  readonly id: string;
  readonly user: string;
  /** The rotation of the token in use; the next one has been handed out and not been seen yet. */
  readonly rotation: number;
  /** Counter of the last edit judged. */
  readonly applied: number;
  /** The server's clock at the last contact, ms. */
  readonly lastContact: number;
  /** The time given to the device's last edit, ms. */
  readonly lastEdit: number;
  readonly revoked: boolean;
}

export interface VerdictRow { readonly device: string; readonly verdict: Verdict; /** Records a refused group would have made. */ readonly creates: readonly string[] }

/** A row to be written to the feed: the record lies in the bucket, or has left it. */
export interface FeedWrite {
  readonly bucket: Bucket;
  readonly record: string;
  readonly seq: number;
  readonly removed: boolean;
  /** It lies as it lay, at `seq`, and facts alone have come to it: what follows the feed is told of it at this sequence. */
  readonly facts?: number;
}

/** Whose each client of a rich text is, and the clock it comes to next: an id belongs to who used it first. */
export interface BodyRow { readonly id: string; readonly clients: Readonly<Record<string, readonly [clock: number, author: string]>> }

/** What was typed into a rich text and is not in its record yet: an update as base64. */
export interface TypedRow { readonly body: string; readonly seq: number; readonly update: string }

export interface Batch {
  /** The last sequence used by this batch. */
  readonly seq: number;
  /** The sequence at which a member record last changed, if this batch changed one. */
  readonly membersSeq?: number;
  /** States to store, with the sequence of the group that wrote them last. */
  readonly records: readonly { readonly state: RecordState; readonly seq: number }[];
  readonly feed: readonly FeedWrite[];
  /** What to add to each bucket's count and checksum (both may be negative; the sum is kept modulo 2^32). */
  readonly sums: ReadonlyMap<Bucket, { readonly rows: number; readonly sum: number }>;
  readonly verdicts: readonly VerdictRow[];
  readonly devices: readonly DeviceRow[];
  readonly bodies: readonly BodyRow[];
  readonly typed: readonly TypedRow[];
  /** Rich texts whose record now has what was typed up to a sequence: it need not be kept beside it. */
  readonly written: readonly { readonly body: string; readonly upTo: number }[];
  /** Values that gave way. One that is kept already stays as it is. */
  readonly past: readonly KeptEntry[];
  /** What these edits are to say in the audit log. */
  readonly audits?: readonly AuditDue[];
  /** Server's clock, ms. */
  readonly now: number;
}

/** Of the past of a record, of one field or of all, up to `most` entries that come after a place in their order (newest first). */
export interface PastWanted { readonly record: string; readonly field?: string; readonly after?: PastPlace; readonly most: number }

/** The workspace's last sequence, the one at which a member last changed, and the latest start of a server ("": none yet). */
export interface Head { readonly seq: number; readonly membersSeq: number; readonly boot: string }

/** Reads that are started together travel together. */
export interface FeedTx {
  head(): Promise<Head>;
  records(ids: readonly string[]): Promise<readonly RecordState[]>;
  members(): Promise<readonly RecordState[]>;
  /** Records that hang on any of these. */
  children(roots: readonly string[]): Promise<readonly RecordState[]>;
  /** Where records lie now, by record id. */
  places(records: readonly string[]): Promise<ReadonlyMap<string, readonly Place[]>>;
  /** Verdicts given already, by group id. */
  verdicts(groups: readonly string[]): Promise<ReadonlyMap<string, VerdictRow>>;
  /** The refused groups of a device that later edits may depend on: their counters and the records they would have made. */
  refused(devices: readonly string[]): Promise<ReadonlyMap<string, readonly { readonly counter: number; readonly creates: readonly string[] }[]>>;
  devices(ids: readonly string[]): Promise<ReadonlyMap<string, DeviceRow>>;
  /** Which of these records have been erased for ever. */
  erased(ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** What is known of the clients of these rich texts. */
  bodies(ids: readonly string[]): Promise<ReadonlyMap<string, BodyRow>>;
  /** Whether anything lies in the bucket of what has no owner or root to be had. */
  orphans(): Promise<boolean>;
  /** Says what is to be written when the work is done; nothing is read after it. */
  write(batch: Batch): Promise<void>;
}

/** A record of a page: its state as the JSON text of its packed form, so that reading the feed parses nothing. */
export interface PageRow { readonly record: string; readonly places: readonly Place[]; readonly packed: string; /** It is here for its facts alone: it lies where it lay, from before. */ readonly facts?: true }

export interface FeedPage {
  readonly rows: readonly PageRow[];
  readonly gone: readonly { readonly record: string; readonly bucket: Bucket; readonly seq: number }[];
  /** All rows up to this sequence are in this page or before it. Equals `head` when there are no more. */
  readonly upTo: number;
  /** The workspace's last sequence, and the one at which a member last changed, in the same snapshot. */
  readonly head: number;
  readonly membersSeq: number;
  /** The latest start of a server in the same snapshot: what a cursor that ends here names. */
  readonly boot: string;
}

/** Rows of buckets that come whole, newest first. */
export interface OlderPage extends Omit<FeedPage, "gone" | "upTo"> {
  /** All rows from this sequence on are in this page or before it; 0: there are no more. */
  readonly from: number;
}

/** What is looked for by other means than a page: see `ask` of the protocol. */
export type Wanted =
  | { readonly ids: readonly string[] }
  | { readonly root: string }
  | { readonly kind: string; readonly before: number }
  | { readonly words: readonly string[]; readonly kinds: readonly string[] };

export interface FoundPage extends Pick<FeedPage, "rows" | "head" | "membersSeq" | "boot"> {
  /** Of a kind: what came to lie there at this sequence or after is here; 0: there is no more. Of others 1: there is more. */
  readonly from: number;
}

/** What everything else is read by: sent before it. Kinds that a partial index of the database knows. */
export const DEFINITIONS = ["member", "pipeline", "stage", "customField", "team", "settings", "rate"] as const;

export interface Boot { readonly boot: string; readonly firstSeq: number }

export interface FeedStore {
  /** `work` may be done over, with a new `tx`, where another server wrote meanwhile: it must have no effect of its own. */
  transact<T>(workspace: string, work: (tx: FeedTx) => Promise<T>): Promise<T>;
  /** Rows after each lane's sequence in its buckets, in order of sequence, about `limit` of them, never splitting a sequence. */
  page(workspace: string, lanes: readonly Lane[], limit: number): Promise<FeedPage>;
  /** Rows before each lane's `below` in its buckets, newest first, about `limit` of them, never splitting a sequence. What has left a bucket is not told. */
  older(workspace: string, lanes: readonly Lane[], limit: number): Promise<OlderPage>;
  /** The definitions that lie in these buckets. */
  definitions(workspace: string, buckets: readonly Bucket[]): Promise<readonly PageRow[]>;
  /** How many rows a page-by-page read of these lanes will give, going down no further than to `floor`. */
  count(workspace: string, lanes: readonly Lane[], floor?: number): Promise<number>;
  /** The sequence from which on about the newest `limit` rows of these buckets lie; 0: there are no more than that. */
  edge(workspace: string, buckets: readonly Bucket[], limit: number): Promise<number>;
  /** The ids of records in these buckets whose open mark is one of these and that were written last before a sequence, newest first. */
  open(workspace: string, buckets: readonly Bucket[], marks: readonly string[], before: number, most: number): Promise<readonly string[]>;
  /**
   * Records with all their places in these buckets; those that lie in none of them are left out. Newest first. It looks at
   * about `most` records, and of a kind answers those among them that are of it.
   */
  find(workspace: string, buckets: readonly Bucket[], wanted: Wanted, most: number): Promise<FoundPage>;
  /** Rows and checksum of what came to lie in each bucket from `below` on, of lanes that have one. */
  sumsFrom(workspace: string, lanes: readonly Lane[]): Promise<ReadonlyMap<Bucket, { readonly rows: number; readonly sum: number }>>;
  sums(workspace: string, buckets: readonly Bucket[]): Promise<ReadonlyMap<Bucket, { readonly rows: number; readonly sum: number }>>;
  /** Notes that this server has started; `firstSeq` is the last sequence used before it. Answers all boots, oldest first, this one last. */
  boot(workspace: string, boot: string, now: number): Promise<readonly Boot[]>;
  boots(workspace: string): Promise<readonly Boot[]>;
  /** The oldest sequence from which REMOVE rows are still all there; a cursor before it must load anew. */
  horizon(workspace: string): Promise<number>;
  device(workspace: string, id: string): Promise<DeviceRow | null>;
  saveDevice(workspace: string, device: DeviceRow): Promise<void>;
  /** Each device has kept its verdicts up to its counter: their bodies may go; the group ids and refusals stay (180 days). */
  confirm(workspace: string, counters: ReadonlyMap<string, number>): Promise<void>;
  members(workspace: string): Promise<readonly RecordState[]>;
  /** What was typed into a rich text after a sequence and is not in its record yet, in order. */
  typed(workspace: string, body: string, after: number): Promise<readonly TypedRow[]>;
  /** Rich texts with anything typed that is not in their records yet. */
  unwritten(workspace: string): Promise<readonly string[]>;
  /** Entries of a record's past, newest first; of one that is not there or erased they are nobody's to read, and go (housekeeping). */
  past(workspace: string, wanted: PastWanted): Promise<readonly PastEntry[]>;
  /** Those of a record that these edits left, whatever the field: who made an edit, and when. */
  pastBy(workspace: string, record: string, origins: readonly string[]): Promise<readonly PastEntry[]>;
}
