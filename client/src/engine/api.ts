// What the engine answers and shows, as plain data that crosses to the page.
import type { RefusalCode } from "@outrider/shared/access";
import type { Figures, FiguresQuestion, GoalProgress, GoalsQuestion } from "@outrider/shared/analytics";
import type { Condition, ProposalView, RecordView, Row, Sort, Written } from "@outrider/shared/projection";
import type { Origin, PastEntry } from "@outrider/shared/records";
import type { Kind, Rule, RuleFault, Value } from "@outrider/shared/schema";
import type { Why } from "@outrider/shared/segments";
import type { AsOf, CoachAnswer, ConsentGap, ObjectionAnswer, Persona, WinLoss, WinLossReport } from "@outrider/shared/sales";
import type { Reason, Sketch, TwinKind } from "@outrider/shared/search";
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
export interface NotSaved {
  readonly code: RefusalCode | "storage-full" | "not-kept" | "not-ready" | "gone" | "away";
  /** A sentence for the person. */
  readonly message: string;
  readonly change?: number;
  readonly field?: string;
}

/** A rule with whose eyes and on what day (`YYYY-MM-DD`) it is looked at, so that the same question has the same answer. */
export interface Ruled { readonly rule: Rule; readonly me: string; readonly today: string }

export interface Query {
  readonly kind: Kind | readonly Kind[];
  readonly where?: readonly Condition[];
  /** Must hold besides. */
  readonly rule?: Ruled;
  /** What was typed; every word must be found. Without `sort`, names that begin with it come first. */
  readonly search?: string;
  /** Where few are found among these kinds by the words as they were typed, those nearest to them will do. */
  readonly alike?: readonly Kind[];
  readonly sort?: Sort;
  /** Rows come group by group, in this order within each. */
  readonly group?: Grouping;
  /** A field of numbers or money to add up, over everything found whatever the window shows. */
  readonly sum?: string;
  /** Percentages by which the sum is weighted as well: of these fields the first that has one, a hundred where none has. */
  readonly weight?: readonly string[];
  /** Only what hangs on this record. */
  readonly root?: string;
  /** With figures worked out where a field is empty (a lead's score), which are ordered by like given ones. */
  readonly worked?: boolean;
  /** Deleted records instead of the others. */
  readonly bin?: boolean;
  readonly offset?: number;
  /** 100 unless told; at most 1000. */
  readonly limit?: number;
}

export interface Grouping {
  /** A field (or `link.field`) whose value makes the group; of a set, its first element. */
  readonly by: string;
  /** Days by their month: the group is `YYYY-MM`. */
  readonly part?: "month";
  /** What the groups are in order of, where that is something else: `stage.order` for `stage`. */
  readonly order?: string;
  readonly descending?: boolean;
}
/** Money in one currency; numbers have none (""). */
export interface Total { readonly currency: string; readonly amount: number; readonly weighted?: number }
/** A group of the whole list, also where the window shows none of it. */
export interface Group {
  /** What its records have in the field; null: nothing. */
  readonly value: Value;
  /** The name of what a link points at. */
  readonly title?: string;
  /** Place of its first row in the whole list. */
  readonly from: number;
  readonly count: number;
  readonly totals?: readonly Total[];
}

/** What there may be beyond what a device holds: to be fetched, being asked for, asked for and here, out of reach. */
export type Beyond = "more" | "asking" | "answered" | "offline";
/** `busy`: the server could not answer just now. */
export interface OlderAnswer { readonly result: "fetched" | "offline" | "busy" }

/** What mistyped words were taken for, folded, the likeliest first; `exactly`: how many were found by them as they are. */
export interface Taken { readonly words: readonly { readonly typed: string; readonly as: readonly string[] }[]; readonly exactly: number }

export interface QueryAnswer {
  readonly rows: readonly Row[];
  readonly offset: number;
  readonly total: number;
  /** Where the query has `alike`, and it made a difference. */
  readonly taken?: Taken;
  /** Whether the device holds everything there is to find. */
  readonly complete: boolean;
  /** Where it does not because it holds a part by itself: the rest is the server's. */
  readonly beyond?: Beyond;
  /** Where the query has a `group`. */
  readonly groups?: readonly Group[];
  /** Where the query has a `sum`: largest first. */
  readonly totals?: readonly Total[];
}

/** A company of which it is known how many people work there. */
export interface CompanySize { readonly id: string; readonly name: string; readonly employees: number }
export interface RecordPage extends RecordView {
  /** Of a lead: the company that it is with, where one is known by that name and its size is. */
  readonly size?: CompanySize;
  /** Records for which it stands since they were merged into it, where there are any. */
  readonly absorbed?: readonly RecordName[];
  /** What this person may do to it, as far as this device knows. */
  readonly may: { readonly edit: boolean; readonly assign: boolean; readonly share: boolean; readonly delete: boolean };
}
export interface RecordAnswer { readonly view: RecordPage | null; readonly complete: boolean; readonly beyond?: Beyond }

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

export interface RecordName { readonly id: string; readonly kind: Kind; readonly title: string }

