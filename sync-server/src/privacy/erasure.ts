// Erasing a person: asked for by an admin, done by a job, written down in a certificate without a word about the person.
// Invariants: what is asked for is done to its end, whatever dies in between (each step may be done again, and the row says
// that it is not done until it is); its records are on the list beside the database before any of them goes; the
// certificate and its line in the audit log come to be together, once.
import { createHash } from "node:crypto";
import { changeOf } from "@outrider/shared/commands";
import { addsOf, type Change, elementsOf, MAX_CHANGES, type RecordState, textOf } from "@outrider/shared/records";
import { entityOf } from "@outrider/shared/schema";
import type { AuditChain } from "../auth/audit-chain.ts";
import type { Database } from "../db/database.ts";
import { keys } from "../feed/sql-rows.ts";
import { type ErasedList, eraseForEver } from "../feed/erased-list.ts";
import { withWhatHangs } from "../feed/erase.ts";
import type { Feed } from "../feed-port.ts";
import { customerId } from "../feed/customer-id.ts";
import type { Jobs } from "../jobs/jobs.ts";
import type { Clock, Random } from "../platform/clock.ts";
import { type Counts, countsOf, findPerson, linksTo, type Person, stillLinked } from "./person.ts";

export interface Erasure {
  readonly id: string;
  readonly askedBy: string;
  readonly askedAt: number;
  /** Null: not done yet. */
  readonly doneAt: number | null;
  readonly counts: Counts;
  /** SHA-256 over the sorted ids, one a line; null until it is done. */
  readonly hash: string | null;
}

export interface ErasureDeps {
  readonly database: Database;
  readonly feed: Pick<Feed, "write" | "announce">;
  readonly chain: Pick<AuditChain, "audit" | "auditWithin" | "eraseNaming">;
  readonly jobs: Pick<Jobs, "send" | "wake">;
  readonly list: ErasedList;
  readonly clock: Clock;
  readonly random: Random;
}

export interface Erasures {
  /** Durable when it answers; the job does it. */
  ask(workspace: string, person: Person, by: { readonly user: string; readonly address: string }): Promise<Erasure>;
  /** Does one to its end. Nothing where it is done already. */
  run(workspace: string, id: string): Promise<void>;
  /** Newest first. */
  all(workspace: string): Promise<readonly Erasure[]>;
  one(workspace: string, id: string): Promise<Erasure | null>;
  /** Those that a stop left behind are begun again. */
  resume(): Promise<void>;
}

interface Row extends Erasure { readonly person: string; readonly records: { readonly people: readonly string[]; readonly all: readonly string[]; /** Contacts that ingestion would make of their addresses: an order that comes later makes nobody anew. */ readonly barred?: readonly string[] } }

const MOST_LISTED = 500;
export const hashOf = (ids: readonly string[]): string => createHash("sha256").update([...ids].sort().join("\n")).digest("hex");

