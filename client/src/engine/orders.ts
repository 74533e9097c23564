// The orders of one customer as a page looks at them: asked for when they are looked at, kept for when there is no network.
// Orders are no records: they lie on the server, and of them the device keeps those of customers that were looked at, the
// newest of each and of no more than so many. Invariant: what is shown says as of when; what was kept of a contact goes
// when the contact goes from here.
import { baseOf } from "@outrider/shared/records";
import type { Live } from "./live.ts";
import type { Timers } from "./ports.ts";
import type { View } from "./relations.ts";

export interface OrderItem { readonly sku: string; readonly name: string; readonly quantity: number; /** For one, in the order's currency. */ readonly price: number }
/** An order as the server has it. A negative amount is a return. */
export interface CustomerOrder {
  readonly id: string;
  /** When it was placed, ms. */
  readonly at: number;
  readonly amount: number;
  readonly currency: string;
  readonly items: readonly OrderItem[];
  /** It was taken out and counts for nothing. */
  readonly cancelled: boolean;
}

/** A stretch of orders, newest first; `total`: of all there are; `next`: where to go on, null: there are no older ones. */
export interface OrdersPage { readonly orders: readonly CustomerOrder[]; readonly total: number; readonly next: string | null }
/** Asks the server. `gone`: there is no such contact for this person any more. Null: no answer to be had now. */
export type FetchOrders = (question: { readonly contact: string; readonly cursor: string | null }) => Promise<OrdersPage | "gone" | null>;
/** As it was fetched; `at`: device's clock, ms. */
export interface KeptOrders extends OrdersPage { readonly at: number }

/** Beside the store of records: losing what is here costs a question to the server and nothing else. */
export interface OrdersStore {
  /** Null where there is nothing, or what there is cannot be read. */
  read(contact: string): Promise<KeptOrders | null>;
  keep(contact: string, kept: KeptOrders): Promise<void>;
  forget(contacts: readonly string[]): Promise<void>;
  contacts(): Promise<readonly string[]>;
}

/** `pages`: how many of the server's pages are wanted, 1 unless told. */
export interface OrdersOf { readonly contact: string; readonly pages?: number }
export interface OrdersAnswer {
  readonly orders: readonly CustomerOrder[];
  /** Of all there are, as far as the server was asked; null: it never was. */
  readonly total: number | null;
  /** When the server was asked last, by the device's clock; null: never. */
  readonly asOf: number | null;
  /** `here`: as the server has them now; `failed`: it had no answer, and is asked again; `gone`: this person may not see the contact any more. */
  readonly state: "asking" | "here" | "offline" | "failed" | "gone";
  /** Whether there are older ones to be asked for. */
  readonly more: boolean;
}

export interface OrdersDeps {
  readonly view: View;
  readonly store: OrdersStore;
  readonly fetch: FetchOrders;
  readonly live: () => boolean;
  readonly timers: Timers;
  readonly changed: () => void;
}

/** A customer's orders that come one after another are asked about together. */
const AGAIN_MS = 2_000;
/** A server that has no answer is left alone for a while. */
const FAILED_MS = 5_000;
/** The newest of a customer's orders that are kept, and of how many customers. */
const MOST_KEPT = 200;
export const MOST_CONTACTS = 300;
/** Facts that say that something of the orders has changed. */
const TOLD_BY = ["spend", "visits", "lastActive"] as const;

interface Looked {
  kept: KeptOrders | null;
  /** What the contact told when it was fetched: while it tells the same, there is nothing to ask. */
  stood: string | null;
  read: boolean;
  asking: boolean;
  /** The last question had no answer. */
  failed: boolean;
  gone: boolean;
  pages: number;
  wanted: number;
  watchers: number;
}

export interface Orders {
  live(of: OrdersOf): Live<OrdersAnswer>;
  /** Records that may have gone from here. */
  changed(ids: ReadonlySet<string>): void;
  /** What was kept of contacts that are not here any more goes, and what is beyond the bound. */
  sweep(): Promise<void>;
  forget(): void;
}