export interface PendingEdit {
  readonly group: string;
  readonly command: string;
  readonly at: number;
  readonly records: readonly RecordName[];
  readonly state: "waiting" | "sent" | "accepted";
}

/**
 * An edit of this device. What an undo would take back of it now: the `whole` or a `part` of it; nothing, because it was
 * `changed` since; it is `undone` already.
 */
export interface DoneEdit {
  readonly group: string;
  readonly command: string;
  /** Device's clock, ms. */
  readonly at: number;
  readonly records: readonly RecordName[];
  /** Of records that were there before. */
  readonly fields: readonly string[];
  readonly state: "whole" | "part" | "changed" | "undone";
}

export interface RefusedEdit {
  readonly group: string;
  readonly command: string;
  readonly at: number;
  readonly refusedAt: number;
  readonly refusal: { readonly code: string; readonly message: string; readonly field?: string };
  /** What was typed, to be copied. */
  readonly typed: readonly { readonly record: RecordName; readonly field: string; readonly label: string; readonly text: string }[];
}

export interface OpenProposal extends ProposalView { readonly record: RecordName; readonly titles: Readonly<Record<string, string>> }

/** What gave way lately and concerns this person. `key` names it: the same again is the same. `edit`: what it is left by (see the kind `kept`). */
export type Concern = { readonly key: string; readonly at: number; readonly record: RecordName; readonly field: string; readonly edit: Origin } & (
  /** Two did not know of each other's edit: of the two values one stands. */
  | { readonly type: "value"; readonly mine: "gave-way" | "stands"; readonly gave: Written; readonly stands: Written }
  /** `by` settled what `author` proposed; `overruled`: this person had let it be meanwhile. */
  | { readonly type: "settled"; readonly accepted: boolean; readonly by: string; readonly author: string; readonly proposed: Value; readonly stands: Written | null; readonly overruled: boolean }
);
export interface Concerns {
  /** Newest first. */
  readonly concerns: readonly Concern[];
  readonly titles: Readonly<Record<string, string>>;
  /** Whether everything on this device has been looked at. */
  readonly complete: boolean;
}

/** The history of one field or set of a record; `pages`: how many of the server's pages are wanted, 1 unless told. */
export interface PastOf { readonly record: string; readonly field: string; readonly pages?: number }
/** `pending`: an edit of this device that the server does not have yet. */
export interface ShownEntry extends PastEntry { readonly pending: boolean }
export interface PastAnswer {
  /** Own edits on their way, then newest first. */
  readonly entries: readonly ShownEntry[];
  readonly titles: Readonly<Record<string, string>>;
  /** When the server was asked last, by the device's clock; null: never, and this is what the record itself tells. */
  readonly asOf: number | null;
  /** `here`: as the server knows it now; `offline`: it cannot be asked; `gone`: this person may not see the record any more. */
  readonly state: "asking" | "here" | "offline" | "gone";
  /** Whether there is older history to be asked for. */
  readonly more: boolean;
}

/** A file that somebody adds to a record (`about`: at one of its activities); `type` as the browser names it. */
export interface NewFile {
  readonly root: string;
  readonly about?: string;
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
  /** Of a picture: pixels, and a small one as base64. */
  readonly width?: number;
  readonly height?: number;
  readonly thumbnail?: string;
}
/** `elsewhere`: only another device has it; `damaged`: what is there is not what its record names. */
export type FileAnswer =
  | { readonly ok: true; readonly name: string; readonly type: string; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly why: "offline" | "elsewhere" | "gone" | "damaged" };
/** Those on a record and on what was merged into it, or those whose bytes only this device has. */
export type FilesOf = { readonly root: string } | { readonly owed: true };
export interface FileView {
  readonly id: string;
  readonly root: string;
  readonly about: string | null;
  readonly name: string;
  readonly type: string;
  /** Bytes. */
  readonly size: number;
  readonly width: number | null;
  readonly height: number | null;
  /** A small picture of it as base64, as somebody's device made it. */
  readonly thumbnail: string | null;
  /** When it was added, ms, and by whom; their name where they are known here. */
  readonly at: number;
  readonly by: string;
  readonly byName: string | null;
  /** Whether its bytes are on this device, and whether they stay. */
  readonly here: boolean;
  readonly keep: boolean;
  /** `waiting` and `uploading`: from this device; `elsewhere`: another device has it and has not sent it yet. */
  readonly state: "uploaded" | "waiting" | "uploading" | "trouble" | "elsewhere";
  /** 0 to 1. */
  readonly sent: number;
  readonly trouble: "too-large" | "no-access" | "no-room" | "other-bytes" | "damaged" | "refused" | null;
}
/** A list of what may be there twice, of one kind; `limit`: 50 unless told, at most 300. */
export interface TwinsOf { readonly kind: TwinKind; readonly limit?: number }
/** `score`: percent. `merge`: whether this person may make one of the two, in either direction; `dismiss`: may say that they are not the same. */
export interface TwinPair { readonly one: Row; readonly other: Row; readonly score: number; readonly reasons: readonly Reason[]; readonly may: { readonly merge: boolean; readonly dismiss: boolean } }
export interface TwinsAnswer {
  /** Most likely first. */
  readonly pairs: readonly TwinPair[];
  readonly total: number;
  /** How much of the looking is done, 0 to 1. */
  readonly share: number;
}
/** What is being typed, and the id of what is being edited. */
export interface AlikeOf { readonly sketch: Sketch; readonly id?: string }
/** A few, most likely first; `complete`: everything on this device has been compared. */
export interface AlikeAnswer { readonly found: readonly { readonly row: Row; readonly score: number; readonly reasons: readonly Reason[] }[]; readonly complete: boolean }

