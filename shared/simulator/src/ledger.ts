// What was typed into rich texts as it was committed, commit by commit: whose each client is and how far it has come, what
// is not written down yet, what the documents must hold. Invariants it watches: nobody writes under another's client or
// after a gap; what is typed is forgotten only once the document has it, and no later document lacks it.
import { fromBase64, openDoc, walkUpdate } from "@outrider/shared/bodies";
import { textOf } from "@outrider/shared/records";
import * as Y from "yjs";
import type { Batch, TypedRow } from "../../../sync-server/src/feed/feed-store.ts";

interface Client { readonly to: number; readonly author: string }
interface Body { readonly clients: ReadonlyMap<number, Client>; /** What its document must hold. */ readonly written: ReadonlyMap<number, number>; readonly unwritten: readonly TypedRow[] }
export type LedgerState = ReadonlyMap<string, Body>;

export interface Ledger {
  committed(batch: Batch): void;
  snapshot(): LedgerState;
  restore(state: LedgerState): void;
}

export interface LedgerDeps {
  /** Who typed what was applied at a sequence, by user and device. What comes back by receipt is taken as it was. */
  readonly authorOf: (batch: Batch, seq: number) => { readonly author: string; readonly cameBack: boolean };
  readonly report: (invariant: "I-judged" | "I-typed", what: string) => void;
  readonly rewinds: () => number;
}

const NOTHING: Body = { clients: new Map(), written: new Map(), unwritten: [] };

const clientsOf = (update: string): ReadonlyMap<number, { readonly from: number; readonly to: number }> => {
  const walked = walkUpdate(fromBase64(update) ?? new Uint8Array());
  return walked.ok ? walked.value.clients : new Map();
};

export function createLedger({ authorOf, report, rewinds }: LedgerDeps): Ledger {
  let bodies = new Map<string, Body>();
  const of = (id: string): Body => bodies.get(id) ?? NOTHING;

  function typed(batch: Batch, row: TypedRow): void {
    const body = of(row.body);
    const { author, cameBack } = authorOf(batch, row.seq);
    const clients = new Map(body.clients);
    for (const [client, { from, to }] of clientsOf(row.update)) {
      const known = clients.get(client);
      if (!cameBack && known && known.author !== author) report("I-judged", `what ${author} typed at ${row.seq} was applied under a client of ${known.author}`);
      if (!cameBack && from > (known?.to ?? 0)) report("I-judged", `what ${author} typed at ${row.seq} was applied after a gap`);
      clients.set(client, { to: Math.max(to, known?.to ?? 0), author: known?.author ?? author });
    }
    bodies.set(row.body, { ...body, clients, unwritten: [...body.unwritten, row] });
  }

  function written(batch: Batch, id: string, upTo: number): void {
    const body = of(id);
    const must = new Map(body.written);
    for (const { seq, update } of body.unwritten) if (seq <= upTo) for (const [client, { to }] of clientsOf(update)) must.set(client, Math.max(to, must.get(client) ?? 0));
    bodies.set(id, { ...body, written: must, unwritten: body.unwritten.filter(({ seq }) => seq > upTo) });
    const record = batch.records.find(({ state }) => state.id === id)?.state;
    const doc = openDoc(id, record ? fromBase64(textOf(record, "doc")) : null);
    const waits = doc.store.pendingStructs !== null || doc.store.pendingDs !== null;
    // After a rewind what something leans on may not have come back: then it waits in the document.
    if (waits && rewinds() === 0) report("I-typed", `the document of ${id} waits for what is not in it`);
    if (!waits) for (const [client, to] of must) if (Y.getState(doc.store, client) < to) report("I-typed", `${id} is written down at ${batch.seq} without what was typed by ${client} up to ${to}`);
    doc.destroy();
  }

  return {
    committed(batch) {
      for (const { body, upTo } of batch.written) written(batch, body, upTo);
      for (const row of batch.typed) typed(batch, row);
    },
    snapshot: () => new Map(bodies),
    restore: (state) => void (bodies = new Map(state)),
  };
}
