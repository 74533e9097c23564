// Lists and records as the engine shows them, and the files on them: plain data that crosses to the page.
import type { Condition, RecordView, Row, Sort } from "@outrider/shared/projection";
import type { Kind, Rule, Value } from "@outrider/shared/schema";

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

export interface RecordName { readonly id: string; readonly kind: Kind; readonly title: string }

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