/** A text that is to be embedded; `hash` names it. */
export interface OwedText { readonly id: string; readonly hash: string; readonly text: string }
/** How far the search by meaning is with one model. `looked`: everything on this device has been looked at. */
export interface MeaningAnswer { readonly looked: boolean; readonly total: number; readonly owed: number }
/** What was typed; with a model its vector by that model (`quantised`), where there is one; or `near`: what the server found, `score` as a cosine. */
export interface CloseOf { readonly text: string; readonly model?: string; readonly vector?: readonly number[]; readonly near?: readonly { readonly id: string; readonly score: number }[]; readonly limit?: number }
/** The closest first, without what holds the words as they were typed; `score`: percent. `by`: what they were compared by. */
export interface CloseAnswer { readonly found: readonly { readonly row: Row; readonly score: number }[]; readonly by: "model" | "server" | "words"; readonly complete: boolean; /** The server can find more: it has records that this device does not hold. */ readonly more: boolean }

/** `null`: it is still being read. */
export interface FiguresAnswer { readonly figures: Figures | null; readonly complete: boolean; readonly beyond?: Beyond }
export interface GoalsAnswer { readonly goals: readonly GoalProgress[] | null; readonly complete: boolean; readonly beyond?: Beyond }

/** Who a rule over contacts finds on this device, seen by its person on a day (`YYYY-MM-DD`) in a time zone (IANA). `rule` null: everybody. */
export interface SegmentOf {
  readonly rule: Rule | null;
  readonly today: string;
  readonly zone: string;
  /** 10 unless told; at most 100. */
  readonly sample?: number;
  /** Why this one is in or out. */
  readonly contact?: string;
}
export interface SegmentAnswer {
  /** What is wrong with the rule: then nothing else is told. */
  readonly fault: RuleFault | null;
  /** Null while contacts are still being read; `share`, 0 to 1, of which is done. */
  readonly count: number | null;
  /** Of how many contacts that this device holds. */
  readonly of: number | null;
  readonly share: number;
  /** In order of their ids. */
  readonly sample: readonly Row[];
  /** Of `contact`, where it is here and there is a rule. */
  readonly why: Why | null;
  /** Names of what the values in `why` point at, by id. */
  readonly titles: Readonly<Record<string, string>>;
  /** Whether this device holds all contacts, deals and activities that its person may see; otherwise the server knows the true count. */
  readonly complete: boolean;
  readonly beyond?: Beyond;
}

/** What the assistant is asked, of the moment that the page says. `deal` of an objection: "" for none; `self`: its own record. */
/** By which model of this device texts are compared beside their words, and the vector of what was typed. */
export interface Meant { readonly model: string; readonly vector?: readonly number[] }
export type AssistantQuestion = (AsOf & (
  | { readonly ask: "coach"; readonly deal: string; readonly meant?: Meant }
  | { readonly ask: "persona"; readonly contact: string }
  | { readonly ask: "objection"; readonly text: string; readonly deal: string; readonly self?: string; readonly meant?: Meant }
  | { readonly ask: "winLoss"; readonly deal: string }
  | { readonly ask: "report"; readonly from: string; readonly to: string }
)) | NamedQuestion;
/** What somebody else's statements rest on: no result, but the records by name, and what was made of the `suggestion` on `root`. */
interface NamedQuestion { readonly ask: "named"; readonly records: readonly string[]; readonly root: string; readonly suggestion: string }
export type AssistantResult = CoachAnswer | Persona | ObjectionAnswer | WinLoss | WinLossReport;
/** `root`: what it hangs on. */
export interface AssistantRecord extends RecordName { readonly root?: RecordName }
export interface GivenFeedback { readonly id: string; /** "yes", "no" or "". */ readonly useful: string; readonly done: boolean; /** "worked", "failed" or "". */ readonly outcome: string }
export interface AssistantAnswer {
  /** Who has not agreed: then there is nothing else. */
  readonly gap: ConsentGap | null;
  /** Who has not agreed to a language model's being asked the same. */
  readonly outside: ConsentGap | null;
  /** How much of what is held has been read, 0 to 1; below 1 there is no result. */
  readonly share: number;
  /** Null: it is still being read, or what was asked about is not here. */
  readonly result: AssistantResult | null;
  /** What the result names, by id. */
  readonly records: Readonly<Record<string, AssistantRecord>>;
  /** This person's own, by what was suggested. */
  readonly feedback: Readonly<Record<string, GivenFeedback>>;
  readonly complete: boolean;
  readonly beyond?: Beyond;
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
