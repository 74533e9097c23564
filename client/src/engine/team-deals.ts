// Closed deals of others as figures, for the coach of who has few: asked for when they are wanted and there is a connection,
// kept for when there is none. Invariant: where the workspace has taken its consent back nothing is kept of them.
import type { TeamGroup } from "@outrider/shared/sales";
import type { Timers } from "./ports.ts";

/** As it was fetched; `at`: device's clock, ms. */
export interface KeptTeamDeals { readonly groups: readonly TeamGroup[]; readonly at: number }
/** Asks the server. `off`: the workspace has not agreed, or one is no member. Null: no answer to be had now. */
export type FetchTeamDeals = () => Promise<readonly TeamGroup[] | "off" | null>;
/** Beside the store of records: losing what is here costs a question to the server and nothing else. */
export interface TeamDealsStore {
  /** Null where there is nothing, or what there is cannot be read. */
  read(): Promise<KeptTeamDeals | null>;
  keep(kept: KeptTeamDeals): Promise<void>;
  forget(): Promise<void>;
}

export interface TeamDealsParts { readonly store: TeamDealsStore; readonly fetch: FetchTeamDeals }
export interface TeamDealsDeps extends TeamDealsParts {
  readonly live: () => boolean;
  readonly timers: Timers;
  readonly changed: () => void;
}

export interface TeamDeals {
  /** Grows with every change of what is known. */
  readonly turn: number;
  /** What is known; asked for where it is not, or is old. */
  groups(): readonly TeamGroup[];
  /** The connection may be another one: where it has come back, what could not be asked for is asked for by whoever wants it still. */
  noticed(): void;
  /** The workspace has not agreed: what was kept goes. */
  withdrawn(): void;
  /** The account is wiped: nothing of it stays in memory. */
  forget(): void;
}

/** Figures of twelve months are not others within so long. */
const FRESH_MS = 6 * 3_600_000;
/** A server that has no answer is left alone for a while. */
const FAILED_MS = 60_000;
const NONE: readonly TeamGroup[] = [];

export const noTeamDeals: TeamDealsParts = { store: { read: () => Promise.resolve(null), keep: () => Promise.resolve(), forget: () => Promise.resolve() }, fetch: () => Promise.resolve(null) };

export function createTeamDeals({ store, fetch, live, timers, changed }: TeamDealsDeps): TeamDeals {
  let kept: KeptTeamDeals | null = null;
  let state: "unread" | "busy" | "read" = "unread";
  let failedAt = Number.NEGATIVE_INFINITY;
  let turn = 0;
  /** Somebody wanted them, and they were not to be had. */
  let waits = false;
  let wasLive = false;
  // Grows when all is let go: what comes of a question from before is nobody's.
  let age = 0;
  let cleared = false;

  function tell(found: KeptTeamDeals | null): void {
    kept = found;
    turn += 1;
    changed();
  }

  async function read(): Promise<void> {
    const mine = age;
    state = "busy";
    const found = await store.read().catch(() => null);
    if (mine !== age) return;
    state = "read";
    tell(found);
  }

  async function ask(): Promise<void> {
    const mine = age;
    state = "busy";
    const told = await fetch().catch(() => null);
    if (mine !== age) return;
    state = "read";
    if (told === null || told === "off") {
      failedAt = timers.now();
      waits = told === null;
      if (told === "off" && kept) {
        await store.forget().catch(() => undefined);
        tell(null);
      }
      return;
    }
    const fresh = { groups: told, at: timers.now() };
    await store.keep(fresh).catch(() => undefined);
    // Taken back while it was written.
    if (mine !== age) await store.forget().catch(() => undefined);
    else tell(fresh);
  }

  function forget(): void {
    waits = false;
    [kept, state, failedAt] = [null, "unread", Number.NEGATIVE_INFINITY];
    age += 1;
    turn += 1;
  }

  return {
    get turn() { return turn; },
    groups() {
      cleared = false;
      if (state === "unread") void read();
      else if (state === "read" && timers.now() - (kept?.at ?? Number.NEGATIVE_INFINITY) >= FRESH_MS) {
        waits = !live() || timers.now() - failedAt < FAILED_MS;
        if (!waits) void ask();
      }
      return kept?.groups ?? NONE;
    },
    noticed() {
      const isBack = live() && !wasLive;
      wasLive = live();
      if (isBack) failedAt = Number.NEGATIVE_INFINITY;
      if (!isBack || !waits) return;
      waits = false;
      turn += 1;
      changed();
    },
    withdrawn() {
      if (cleared) return;
      cleared = true;
      forget();
      void store.forget().catch(() => undefined);
    },
    forget,
  };
}
