// What a connection to the feed is given, and what it is to those who hold it.
import type { Refusal } from "@outrider/shared/access";
import type { ByeCode } from "@outrider/shared/protocol";
import type { Group } from "@outrider/shared/records";
import { editSentences } from "@outrider/shared/schema";
import type { Presence } from "../rooms/presence.ts";
import type { RoomsBugs } from "../rooms/session-rooms.ts";
import type { Committed } from "./committed.ts";
import type { Boot, FeedStore, Head } from "./feed-store.ts";
import type { GreetingBugs } from "./greeting.ts";
import type { Pipeline } from "./pipeline.ts";
import type { Signing } from "./signing.ts";

/** Told to whoever was deactivated. */
export const NO_MEMBER: string = editSentences["not-a-member"];

/** The wire. `buffered` is what has been sent and not left yet, in bytes. */
export interface Wire { send(text: string): void; close(code: number, reason: string): void; buffered(): number }

export interface Who { readonly workspace: string; readonly user: string; readonly session: string }

/** Planted bugs, as AcceptBugs: each lets somebody have what he may not see, or keeps it from being taken back. */
export interface VisibilityBugs {
  /** What a commit changed is handed to everybody. */
  readonly handsToAll?: boolean;
  /** A page is sent although who may see what has changed since the buckets were looked up. */
  readonly sendsByOldView?: boolean;
  /** What is shared with somebody of the team is followed as what he owns is. */
  readonly followsShares?: boolean;
  /** Facts of what a device holds outside its lanes are kept back. */
  readonly factsWithheld?: boolean;
  /** Whatever bucket a device wants anew comes. */
  readonly reloadsAny?: boolean;
}

export interface SessionDeps {
  readonly store: FeedStore;
  readonly pipeline: Pipeline;
  readonly signing: Signing;
  readonly now: () => number;
  readonly newDeviceId: () => string;
  readonly sleep: (ms: number) => Promise<void>;
  readonly boots: (workspace: string) => Promise<readonly Boot[]>;
  /** A device has kept its verdicts up to the counter. */
  readonly confirm: (workspace: string, device: string, counter: number) => void;
  /** Whether the sign-in behind this connection still holds. */
  readonly isLive: (session: string) => Promise<boolean>;
  readonly presence: Presence;
  /** What is wrong with what edits of one hand type into rich texts, one after the other, or null. */
  readonly inspect?: (workspace: string, groups: readonly Group[]) => Promise<readonly (Refusal | null)[]>;
  /** What was tried of this edit was not committed. */
  readonly refused?: (workspace: string, group: Group) => void;
  /** Notes what somebody tried and may not, for those who look after the workspace. */
  readonly audit?: (event: "typing-refused" | "presence-refused", who: Who, detail: Readonly<Record<string, string>>) => void;
  /** Told of each hello before it is answered; `device`: as what it goes on, null where it was revoked. */
  readonly said?: (hello: Who & { readonly device: string | null; readonly before: string | null }) => Promise<void>;
  /** The device is known now. */
  readonly onGreeted: () => void;
  readonly pageRows?: number;
  /** About how many records the device of a manager or an admin holds by itself; all unless told. */
  readonly deviceRecords?: number;
  /** A device that has been away so long is told the checksums of what it holds where it does not hold all; an hour unless told, ms. */
  readonly sumsAgainMs?: number;
  readonly log: (event: string, details: Readonly<Record<string, unknown>>) => void;
  readonly bugs?: GreetingBugs & RoomsBugs & { readonly cursorFromHead?: boolean; /** A cursor on the way does not say how far history had come. */ readonly headUnsaid?: boolean; /** Nor does one before an answer that is ahead of it. */ readonly answerUnsaid?: boolean; readonly neverRefollow?: boolean; /** A row that lies just below a page of what comes whole is passed over. */ readonly fallsTooFar?: boolean; /** Checksums count what a device is not to hold by itself. */ readonly sumsOfAll?: boolean } & VisibilityBugs;
}

export interface FeedSession {
  readonly who: Who;
  device(): string | null;
  /** Something is committed that it has not been sent. */
  isBehind(): boolean;
  receive(text: string): void;
  committed(committed: Committed): void;
  /** There may be more than was handed over; `members`: perhaps of who belongs to the workspace. */
  wake(members?: boolean): void;
  /** The workspace stands here now: reads on if it stands behind. */
  catchUp(head: Pick<Head, "seq" | "membersSeq">): void;
  bye(code: ByeCode, message: string): void;
  closed(): void;
}
