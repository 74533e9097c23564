// The history of one field as a page looks at it: what this device knows by itself (its own edits on their way, the record
// as it stands), what it fetched before and kept, and what the server says when it can be asked. Invariant: what is shown
// says how far it goes and as of when; what was kept of a record goes when the record goes from here.
import { type Group, originOf, type PastEntry, type RecordState, gathered, toldBy } from "@outrider/shared/records";
import { titleOf } from "@outrider/shared/projection";
import { fieldOf } from "@outrider/shared/schema";
import type { PastAnswer, PastOf, ShownEntry } from "./api-edits.ts";
import type { Live } from "./live.ts";
import type { View } from "./relations.ts";
import type { Timers } from "./ports.ts";

/** A stretch of a field's history from the newest on; `next`: where to go on, null: it goes back to the beginning. */
export interface PastPage { readonly entries: readonly PastEntry[]; readonly next: string | null }
/** Asks the server. `gone`: there is no such record for this person any more. Null: no answer to be had now. */
export type FetchPast = (question: { readonly record: string; readonly field: string; readonly cursor: string | null }) => Promise<PastPage | "gone" | null>;
/** As it was fetched; `at`: device's clock, ms. */
export interface KeptPast extends PastPage { readonly at: number }

/** Beside the store of records: losing what is here costs a question to the server and nothing else. */
export interface PastStore {
  /** Null where there is nothing, or what there is cannot be read. */
  read(record: string, field: string): Promise<KeptPast | null>;
  keep(record: string, field: string, kept: KeptPast): Promise<void>;
  forget(records: readonly string[]): Promise<void>;
  records(): Promise<readonly string[]>;
}

export interface PastDeps {
  readonly view: View;
  /** A record as the server last said it, without what this device did since. */
  readonly confirmed: (id: string) => RecordState | undefined;
  readonly user: string;
  readonly device: () => string;
  /** Edits of this device on the record that the confirmed state does not have yet, in their order. */
  readonly pendingOn: (record: string) => readonly { readonly group: Group; readonly accepted: boolean }[];
  readonly store: PastStore;
  readonly fetch: FetchPast;
  readonly live: () => boolean;
  readonly timers: Timers;
  readonly changed: () => void;
}

/** Edits that come one after another are asked about together. */
const AGAIN_MS = 1_000;
/** A server that has no answer is left alone for a while. */
const FAILED_MS = 5_000;
const MOST_KEPT = 500;

interface Looked {
  kept: KeptPast | null;
  /** What stood when it was fetched: nothing newer, nothing to ask. */
  stood: string | null;
  read: boolean;
  asking: boolean;
  /** The last question had no answer. */
  failed: boolean;
  gone: boolean;
  wanted: number;
  watchers: number;
}

export interface Past {
  live(of: PastOf): Live<PastAnswer>;
  /** Records that may have gone from here. */
  noticed(ids: ReadonlySet<string>): void;
  /** What was kept of records that are not here any more goes. */
  sweep(): Promise<void>;
  forget(): void;
}

