/**
 * Fills a workspace with records of the sample's kind, as many as are asked for: for benchmarks and for trying out.
 * Invariant: it writes through the same door as everything else, so what it writes syncs like anything else; and on the
 * embedded database it works only while no server has it.
 */
import { asc } from "drizzle-orm";
import { textOf, valueOf } from "@outrider/shared/records";
import { workspace as workspaces } from "./db/schema/auth.ts";
import type { Database } from "./db/database.ts";
import { openDatabase } from "./db/open-database.ts";
import type { Env } from "./env.ts";
import { stageId } from "./feed/default-definitions.ts";
import { openFeed } from "./feed/open-feed.ts";
import { createSqlFeedStore } from "./feed/sql-feed-store.ts";
import { createFileStore } from "./files/file-store.ts";
import { FILE_LIMITS } from "./files/limits.ts";
import { createIdentity } from "./identity.ts";
import { systemClock, systemRandom } from "./platform/clock.ts";
import type { Log } from "./platform/logger.ts";
import { loadSecrets } from "./platform/secrets.ts";
import type { SampleEvent, SampleMember } from "./sample/event.ts";
import { sampleEvents } from "./sample/sample-events.ts";
import { sampleWorkspace } from "./sample-workspace.ts";

export interface SeedOptions {
  readonly env: Env;
  readonly log: Log;
  /** Records, about. */
  readonly size: number;
  /** The same seed in the same workspace would be the same records, so each is sown once. */
  readonly seed: string;
  /** Id or name; the first that was made where it is not given. A fresh database gets the sample workspace first. */
  readonly workspace?: string | undefined;
  readonly onProgress?: (done: number, size: number) => void;
}

export interface Seeded {
  readonly workspace: { readonly id: string; readonly name: string };
  readonly records: number;
  readonly edits: number;
}

/** So many records are told in one piece: what is held in memory stays bounded however many are asked for. */
const PIECE = 20_000;

/** Throws with a sentence for people where it cannot be done. */
export const seedWorkspace = async ({ env, log, size, seed, workspace: wanted, onProgress }: SeedOptions): Promise<Seeded> => {
  const [clock, random] = [systemClock, systemRandom];
  const secrets = loadSecrets({ session: env.JWT_SECRET, longLived: env.JWT_REFRESH_SECRET }, env.DATA_DIR);
  let lost: Error | undefined;
  const database = await openDatabase(env.DATABASE_URL === undefined ? { dataDirectory: env.DATA_DIR } : { databaseUrl: env.DATABASE_URL }, {
    lost: (reason) => (lost = reason),
    trouble: (what, error) => log.error({ error, what }, "trouble with the database"),
  });
  try {
    const identity = await createIdentity({ env, log, database, secrets, clock, random, createFeed: openFeed, secure: env.NODE_ENV === "production" });
    try {
      const { writeHistory } = identity.feed;
      const production = env.NODE_ENV === "production";
      await sampleWorkspace({ orm: database.drizzle, sql: database.sql, accounts: identity.accounts, writeHistory, clock, files: createFileStore({ database, limits: FILE_LIMITS, now: clock.now }), sync: database.sync }, !production && env.SAMPLE === "on");
      const workspace = await findWorkspace(database, wanted);
      const people = await peopleOf(database, workspace.id);
      const now = clock.now();
      let [records, edits] = [0, 0];
      for (let piece = 0; records < size; piece++) {
        const name = `${seed}-${piece}`;
        const events = sampleEvents({ workspace: workspace.id, seed: name, size: Math.min(PIECE, size - records), now, people, stage: (key) => stageId(workspace.id, key), cast: false });
        if (piece === 0) await refuseTwice(database, workspace.id, seed, events);
        const [before, share] = [records, recordsIn(events)];
        const progress = (done: number): void => onProgress?.(before + Math.round((share * done) / events.length), size);
        const written = await writeHistory({ workspace: workspace.id, source: name, edits: events, onProgress: progress });
        if (!written.ok) throw lost ?? new Error(`the records do not fit this workspace: ${written.error.message}`);
        records += share;
        edits += written.value;
      }
      await database.sync();
      return { workspace, records, edits };
    } finally {
      await identity.close();
    }
  } finally {
    await database.close();
  }
};

const recordsIn = (events: readonly SampleEvent[]): number => events.reduce((sum, { changes }) => sum + changes.filter(({ create }) => create === true).length, 0);

const findWorkspace = async ({ drizzle }: Database, wanted: string | undefined): Promise<Seeded["workspace"]> => {
  const all = await drizzle.select({ id: workspaces.id, name: workspaces.name }).from(workspaces).orderBy(asc(workspaces.createdAt));
  const found = wanted === undefined ? all[0] : all.find(({ id, name }) => id === wanted || name === wanted);
  if (found !== undefined) return found;
  if (all.length === 0) throw new Error("There is no workspace yet: start the server and set one up first.");
  throw new Error(`There is no workspace “${wanted}”; there are ${all.map(({ id, name }) => `${name} (${id})`).join(", ")}.`);
};

const isRole = (text: string): text is SampleMember["role"] => text === "admin" || text === "manager" || text === "exec";

const peopleOf = async (database: Database, workspaceId: string): Promise<readonly SampleMember[]> => {
  const people = (await createSqlFeedStore({ database }).members(workspaceId)).flatMap((state) => {
    const role = textOf(state, "role");
    return isRole(role) && valueOf(state, "active") === true ? [{ userId: state.id, role }] : [];
  });
  if (people.length === 0) throw new Error("Nobody is active in this workspace, so nobody could own the records.");
  return people.sort((a, b) => (a.userId < b.userId ? -1 : 1));
};

const refuseTwice = async ({ sql }: Database, workspaceId: string, seed: string, events: readonly SampleEvent[]): Promise<void> => {
  const first = events[0]?.changes[0]?.id ?? "";
  const [standing] = await sql`select 1 from record where workspace_id = ${workspaceId} and id = ${first}`;
  if (standing !== undefined) throw new Error(`The seed “${seed}” has been sown in this workspace already; name another with --seed.`);
};
