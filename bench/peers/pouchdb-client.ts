// Owns the clients of PouchDB: a record is a document. Catching up is its replication into a memory database; writing
// is a PUT to the server, which answers when the document is stored.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { Agent } from "node:http";
import type { At, Client } from "../peer.ts";
import { recordAt, recordId, type CrmRecord } from "../record.ts";
import { load, type PouchDb, type PouchDoc } from "./packages.ts";

const { default: Pouch } = await load("pouchdb");
const { default: memory } = await load("pouchdb-adapter-memory");
Pouch.plugin(memory);

const batch = 500;
const agent = new Agent({ keepAlive: true, maxSockets: Infinity });

/** A new connection for each request, as node-fetch makes without an agent, would be a handicap: connections are kept. */
const remote = (at: At, name: string): PouchDb =>
  new Pouch(`http://127.0.0.1:${at.port}/${name}`, { fetch: (url: string, init: object) => Pouch.fetch(url, { ...init, agent }) });

const asDoc = (n: number): PouchDoc => {
  const { id, ...fields } = recordAt(n);
  return { _id: id, ...fields };
};

const asRecord = ({ _id, _rev, ...fields }: PouchDoc): CrmRecord => ({ id: _id, ...fields }) as unknown as CrmRecord;

/** Puts one document again and again in order, each time with the revision the last answer named. */
const chain = (db: PouchDb, start: PouchDoc, stored: (value: number) => void) => {
  let held = start;
  let last: Promise<void> = Promise.resolve();
  return (value: number): void => {
    last = last
      .then(async () => {
        const next = { ...held, edit: value };
        const { rev } = await db.put(next);
        held = { ...next, _rev: rev };
        stored(value);
      })
      .catch(() => undefined);
  };
};

export const pouchdbClient: Client = {
  seed: async (at, count) => {
    mkdirSync(join(at.dir, "leveldb"), { recursive: true });
    const db = new Pouch("records", { prefix: join(at.dir, "leveldb") + "/" });
    for (let from = 0; from < count; from += batch) {
      await db.bulkDocs(Array.from({ length: Math.min(batch, count - from) }, (_, n) => asDoc(from + n)));
    }
    await db.close();
  },

  catchUp: async (at, count, held) => {
    const local = new Pouch("copy", { adapter: "memory" });
    const replication = Pouch.replicate(remote(at, "records"), local, { batch_size: batch, batches_limit: 10 });
    replication.on("change", ({ docs_written: written }) => held(written));
    await replication;
    return async () => {
      const { rows } = await local.allDocs({ include_docs: true });
      const byId = new Map(rows.map(({ id, doc }) => [id, doc]));
      if (byId.size < count) throw new Error(`replication ended with ${byId.size} of ${count} records`);
      return (n) => {
        const doc = byId.get(recordId(n));
        return doc === undefined ? undefined : asRecord(doc);
      };
    };
  },

  writer: async (at, records, accepted) => {
    const db = remote(at, "records");
    const docs = await Promise.all(Array.from({ length: records }, (_, record) => db.get(recordId(record))));
    const chains = docs.map((doc) => chain(db, doc, accepted));
    return { edit: (k, record) => chains[record]?.(k) };
  },

  survivors: async (at, records) => {
    const db = remote(at, "records");
    const last = async (_: unknown, record: number): Promise<number> => Number((await db.get(recordId(record)))["edit"] ?? -1);
    return Promise.all(Array.from({ length: records }, last));
  },

  room: async (at, room, members, arrived) => {
    const databases = Array.from({ length: members }, () => remote(at, `room-${room}`));
    const feeds = databases.map((db, member) => {
      const feed = db.changes({ since: "now", live: true, include_docs: true });
      feed.on("change", ({ doc }) => {
        if (doc !== undefined) arrived(member, Number(doc._id), Number(doc["edit"]));
      });
      feed.on("error", () => undefined);
      return feed;
    });
    const authors = databases.map((db, member) => chain(db, { _id: String(member) }, () => undefined));
    await Promise.all(databases.map((db) => db.allDocs({ include_docs: true })));
    return {
      change: (author, change) => authors[author]?.(change),
      close: () => feeds.forEach((feed) => feed.cancel()),
    };
  },

  // _bulk_docs, two requests under way, as a replicating device sends them.
  accept: async (at, size, seconds, begins) => {
    const db = remote(at, "accept");
    await db.allDocs({ include_docs: true });
    await begins();
    const start = performance.now();
    const end = start + seconds * 1_000;
    let accepted = 0;
    let ms = 0;
    let next = 0;
    const lane = async (): Promise<void> => {
      while (performance.now() < end) {
        const from = next;
        next += size;
        const answers = await db.bulkDocs(Array.from({ length: size }, (_, n) => asDoc(from + n)));
        const now = performance.now();
        if (now > end) return;
        accepted += answers.filter(({ ok }) => ok === true).length;
        ms = now - start;
      }
    };
    await Promise.all([lane(), lane()]);
    return { accepted, ms };
  },

  uninvitedWrite: async (at) => {
    await remote(at, "uninvited").put({ _id: "note", by: "nobody" });
    return (await remote(at, "uninvited").get("note"))["by"] === "nobody";
  },
};