export function createPast({ view, confirmed, user, device, pendingOn, store, fetch, live, timers, changed }: PastDeps): Past {
  const fields = new Map<string, Looked>();
  /** Of which records something may be kept. */
  const kept = new Set<string>();
  const keyOf = (record: string, field: string): string => `${record} ${field}`;

  function looked(record: string, field: string): Looked {
    const key = keyOf(record, field);
    let entry = fields.get(key);
    if (entry) return entry;
    entry = { kept: null, stood: null, read: false, asking: false, failed: false, gone: false, wanted: 1, watchers: 0 };
    fields.set(key, entry);
    const mine = entry;
    void store.read(record, field).catch(() => null).then((found) => {
      mine.kept ??= found;
      mine.read = true;
      changed();
    });
    return entry;
  }

  /** The edits of the field that the server is known to have: with others its answer is a newer one. */
  const standing = (record: string, field: string): string => {
    const state = confirmed(record);
    return state ? JSON.stringify([toldBy(state, field).map(({ origin }) => origin), state.sets[field] ?? null]) : "";
  };

  async function ask(record: string, field: string, entry: Looked, cursor: string | null): Promise<void> {
    if (!view.read(record)) return;
    const stood = standing(record, field);
    entry.asking = true;
    changed();
    const page = await fetch({ record, field, cursor }).catch(() => null);
    entry.asking = false;
    entry.failed = page === null;
    entry.gone = page === "gone";
    if (page === "gone") {
      entry.kept = null;
      await store.forget([record]).catch(() => undefined);
    } else if (page !== null) {
      if (cursor === null) entry.stood = stood;
      entry.kept = { ...follow(entry.kept, page, cursor), at: cursor === null || !entry.kept ? timers.now() : entry.kept.at };
      await keep(record, field, entry.kept);
    }
    changed();
  }

  /** The newest page before what is kept, or the next one behind it; where they do not meet, what is old comes anew. */
  function follow(before: KeptPast | null, page: PastPage, cursor: string | null): PastPage {
    if (!before) return page;
    if (cursor !== null) return { entries: gathered(before.entries, page.entries), next: page.next };
    const known = new Set(before.entries.map(({ origin }) => origin));
    const meet = page.entries.some(({ origin }) => known.has(origin));
    return meet ? { entries: gathered(page.entries, before.entries), next: before.next } : page;
  }

  async function keep(record: string, field: string, whole: KeptPast): Promise<void> {
    if (whole.entries.length > MOST_KEPT) return;
    kept.add(record);
    await store.keep(record, field, whole).catch(() => undefined);
    // It may have gone from here while it was written.
    if (!view.read(record)) await forgetOf([record]);
  }

  async function forgetOf(records: readonly string[]): Promise<void> {
    for (const record of records) {
      kept.delete(record);
      for (const key of fields.keys()) if (key.startsWith(`${record} `)) fields.delete(key);
    }
    await store.forget(records).catch(() => undefined);
  }

  function askWhatIsDue(record: string, field: string, entry: Looked): void {
    if (!entry.read || entry.asking || entry.gone || entry.watchers === 0 || !live()) return;
    const again = entry.stood !== null && entry.stood !== standing(record, field);
    if (entry.stood === null || again) {
      entry.asking = true;
      timers.after(entry.failed ? FAILED_MS : again ? AGAIN_MS : 0, () => void ask(record, field, entry, null));
    } else if (entry.kept && entry.kept.next !== null && entry.kept.entries.length < entry.wanted * PAGE) {
      entry.asking = true;
      const { next } = entry.kept;
      timers.after(entry.failed ? FAILED_MS : 0, () => void ask(record, field, entry, next));
    }
  }

  /** Edits of this device that are on their way, newest first. */
  function ownOn(record: string, field: string): readonly ShownEntry[] {
    return pendingOn(record).flatMap(({ group, accepted }) =>
      group.changes.filter(({ id }) => id === record).flatMap((change): ShownEntry[] => {
        const stamp = { field, at: group.at, origin: originOf(device(), group.counter), by: user, pending: !accepted };
        const assigned = change.set && Object.hasOwn(change.set, field) ? change.set[field] : undefined;
        const [added, removed] = [[...(change.add?.[field] ?? [])], Object.keys(change.remove?.[field] ?? {})];
        return [
          ...(assigned ? [{ ...stamp, how: "set" as const, value: assigned.value }] : []),
          ...(added.length + removed.length > 0 ? [{ ...stamp, how: "changed" as const, value: { added, removed } }] : []),
        ];
      }),
    ).toReversed();
  }

  function answer(record: string, field: string, entry: Looked): PastAnswer {
    const state = view.read(record);
    if (!state) return { entries: [], titles: {}, asOf: null, state: "gone", more: false };
    askWhatIsDue(record, field, entry);
    const own = ownOn(record, field);
    const mine = new Set(own.map(({ origin }) => origin));
    const whole = gathered(entry.kept?.entries ?? [], toldBy(confirmed(record) ?? state, field)).filter(({ origin }) => !mine.has(origin));
    const more = entry.kept !== null && entry.kept.next !== null;
    const oldest = more ? entry.kept?.entries.at(-1) : undefined;
    // What the record tells of times before the page that was fetched last would leave a gap.
    const entries = [...own, ...whole.filter((one) => !oldest || one.at >= oldest.at).map((one) => ({ ...one, pending: false }))];
    return {
      entries, titles: titlesOf(state, field, entries), asOf: entry.kept?.at ?? null, more,
      state: (entry.asking || !entry.read) && live() ? "asking" : entry.gone ? "gone" : entry.stood !== null && live() && !entry.failed ? "here" : "offline",
    };
  }

  function titlesOf({ kind }: RecordState, field: string, entries: readonly ShownEntry[]): Readonly<Record<string, string>> {
    const titles: Record<string, string> = {};
    const name = (id: unknown): void => {
      const found = typeof id === "string" && id !== "" ? view.read(id) : undefined;
      if (found) titles[found.id] = titleOf(found);
    };
    const links = fieldOf(kind, field)?.type === "link";
    for (const { by, value } of entries) {
      name(by);
      if (links) for (const id of typeof value === "string" ? [value] : Object.values(value ?? {}).flat()) name(id);
    }
    return titles;
  }

  return {
    live({ record, field, pages = 1 }) {
      const entry = looked(record, field);
      entry.watchers += 1;
      entry.wanted = Math.max(entry.wanted, pages);
      return {
        compute: () => answer(record, field, looked(record, field)),
        touched: (ids) => ids === null || ids.size === 0 || ids.has(record) || [...ids].some((id) => view.read(id)?.kind === "member"),
        close() {
          entry.watchers -= 1;
          // Looked at again, it is asked for again.
          if (entry.watchers === 0) fields.delete(keyOf(record, field));
        },
      };
    },
    noticed(ids) {
      const gone = [...ids].filter((id) => kept.has(id) && !view.read(id));
      if (gone.length > 0) void forgetOf(gone);
    },
    async sweep() {
      const records = await store.records().catch(() => []);
      for (const record of records) kept.add(record);
      const gone = records.filter((record) => !view.read(record));
      if (gone.length > 0) await forgetOf(gone);
    },
    forget() {
      fields.clear();
      kept.clear();
    },
  };
}

/** Entries that the server gives at once; see the route. */
export const PAGE = 50;

export const noPastStore: PastStore = { read: () => Promise.resolve(null), keep: () => Promise.resolve(), forget: () => Promise.resolve(), records: () => Promise.resolve([]) };