export function createErasures({ database, feed, chain, jobs, list, clock, random }: ErasureDeps): Erasures {
  const { sql } = database;
  const columns = sql`id, person, asked_by as "askedBy", asked_at as "askedAt", done_at as "doneAt", records, counts, hash`;
  const view = ({ id, askedBy, askedAt, doneAt, counts, hash }: Row): Erasure => ({ id, askedBy, askedAt, doneAt, counts, hash });
  const rowOf = async (workspace: string, id: string): Promise<Row | undefined> => (await sql<Row[]>`select ${columns} from erasure where workspace_id = ${workspace} and id = ${id}`)[0];

  /** What goes is found once and written down before anything goes: done again, it would find less. */
  async function planned(workspace: string, row: Row): Promise<Row> {
    const found = row.records.all.length > 0 ? null : await findPerson(database, workspace, row.person);
    const people = found?.people.map(({ id }) => id) ?? row.records.people;
    const barred = found ? [...new Set(found.people.flatMap((state) => [...elementsOf(state, "emails"), textOf(state, "email")]))].flatMap((email) => (email === "" ? [] : [customerId(workspace, email)])) : (row.records.barred ?? []);
    const all = await withWhatHangs(database, workspace, [...new Set([...people, ...row.records.all, ...(found?.going.map(({ id }) => id) ?? [])])]);
    const counts = found ? { ...(await countsOf(database, workspace, found)), records: all.length } : { ...row.counts, records: all.length };
    const records = { people, all, barred };
    await sql`update erasure set records = ${JSON.stringify(records)}::json, counts = ${JSON.stringify(counts)}::json where workspace_id = ${workspace} and id = ${row.id}`;
    await database.sync();
    return { ...row, records, counts };
  }

  /** The links of what stays: a deal goes on without the contact. */
  async function cutLinks(workspace: string, by: string, { people, all }: Row["records"]): Promise<void> {
    const ends = new Set(people);
    const linked = await stillLinked(database, workspace, people, new Set(all));
    const changes = linked.flatMap((state) => withoutLinks(state, ends) ?? []);
    for (let at = 0; at < changes.length; at += MAX_CHANGES) {
      const written = await feed.write(workspace, by, "erase", changes.slice(at, at + MAX_CHANGES));
      if (!written.ok) throw new Error(`links to an erased person could not be cut: ${written.error.message}`);
    }
  }

  return {
    async ask(workspace, { people }, { user, address }) {
      // Asked for twice it is one erasure.
      const [waiting] = await sql<Row[]>`
        select ${columns} from erasure where workspace_id = ${workspace} and done_at is null and person in (select json_array_elements_text(${keys(people.map((state) => state.id))}::json)) limit 1`;
      if (waiting) return view(waiting);
      const id = random.uuid();
      const askedAt = clock.now();
      const records = { people: people.map((state) => state.id), all: [] };
      await sql.begin(async (tx) => {
        await tx`insert into erasure (workspace_id, id, person, asked_by, asked_at, records, counts) values (${workspace}, ${id}, ${people[0]?.id ?? ""}, ${user}, ${askedAt}, ${JSON.stringify(records)}::json, '{}'::json)`;
        await chain.auditWithin(tx, { event: "person-erasure-asked", address, userId: user, workspaceId: workspace, detail: { erasure: id } });
        await jobs.send("erasure", { workspace, erasure: id }, { within: tx });
      });
      await database.sync();
      jobs.wake("erasure");
      return { id, askedBy: user, askedAt, doneAt: null, counts: {}, hash: null };
    },
    async run(workspace, id) {
      const found = await rowOf(workspace, id);
      if (!found || found.doneAt !== null) return;
      const row = await planned(workspace, found);
      await eraseForEver(database, list, workspace, row.records.barred ?? [], clock.now());
      const all = await eraseForEver(database, list, workspace, row.records.all, clock.now());
      feed.announce(workspace);
      await cutLinks(workspace, row.askedBy, { ...row.records, all });
      await chain.eraseNaming(workspace, all);
      const hash = hashOf(all);
      const counts = { ...row.counts, records: all.length };
      await sql.begin(async (tx) => {
        const done = await tx`
          update erasure set done_at = ${clock.now()}, hash = ${hash}, counts = ${JSON.stringify(counts)}::json, records = ${JSON.stringify({ ...row.records, all })}::json
          where workspace_id = ${workspace} and id = ${id} and done_at is null returning id`;
        if (done.length === 0) return;
        const told = Object.fromEntries(Object.entries(counts).map(([what, count]) => [what, String(count)]));
        await chain.auditWithin(tx, { event: "person-erased", address: "", userId: row.askedBy, workspaceId: workspace, detail: { ...told, erasure: id, hash } });
      });
      await database.sync();
    },
    all: async (workspace) => (await sql<Row[]>`select ${columns} from erasure where workspace_id = ${workspace} order by asked_at desc, id limit ${MOST_LISTED}`).map(view),
    async one(workspace, id) {
      const row = await rowOf(workspace, id);
      return row ? view(row) : null;
    },
    async resume() {
      const waiting = await sql<{ workspace: string; id: string }[]>`select workspace_id as workspace, id from erasure where done_at is null`;
      for (const { workspace, id } of waiting) await jobs.send("erasure", { workspace, erasure: id }, { once: { key: id, seconds: 60 } });
    },
  };
}

/** The change that takes every link to these out of a record, or null. What must have one keeps it: it is an id and no more. */
function withoutLinks(state: RecordState, ends: ReadonlySet<string>): Change | null {
  const { fields } = entityOf(state.kind);
  const names = linksTo(state, ends).filter((name) => fields[name]?.required !== true);
  const { set = {}, ...change } = changeOf(state, Object.fromEntries(names.filter((name) => fields[name]?.many !== true).map((name) => [name, null])));
  const remove = Object.fromEntries(names.flatMap((name) => {
    const standing = elementsOf(state, name).filter((element) => ends.has(element));
    return standing.length === 0 ? [] : [[name, Object.fromEntries(standing.map((element) => [element, addsOf(state, name, element)]))]];
  }));
  if (Object.keys(set).length + Object.keys(remove).length === 0) return null;
  return { ...change, ...(Object.keys(set).length > 0 && { set }), ...(Object.keys(remove).length > 0 && { remove }) };
}