export function createOrders({ view, store, fetch, live, timers, changed }: OrdersDeps): Orders {
  const looked = new Map<string, Looked>();
  /** Contacts of which something may be kept, those looked at last at the end. */
  const kept = new Set<string>();

  function entryOf(contact: string): Looked {
    const known = looked.get(contact);
    if (known) return known;
    const entry: Looked = { kept: null, stood: null, read: false, asking: false, failed: false, gone: false, pages: 0, wanted: 1, watchers: 0 };
    looked.set(contact, entry);
    void store.read(contact).catch(() => null).then((found) => {
      entry.kept ??= found;
      entry.read = true;
      changed();
    });
    return entry;
  }

  const standing = (contact: string): string => {
    const state = view.read(contact);
    return state ? TOLD_BY.map((fact) => baseOf(state, fact) ?? "").join() : "";
  };

  async function ask(contact: string, entry: Looked, cursor: string | null): Promise<void> {
    const stood = standing(contact);
    const page = await fetch({ contact, cursor }).catch(() => null);
    entry.asking = false;
    entry.failed = page === null;
    if (page === "gone") {
      entry.gone = true;
      entry.kept = null;
      await forgetOf([contact]);
    } else if (page !== null) {
      if (cursor === null) {
        entry.stood = stood;
        entry.pages = 0;
      }
      entry.pages += 1;
      entry.kept = { orders: cursor === null ? page.orders : joined(entry.kept?.orders ?? [], page.orders), total: page.total, next: page.next, at: timers.now() };
      if (entry.kept.orders.length <= MOST_KEPT) await keep(contact, entry.kept);
    }
    changed();
  }

  /** What came meanwhile may have moved an order from one page to the next. */
  function joined(before: readonly CustomerOrder[], after: readonly CustomerOrder[]): readonly CustomerOrder[] {
    const known = new Set(before.map(({ id }) => id));
    return [...before, ...after.filter(({ id }) => !known.has(id))];
  }

  async function keep(contact: string, whole: KeptOrders): Promise<void> {
    kept.delete(contact);
    kept.add(contact);
    await store.keep(contact, whole).catch(() => undefined);
    // It may have gone from here while it was written.
    await forgetOf(view.read(contact) ? beyondBound() : [contact, ...beyondBound()]);
  }

  const beyondBound = (): readonly string[] => [...kept].slice(0, Math.max(0, kept.size - MOST_CONTACTS));

  async function forgetOf(contacts: readonly string[]): Promise<void> {
    if (contacts.length === 0) return;
    for (const contact of contacts) kept.delete(contact);
    await store.forget(contacts).catch(() => undefined);
  }

  function askWhatIsDue(contact: string, entry: Looked): void {
    if (!entry.read || entry.asking || entry.gone || entry.watchers === 0 || !live()) return;
    const again = entry.stood !== null && entry.stood !== standing(contact);
    const next = entry.kept?.next ?? null;
    if (entry.stood !== null && !again && (next === null || entry.pages >= entry.wanted)) return;
    entry.asking = true;
    const anew = entry.stood === null || again;
    timers.after(entry.failed ? FAILED_MS : again ? AGAIN_MS : 0, () => {
      // Nobody looks any more, or it is being wiped.
      if (looked.get(contact) === entry && view.read(contact)) void ask(contact, entry, anew ? null : next);
      else entry.asking = false;
    });
  }

  function answer(contact: string, entry: Looked): OrdersAnswer {
    if (!view.read(contact)) return { orders: [], total: null, asOf: null, state: "gone", more: false };
    askWhatIsDue(contact, entry);
    const { kept: found, failed, gone, asking, read, stood } = entry;
    const state = gone ? "gone" : !live() ? "offline" : failed ? "failed" : asking || !read || stood === null ? "asking" : "here";
    return { orders: found?.orders ?? [], total: found?.total ?? null, asOf: found?.at ?? null, state: !read ? "asking" : state, more: found !== null && found.next !== null };
  }

  return {
    live({ contact, pages = 1 }) {
      const entry = entryOf(contact);
      entry.watchers += 1;
      entry.wanted = Math.max(entry.wanted, pages);
      return {
        compute: () => answer(contact, entry),
        touched: (ids) => ids === null || ids.size === 0 || ids.has(contact),
        close() {
          entry.watchers -= 1;
          // Looked at again, they are asked for again.
          if (entry.watchers === 0 && looked.get(contact) === entry) looked.delete(contact);
        },
      };
    },
    changed(ids) {
      const gone = [...kept].filter((id) => ids.has(id) && !view.read(id));
      if (gone.length > 0) void forgetOf(gone);
    },
    async sweep() {
      const contacts = await store.contacts().catch((): readonly string[] => []);
      const looks = [...kept];
      kept.clear();
      for (const contact of [...contacts, ...looks]) kept.add(contact);
      await forgetOf([...contacts.filter((contact) => !view.read(contact)), ...beyondBound()]);
    },
    forget() {
      looked.clear();
      kept.clear();
    },
  };
}

export const noOrdersStore: OrdersStore = { read: () => Promise.resolve(null), keep: () => Promise.resolve(), forget: () => Promise.resolve(), contacts: () => Promise.resolve([]) };
