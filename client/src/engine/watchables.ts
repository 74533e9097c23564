// What a page can watch, by its name: which part of the engine answers, with what it needs. It computes nothing itself.
import type { Keeps, Pending } from "@outrider/shared/projection";
import type { Status, Watchable, WatchName } from "./api.ts";
import type { DeviceAssistant } from "./assistant.ts";
import type { Beyond } from "./beyond.ts";
import type { CompanySizes } from "./company-sizes.ts";
import type { ConcernFinder } from "./concerns.ts";
import type { Device } from "./device.ts";
import { doneList } from "./done-list.ts";
import { openProposals, pendingEdits, refusedEdits } from "./edit-lists.ts";
import type { DeviceFigures } from "./figures.ts";
import type { Files } from "./files/files.ts";
import type { Live } from "./live.ts";
import type { Meaning } from "./meaning/meaning.ts";
import type { Orders } from "./orders.ts";
import type { Past } from "./past.ts";
import type { createQueries } from "./queries.ts";
import { liveRecord } from "./record-page.ts";
import type { Relations, View } from "./relations.ts";
import type { DeviceSegments } from "./segments.ts";
import type { Twins } from "./twins.ts";

export interface WatchablesDeps {
  readonly device: Device;
  readonly view: View;
  readonly relations: Relations;
  readonly beyond: Beyond;
  readonly pendingOf: (id: string) => Pending;
  readonly keeps: Keeps;
  /** ms. */
  readonly now: () => number;
  /** Up to which counter edits were sent. */
  readonly sent: () => number;
  readonly status: () => Status;
  readonly queries: ReturnType<typeof createQueries>;
  readonly concerns: ConcernFinder;
  readonly sizes: CompanySizes;
  readonly figures: DeviceFigures;
  readonly segments: DeviceSegments;
  readonly assistant: DeviceAssistant;
  readonly past: Past;
  readonly orders: Orders;
  readonly files: Files;
  readonly twins: Twins;
  readonly meaning: Meaning;
}

export interface Watchables {
  live<N extends WatchName>(name: N, of: Watchable[N]["of"]): Live<Watchable[N]["shows"]>;
  /** The present answer alone. */
  now(name: WatchName, of: unknown): unknown;
}

export function createWatchables({ device, view, relations, beyond, pendingOf, keeps, now, sent, status, queries, concerns, sizes, figures, segments, assistant, past, orders, files, twins, meaning }: WatchablesDeps): Watchables {
  const always = <T>(compute: () => T): Live<T> => ({ compute, touched: () => true });
  const viewer = () => device.replica.viewer();
  const table: { readonly [N in WatchName]: (of: Watchable[N]["of"]) => Live<Watchable[N]["shows"]> } = {
    query: (of) => queries.live(of),
    record: (of) => liveRecord(of, { view, relations, viewer, beyond, pendingOf, keeps, sizes }),
    status: () => always(status),
    pending: () => always(() => pendingEdits(device.outbox.values(), sent(), view)),
    refused: () => always(() => refusedEdits(device.refused.values(), view, device.documents.words)),
    done: (most) => always(() => doneList({ rows: device.doneHere(), view, viewer: viewer(), now: now(), most })),
    proposals: () => always(() => openProposals(view)),
    concerns: () => always(() => concerns.shown()),
    figures: (of) => figures.figures(of),
    goals: (of) => figures.goals(of),
    segment: (of) => segments.segment(of),
    assistant: (of) => assistant.answer(of),
    past: (of) => past.live(of),
    orders: (of) => orders.live(of),
    files: (of) => files.watch(of),
    twins: (of) => twins.list(of),
    alike: (of) => twins.alike(of),
    meaning: (of) => meaning.state(of),
    close: (of) => meaning.close(of),
  };
  const live: Watchables["live"] = (name, of) => table[name](of);
  return {
    live,
    now(name, of) {
      const looked = live(name, of as Watchable[typeof name]["of"]);
      const value = looked.compute();
      looked.close?.();
      return value;
    },
  };
}
