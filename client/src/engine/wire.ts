// What a page and the engine's worker say to each other. Plain data both ways; one port a page.
import type { Call } from "@outrider/shared/commands";
import type { Kind } from "@outrider/shared/schema";
import type { HeardInRoom, RoomOf, SaidInRoom } from "./room-wire.ts";
import type { TextVector } from "./meaning/meaning-ports.ts";
import type { NotSaved, Saved, WatchName } from "./api.ts";
import type { NewFile } from "./api-records.ts";

/** Whose records: one database, one engine and one connection for each. */
export interface Account { readonly user: string; readonly workspace: string }
export const accountKey = ({ user, workspace }: Account): string => `${workspace}.${user}`;

export type Request =
  | { readonly do: "perform"; readonly calls: readonly Call[] }
  | { readonly do: "performAll"; readonly groups: readonly (readonly Call[])[] }
  | { readonly do: "undo"; readonly group: string }
  | { readonly do: "dismiss"; readonly groups: readonly string[] }
  | { readonly do: "older"; readonly kinds: readonly Kind[] }
  | { readonly do: "fetch"; readonly ids: readonly string[] }
  | { readonly do: "attach"; readonly file: NewFile }
  | { readonly do: "openFile" | "sendFileAgain" | "discardFile"; readonly file: string }
  | { readonly do: "keepFile"; readonly file: string; readonly keep: boolean }
  /** Answers `OwedText`s. */
  | { readonly do: "owedTexts"; readonly model: string }
  | { readonly do: "takeVectors"; readonly model: string; readonly vectors: readonly TextVector[] }
  /** Vectors of all other models go. */
  | { readonly do: "keepVectors"; readonly models: readonly string[] }
  | { readonly do: "wipe" };

/** What opens a lock: what the person has, or what the server keeps for who has just signed in. */
export type LockProof =
  | { readonly pin: string }
  | { readonly secret: Uint8Array<ArrayBuffer> }
  | { readonly recovery: Uint8Array<ArrayBuffer> };
/** `recovery`: what the server keeps from now on. */
export type NewLock =
  | { readonly kind: "none" }
  | { readonly kind: "pin"; readonly pin: string; readonly recovery: Uint8Array<ArrayBuffer> }
  | { readonly kind: "passkey"; readonly id: Uint8Array<ArrayBuffer>; readonly salt: Uint8Array<ArrayBuffer>; readonly secret: Uint8Array<ArrayBuffer>; readonly recovery: Uint8Array<ArrayBuffer> };
export type Unlocked = { readonly result: "open" } | { readonly result: "wrong"; readonly waitMs: number } | { readonly result: "sign-in" };
/** What a page is told of a lock. `open`: somebody has opened it; `signIn`: it has been tried too often; `waitMs`: not sooner. */
export interface LockView {
  readonly open: boolean;
  readonly kind: "pin" | "passkey";
  readonly signIn: boolean;
  readonly waitMs: number;
  readonly passkey?: { readonly id: Uint8Array<ArrayBuffer>; readonly salt: Uint8Array<ArrayBuffer> };
}
/**
 * Of the account's key, answered also where no engine runs. `look`: LockView or null; `device`: what the server calls this
 * one, or null; `close` locks; `forget` takes key and data off this device, unsent edits too: ask first.
 */
export type VaultAsk =
  | { readonly do: "look" | "device" | "close" | "forget" }
  | { readonly do: "unlock"; readonly proof: LockProof }
  | { readonly do: "set"; readonly lock: NewLock; readonly proof: LockProof | null };

/** From a page. */
export type Ask =
  | { readonly t: "vault"; readonly id: number; readonly account: Account; readonly ask: VaultAsk }
  /** `life`: a lock that the page holds as long as it lives, where the browser has locks. */
  | { readonly t: "open"; readonly account: Account; readonly life: string | null }
  | { readonly t: "request"; readonly id: number; readonly request: Request }
  | { readonly t: "watch"; readonly id: number; readonly name: WatchName; readonly of: unknown }
  | { readonly t: "unwatch"; readonly id: number }
  /** `held`: the client id under which this page wrote in the room before. */
  | { readonly t: "join"; readonly id: number; readonly room: RoomOf; readonly held?: number }
  | { readonly t: "say"; readonly id: number; readonly said: SaidInRoom }
  | { readonly t: "leave"; readonly id: number }
  | { readonly t: "nudge" | "put-off" | "ping" | "close" };

/** Why the engine does not answer yet, or no more: it runs in another tab, a newer one took over, its person is signed out, the key is withheld. */
export type Standing = "starting" | "elsewhere" | "replaced" | "signed-out" | "broken" | "locked" | "lease-over";

/** To a page. */
export type Tell =
  | { readonly t: "answer"; readonly id: number; readonly value: unknown }
  /** A bug, or an engine that ended meanwhile: whether the request was carried out is not known. */
  | { readonly t: "failed"; readonly id: number; readonly message: string }
  | { readonly t: "show"; readonly id: number; readonly value: unknown }
  | { readonly t: "heard"; readonly id: number; readonly heard: HeardInRoom }
  | { readonly t: "standing"; readonly standing: Standing }
  /** A lock that the worker holds as long as it lives. */
  | { readonly t: "life"; readonly life: string }
  /** Nobody is at the other end any more: only a new line helps. */
  | { readonly t: "lost" }
  | { readonly t: "pong" };

export interface Port<Out, In> {
  post(message: Out): void;
  /** One listener. */
  listen(heard: (message: In) => void): void;
  close(): void;
}

/** What a request answers, by what it does. */
export type SavedAnswer = { readonly ok: true; readonly value: Saved } | { readonly ok: false; readonly error: NotSaved };
