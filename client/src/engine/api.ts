// What the engine answers and what can be watched of it, as plain data that crosses to the page.
import type { RefusalCode } from "@outrider/shared/access";
import type { FiguresQuestion, GoalsQuestion } from "@outrider/shared/analytics";
import type { Why as Because } from "@outrider/shared/kernel";
import type { AlikeAnswer, AlikeOf, AssistantAnswer, AssistantQuestion, CloseAnswer, CloseOf, FiguresAnswer, GoalsAnswer, MeaningAnswer, SegmentAnswer, SegmentOf, TwinsAnswer, TwinsOf } from "./api-answers.ts";
import type { Concerns, DoneEdit, OpenProposal, PastAnswer, PastOf, PendingEdit, RefusedEdit } from "./api-edits.ts";
import type { FileView, FilesOf, Query, QueryAnswer, RecordAnswer } from "./api-records.ts";
import type { OrdersAnswer, OrdersOf } from "./orders.ts";

/** An edit that is durable on this device. */
export interface Saved {
  /** Id of the group, for undo. */
  readonly group: string;
  readonly counter: number;
  /** Records it changes or makes, in the order of its changes. */
  readonly records: readonly string[];
}

/** Why an edit was not taken; nothing of it was kept. */
export interface NotSaved extends Because {
  readonly code: RefusalCode | "storage-full" | "not-kept" | "not-ready" | "gone" | "away";
  readonly change?: number;
  readonly field?: string;
}

export type EnginePhase =
  | "starting" | "elsewhere" | "replaced" | "offline" | "connecting" | "catching-up" | "synced" | "needs-attention" | "update-needed" | "signed-out"
  /** The key to what is stored is withheld: until the person opens his lock; until he signs in. */
  | "locked" | "lease-over";

export interface Status {
  readonly phase: EnginePhase;
  /** Edits saved here that the server has not acknowledged. */
  readonly pending: number;
  /** Refused edits not dismissed yet; open proposals on records that one can see. */
  readonly refused: number;
  readonly proposals: number;
  /** Rows of the present catch-up, where it is long enough to be shown. */
  readonly progress: { readonly have: number; readonly total: number } | null;
  /** The person put off what was being received: it goes on when they come back, or say so. */
  readonly putOff: boolean;
  /** Device's clock, ms. */
  readonly lastSynced: number | null;
  /** Whether this device holds all that its person may see. */
  readonly complete: boolean;
  /** Where it holds a part by itself (the newest and the open), how many records that are now. */
  readonly part: number | null;
  /** The browser lost what this device held; it is fetched again, and edits not sent then are gone. */
  readonly lostLocalData: boolean;
  /** A sentence where something on this device needs the person (storage full or broken). */
  readonly trouble: string | null;
  /** The server's own words where it said good-bye. */
  readonly message: string | null;
}

/** What a page can watch, and what it is shown. */
export interface Watchable {
  readonly query: { readonly of: Query; readonly shows: QueryAnswer };
  readonly record: { readonly of: string; readonly shows: RecordAnswer };
  readonly status: { readonly of: null; readonly shows: Status };
  readonly pending: { readonly of: null; readonly shows: readonly PendingEdit[] };
  readonly refused: { readonly of: null; readonly shows: readonly RefusedEdit[] };
  readonly done: { /** How many of the newest; null: 200. */ readonly of: number | null; readonly shows: readonly DoneEdit[] };
  readonly proposals: { readonly of: null; readonly shows: readonly OpenProposal[] };
  readonly concerns: { readonly of: null; readonly shows: Concerns };
  readonly figures: { readonly of: Omit<FiguresQuestion, "user">; readonly shows: FiguresAnswer };
  readonly goals: { readonly of: GoalsQuestion; readonly shows: GoalsAnswer };
  readonly segment: { readonly of: SegmentOf; readonly shows: SegmentAnswer };
  readonly assistant: { readonly of: AssistantQuestion; readonly shows: AssistantAnswer };
  readonly past: { readonly of: PastOf; readonly shows: PastAnswer };
  readonly orders: { readonly of: OrdersOf; readonly shows: OrdersAnswer };
  readonly files: { readonly of: FilesOf; readonly shows: readonly FileView[] };
  readonly twins: { readonly of: TwinsOf; readonly shows: TwinsAnswer };
  readonly alike: { readonly of: AlikeOf; readonly shows: AlikeAnswer };
  /** By the name of a model. */
  readonly meaning: { readonly of: string; readonly shows: MeaningAnswer };
  readonly close: { readonly of: CloseOf; readonly shows: CloseAnswer };
}

export type WatchName = keyof Watchable;
