// Owns the clients of @y/websocket-server: a record is a Y.Doc with a Y.Map of its 15 fields and a socket of its own.
// There is no acknowledgement: an edit counts as accepted when the server has handed it to a second client.
import { join } from "node:path";
import type { At, Client } from "../peer.ts";
import { fieldCount, recordAt, recordId, type CrmRecord } from "../record.ts";
import { load, type YDoc, type YWebsocketProvider } from "./packages.ts";
import { windowed } from "./windowed.ts";

const { Doc, encodeStateAsUpdate } = await load("yjs");
const { WebsocketProvider } = await load("y-websocket");
const { WebSocket } = await load("ws");

// Each provider listens to the end of the process.
process.setMaxListeners(0);

/** Sockets open at once while catching up. */
const width = 100;

interface Open {
  readonly document: YDoc;
  readonly provider: YWebsocketProvider;
}

const connect = (at: At, name: string): Open => {
  const document = new Doc({ guid: name });
  const provider = new WebsocketProvider(`ws://127.0.0.1:${at.port}`, name, document, {
    disableBc: true,
    WebSocketPolyfill: WebSocket,
  });
  return { document, provider };
};

const open = (at: At, name: string): Promise<Open> =>
  new Promise((resolve) => {
    const opened = connect(at, name);
    opened.provider.once("sync", () => resolve(opened));
  });

/**
 * Until the document says what is asked. The LevelDB store answers the first sync with an empty document and sends the
 * content a little later, so the `sync` event alone says nothing.
 */
const until = (document: YDoc, holds: () => boolean): Promise<void> =>
  new Promise((resolve) => {
    const look = (): void => void (holds() && resolve());
    document.on("update", look);
    look();
  });

const seeded = (n: number): Uint8Array => {
  const document = new Doc({ guid: recordId(n) });
  document.transact(() => {
    const map = document.getMap("record");
    for (const [field, value] of Object.entries(recordAt(n))) map.set(field, value);
  });
  return encodeStateAsUpdate(document);
};

export const yWebsocketClient: Client = {
  // Through the store's own function, as the server calls it.
  seed: async (at, count) => {
    const { LeveldbPersistence } = await load("y-leveldb");
    const store = new LeveldbPersistence(join(at.dir, "leveldb"));
    for (let n = 0; n < count; n++) await store.storeUpdate(recordId(n), seeded(n));
    await store.destroy();
  },

  catchUp: async (at, count, held) => {
    const copies: CrmRecord[] = [];
    let whole = 0;
    await windowed(count, width, async (n) => {
      const { document, provider } = connect(at, recordId(n));
      const map = document.getMap("record");
      await until(document, () => map.size === fieldCount);
      copies[n] = map.toJSON() as unknown as CrmRecord;
      provider.destroy();
      held(++whole);
    });
    return async () => (n) => copies[n];
  },

  writer: async (at, records, accepted) => {
    const all = Array.from({ length: records });
    const writers = await Promise.all(all.map((_, record) => open(at, recordId(record))));
    const readers = await Promise.all(all.map((_, record) => open(at, recordId(record))));
    readers.forEach(({ document }) => {
      const map = document.getMap("record");
      map.observe(({ keysChanged }) => void (keysChanged.has("edit") && accepted(Number(map.get("edit")))));
    });
    return { edit: (k, record) => writers[record]?.document.getMap("record").set("edit", k) };
  },

  survivors: async (at, records) => {
    const last = async (_: unknown, record: number): Promise<number> => {
      const { document } = await open(at, recordId(record));
      const map = document.getMap("record");
      // The content may come after the empty first answer; a record that holds no edit is waited for in vain.
      await Promise.race([
        until(document, () => map.get("edit") !== undefined),
        new Promise((resolve) => setTimeout(resolve, 3_000)),
      ]);
      return Number(map.get("edit") ?? -1);
    };
    return Promise.all(Array.from({ length: records }, last));
  },

  room: async (at, room, members, arrived) => {
    const opened = await Promise.all(Array.from({ length: members }, () => open(at, `room-${room}`)));
    opened.forEach(({ document }, member) => {
      const map = document.getMap("changes");
      map.observe(({ keysChanged }) => {
        for (const author of keysChanged) arrived(member, Number(author), Number(map.get(author)));
      });
    });
    return {
      change: (author, change) => opened[author]?.document.getMap("changes").set(String(author), change),
      close: () => opened.forEach(({ provider }) => provider.destroy()),
    };
  },

  uninvitedWrite: async (at) => {
    const reader = await open(at, "uninvited");
    const writer = await open(at, "uninvited");
    const map = reader.document.getMap("record");
    const seen = until(reader.document, () => map.get("by") === "nobody").then(() => true);
    writer.document.getMap("record").set("by", "nobody");
    return Promise.race([seen, new Promise<boolean>((resolve) => setTimeout(() => resolve(false), 3_000))]);
  },
};
