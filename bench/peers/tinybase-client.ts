// Owns the clients of TinyBase: a record is a row of a MergeableStore, a store is a path of the server. There is no
// acknowledgement: an edit counts as accepted when the server has handed it to a second client.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { At, Client } from "../peer.ts";
import { fieldCount, recordAt, recordId, type CrmRecord } from "../record.ts";
import { load, type TinyStore } from "./packages.ts";

const { createMergeableStore } = await load("tinybase");
const { createWsSynchronizer } = await load("tinybase/synchronizers/synchronizer-ws-client");
const { WebSocket } = await load("ws");

const perStore = 5_000;
const storeOf = (n: number): string => `records-${Math.floor(n / perStore)}`;

interface Open {
  readonly store: TinyStore;
  readonly close: () => void;
}

const open = async (at: At, path: string): Promise<Open> => {
  const store = createMergeableStore();
  const socket = new WebSocket(`ws://127.0.0.1:${at.port}/${path}`);
  const synchronizer = await createWsSynchronizer(store, socket, 120, undefined, undefined, (error) =>
    console.error(error),
  );
  await synchronizer.startSync();
  return { store, close: () => void synchronizer.destroy() };
};

const until = (holds: () => boolean): Promise<void> =>
  new Promise((resolve) => {
    const timer = setInterval(() => {
      if (!holds()) return;
      clearInterval(timer);
      resolve();
    }, 10);
  });

const onEdit = (store: TinyStore, cell: string, edited: (row: string, value: number) => void): void => {
  store.addCellListener("records", null, cell, (_store, _table, row, _cell, value) => edited(row, Number(value)));
};

export const tinybaseClient: Client = {
  seed: async (at, count) => {
    const { createFilePersister } = await load("tinybase/persisters/persister-file");
    mkdirSync(at.dir, { recursive: true });
    for (let from = 0; from < count; from += perStore) {
      const store = createMergeableStore("seed");
      store.transaction(() => {
        for (let n = from; n < Math.min(count, from + perStore); n++) store.setRow("records", recordId(n), { ...recordAt(n) });
      });
      await createFilePersister(store, join(at.dir, `${storeOf(from)}.json`)).save();
    }
  },

  catchUp: async (at, count, held) => {
    const stores = new Map<string, TinyStore>();
    let whole = 0;
    for (let from = 0; from < count; from += perStore) {
      const path = storeOf(from);
      const wanted = Math.min(perStore, count - from);
      const { store } = await open(at, path);
      await until(() => store.getRowCount("records") === wanted);
      stores.set(path, store);
      held((whole += wanted));
    }
    return async () => (n) => {
      const row = stores.get(storeOf(n))?.getRow("records", recordId(n));
      return row === undefined || Object.keys(row).length < fieldCount ? undefined : (row as unknown as CrmRecord);
    };
  },

  writer: async (at, _records, accepted) => {
    const writer = await open(at, storeOf(0));
    const reader = await open(at, storeOf(0));
    onEdit(reader.store, "edit", (_row, k) => accepted(k));
    return { edit: (k, record) => writer.store.setCell("records", recordId(record), "edit", k) };
  },

  survivors: async (at, records) => {
    const { store } = await open(at, storeOf(0));
    return Array.from({ length: records }, (_, record) => Number(store.getCell("records", recordId(record), "edit") ?? -1));
  },

  room: async (at, room, members, arrived) => {
    const opened = await Promise.all(Array.from({ length: members }, () => open(at, `room-${room}`)));
    opened.forEach(({ store }, member) => {
      onEdit(store, "change", (author, change) => arrived(member, Number(author), change));
    });
    return {
      change: (author, change) => opened[author]?.store.setCell("records", String(author), "change", change),
      close: () => opened.forEach(({ close }) => close()),
    };
  },

  uninvitedWrite: async (at) => {
    const reader = await open(at, "uninvited");
    const writer = await open(at, "uninvited");
    writer.store.setCell("records", "note", "by", "nobody");
    const seen = until(() => reader.store.getCell("records", "note", "by") === "nobody").then(() => true);
    return Promise.race([seen, new Promise<boolean>((resolve) => setTimeout(() => resolve(false), 3_000))]);
  },
};
