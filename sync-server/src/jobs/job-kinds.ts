// What the server does later, as one table: the data a job carries and how often it is tried. Invariant: a job carries
// names of rows and no words of theirs; a mail is the one exception, and it is sealed. Handlers may be called again for a
// job that was in hand when its server died: what must not happen twice is guarded where it happens.

export interface JobData {
  /** A mail as text under the server's own key (see queued-mailer.ts). */
  readonly mail: { readonly sealed: string };
  /** A notice that goes to its person by mail. */
  readonly noticeMail: { readonly workspace: string; readonly notice: string };
  /** A notice that goes to every browser of its person that asked for it. */
  readonly noticePush: { readonly workspace: string; readonly notice: string; readonly subscription: string };
  readonly webhook: { readonly workspace: string; readonly delivery: string };
  /** Looks at what time alone has made worth telling. */
  readonly watch: { readonly slot: number };
  /** Embeds texts that have no vector yet, of records after this id, or of these alone. */
  readonly embedTexts: { readonly workspace: string; readonly after: string; readonly ids?: readonly string[] };
  /** Receipts that the simulated vendor of campaigns is to tell: of the messages with these keys, taken at that time (ms). */
  readonly simulatedReceipts: { readonly keys: readonly string[]; readonly counted?: readonly string[]; readonly at: number; readonly round: number };
  /** Works off what came in of customers and orders. */
  readonly ingest: { readonly workspace: string };
  /** Looks who went into the segments of a workspace, or out of them, where a webhook asks. */
  readonly segmentMoves: { readonly workspace: string };
  /** The erasure of a person. */
  readonly erasure: { readonly workspace: string; readonly erasure: string };
}

export type JobKind = keyof JobData;

export interface JobRule {
  /** How often it is tried again, and how long before the first time; each further wait is about twice as long. */
  readonly retries: number;
  readonly firstWaitSeconds: number;
  /** In hand for longer than this, it counts as left by a server that died. */
  readonly withinSeconds: number;
  /** How many of the kind one server has in hand at once. */
  readonly atOnce: number;
}

/** With a first wait of 15 s, ten retries reach about four hours. */
export const JOB_KINDS = {
  mail: { retries: 10, firstWaitSeconds: 15, withinSeconds: 90, atOnce: 4 },
  noticeMail: { retries: 8, firstWaitSeconds: 15, withinSeconds: 90, atOnce: 4 },
  noticePush: { retries: 5, firstWaitSeconds: 15, withinSeconds: 60, atOnce: 4 },
  webhook: { retries: 10, firstWaitSeconds: 15, withinSeconds: 60, atOnce: 4 },
  watch: { retries: 2, firstWaitSeconds: 30, withinSeconds: 300, atOnce: 1 },
  embedTexts: { retries: 5, firstWaitSeconds: 60, withinSeconds: 900, atOnce: 1 },
  simulatedReceipts: { retries: 10, firstWaitSeconds: 5, withinSeconds: 120, atOnce: 2 },
  ingest: { retries: 12, firstWaitSeconds: 2, withinSeconds: 900, atOnce: 2 },
  segmentMoves: { retries: 1, firstWaitSeconds: 60, withinSeconds: 900, atOnce: 1 },
  erasure: { retries: 12, firstWaitSeconds: 5, withinSeconds: 900, atOnce: 1 },
} satisfies Record<JobKind, JobRule>;

export const JOB_NAMES = Object.keys(JOB_KINDS) as readonly JobKind[];
