// The vectors that a team shares: taken from who may change the record, given to who may see it, each only for the text
// that the record has. Where the database has pgvector they also lie there, to be searched: with an index of neighbours
// on PostgreSQL, one by one on the embedded database. That part is made from the other, in a schema of its own, so that
// a backup has no need of it.
import { mayChange, maySee, viewerOf } from "@outrider/shared/access";
import { fromBase64 } from "@outrider/shared/kernel";
import type { RecordState } from "@outrider/shared/records";
import type { Facets } from "@outrider/shared/sales";
import { type Collection, collectionOf, DIMENSIONS, embeddedText, OUTSIDE_DIMENSIONS, textHash } from "@outrider/shared/search";
import type { Transaction } from "../db/client.ts";
import type { Database } from "../db/database.ts";
import type { RecordDoor } from "../feed/record-door.ts";
import { createWorkingSet } from "../feed/working-set.ts";

export interface Asker { readonly workspace: string; readonly user: string }
export interface Named { readonly id: string; readonly hash: string }
/** `vector`: numbers of eight bits as base64. */
export interface Shared extends Named { readonly vector: string }
export interface Kept { readonly shared: Shared; readonly collection: Collection | undefined; /** What it is filtered by; undefined: not known yet. */ readonly facets?: Facets }
/** Facets that have to be so: a text or a flag the same, each of several texts among those it has, a number within the two (null: open). */
export type Where = Readonly<Record<string, string | readonly string[] | { readonly from: number | null; readonly to: number | null }>>;
export interface NearRecord { readonly id: string; /** Cosine. */ readonly score: number }

export interface Vectors {
  /** Makes the searchable part ready and brings it up to date; does nothing where there is no pgvector. */
  open(): Promise<void>;
  /** Those of them that are known, as far as this person sees their records. */
  known(by: Asker, model: string, wanted: readonly Named[]): Promise<readonly Shared[]>;
  /** Answers how many were taken. */
  share(by: Asker, model: string, vectors: readonly Shared[]): Promise<number>;
  /** Of texts that the records have, as the server itself found. */
  keep(workspace: string, model: string, vectors: readonly Kept[]): Promise<void>;
  /** By record, the name of the text whose vector there is. */
  hashes(workspace: string, model: string, ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** What this person may see that is closest, best first; null where there is no pgvector. */
  near(by: Asker, model: string, vector: Int8Array, options: { readonly count: number; readonly collection?: Collection; readonly where?: Where }): Promise<readonly NearRecord[] | null>;
  /** What records are filtered by, as it is now, of those with a vector. */
  facets(workspace: string, facets: ReadonlyMap<string, Facets>): Promise<void>;
}

export interface VectorsDeps { readonly database: Pick<Database, "sql" | "kind" | "vector">; readonly door: Pick<RecordDoor, "store">; readonly now: () => number }

/** Of what is closest some may not be seen: so many times as many are looked at. */
const SPARE = 5;

/** So many vectors of one workspace are compared one by one, which misses nothing; of more those are asked for that the index leads to. */
const ONE_BY_ONE = 5_000;

/** Nobody else’s among the advisory locks. */
const MAKING_LOCK = 5_310_029;
/** A table for each width that there is: those of devices, and those of an endpoint elsewhere. */
const TABLES: ReadonlyMap<number, string> = new Map([[DIMENSIONS, "vector"], [OUTSIDE_DIMENSIONS, `vector_${OUTSIDE_DIMENSIONS}`]]);

const numbersOf = (vector: string): Int8Array | null => {
  const bytes = fromBase64(vector);
  return bytes && TABLES.has(bytes.length) ? new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length) : null;
};
const isTexts = (wanted: Where[string]): wanted is readonly string[] => Array.isArray(wanted);
const asVector = (numbers: Int8Array): string => `[${numbers.join(",")}]`;

export function createVectors({ database: { sql, kind, vector: searchable }, door, now }: VectorsDeps): Vectors {
  /** The records of these ids as they are, with what this person may do. */
  const judged = <T>({ workspace, user }: Asker, ids: readonly string[], judge: (state: RecordState, may: { see: boolean; change: boolean }) => T | null): Promise<readonly T[]> =>
    door.store.transact(workspace, async (tx) => {
      const set = createWorkingSet(tx);
      await Promise.all([set.loadMembers(), set.load(ids)]);
      return await set.settled(() => {
        const viewer = viewerOf(user, set.read);
        if (!viewer) return [];
        return ids.flatMap((id): T[] => {
          const state = set.read(id);
          const found = state && judge(state, { see: maySee(viewer, state, set.read), change: mayChange(viewer, "edit", state, set.read) });
          return found === null || found === undefined ? [] : [found];
        });
      });
    });

  /** Whether an index goes on until there are as many as were asked for: pgvector can since 0.8. */
  let iterative = false;

  const tableOf = (width: number) => sql(`meaning.${TABLES.get(width) ?? "vector"}`);

  const search = async (tx: Transaction | typeof sql, workspace: string, model: string, { shared: { id, vector }, collection, facets }: Kept): Promise<void> => {
    const numbers = numbersOf(vector);
    if (!searchable || !numbers) return;
    const table = tableOf(numbers.length);
    await tx`
      insert into ${table} as known (workspace_id, record_id, model, collection, embedding, facets)
      values (${workspace}, ${id}, ${model}, ${collection ?? null}, ${asVector(numbers)}::vector, ${facets === undefined ? null : JSON.stringify(facets)}::text::jsonb)
      on conflict (workspace_id, record_id, model) do update set collection = excluded.collection, embedding = excluded.embedding, facets = coalesce(excluded.facets, known.facets)`;
  };

  /** As SQL; nothing of it is written into the statement but as values. */
  const holding = (where: Where) => Object.entries(where).map(([name, wanted]) => {
    if (typeof wanted === "string") return sql`and here.facets->>${name}::text = ${wanted}`;
    if (isTexts(wanted)) return sql`and here.facets->${name}::text @> ${JSON.stringify(wanted)}::text::jsonb`;
    const { from, to } = wanted;
    return sql`and (here.facets->>${name}::text)::float8 between ${from ?? -Infinity}::float8 and ${to ?? Infinity}::float8`;
  }).reduce((all, one) => sql`${all} ${one}`, sql``);

  const keep = (workspace: string, model: string, vectors: readonly Kept[]): Promise<void> =>
    sql.begin(async (tx) => {
      for (const kept of vectors) {
        const { shared } = kept;
        await tx`
          insert into text_vector (workspace_id, record_id, model, hash, vector, at) values (${workspace}, ${shared.id}, ${model}, ${shared.hash}, ${shared.vector}, ${now()})
          on conflict (workspace_id, record_id, model) do update set hash = excluded.hash, vector = excluded.vector, at = excluded.at`;
        await search(tx, workspace, model, kept);
      }
    }).then(() => undefined);

  /** Of servers that start together one makes what is missing: "if not exists" does not hold the others back. */
  const made = (make: (tx: Transaction) => PromiseLike<unknown>): Promise<void> =>
    sql.begin(async (tx) => {
      await tx`select pg_advisory_xact_lock(${MAKING_LOCK})`;
      await make(tx);
    }).then(() => undefined);

  /** One of the searchable tables, with what came up with a backup and is not in it yet. */
  async function openTable(width: number, name: string): Promise<void> {
    const table = tableOf(width);
    await made(async (tx) => {
      await tx`
        create table if not exists ${table} (
          workspace_id uuid not null, record_id text collate "C" not null, model text collate "C" not null, collection text, embedding ${sql.unsafe(`vector(${width})`)} not null, facets jsonb,
          primary key (workspace_id, record_id, model),
          foreign key (workspace_id, record_id, model) references public.text_vector (workspace_id, record_id, model) on delete cascade)`;
      await tx`alter table ${table} add column if not exists facets jsonb`;
      // One session builds it on the embedded database, and everybody waits.
      if (kind === "postgres") await tx`create index if not exists ${tx(`${name}_near`)} on ${table} using hnsw (embedding vector_cosine_ops)`;
    });
    // As base64 a vector is four characters to three numbers.
    const long = Math.ceil(width / 3) * 4;
    for (;;) {
      const missing = await sql<(Shared & { workspace: string; model: string; kind: string | null })[]>`
        select shared.workspace_id as workspace, shared.record_id as id, shared.model, shared.hash, shared.vector, record.kind from text_vector shared
        left join record on record.workspace_id = shared.workspace_id and record.id = shared.record_id
        where length(shared.vector) = ${long} and not exists (select from ${table} here where here.workspace_id = shared.workspace_id and here.record_id = shared.record_id and here.model = shared.model) limit 500`;
      for (const { workspace, model, kind: of, ...shared } of missing) await search(sql, workspace, model, { shared, collection: of === null ? undefined : collectionOf(of) });
      if (missing.length < 500) return;
    }
  }

  return {
    keep,
    async hashes(workspace, model, ids) {
      if (ids.length === 0) return new Map();
      const rows = await sql<Named[]>`select record_id as id, hash from text_vector where workspace_id = ${workspace} and model = ${model} and record_id in ${sql([...ids])}`;
      return new Map(rows.map(({ id, hash }) => [id, hash]));
    },
    async open() {
      if (!searchable) return;
      const [version] = await sql<{ extversion: string }[]>`select extversion from pg_extension where extname = 'vector'`;
      const [major = 0, minor = 0] = (version?.extversion ?? "").split(".").map(Number);
      iterative = kind === "postgres" && (major > 0 || minor >= 8);
      await made((tx) => tx`create schema if not exists meaning`);
      for (const [width, name] of TABLES) await openTable(width, name);
    },
    async known(by, model, wanted) {
      const asked = new Map(wanted.map(({ id, hash }) => [id, hash]));
      const seen = await judged(by, [...asked.keys()], (state, { see }) => (see ? state.id : null));
      if (seen.length === 0) return [];
      const rows = await sql<Shared[]>`
        select record_id as id, hash, vector from text_vector where workspace_id = ${by.workspace} and model = ${model} and record_id in ${sql([...seen])}`;
      return rows.filter(({ id, hash }) => asked.get(id) === hash);
    },
    async share(by, model, vectors) {
      const given = new Map(vectors.map((shared) => [shared.id, shared]));
      const taken = await judged(by, [...given.keys()], (state, { see, change }) => {
        const shared = given.get(state.id);
        const fits = see && change && shared !== undefined && numbersOf(shared.vector)?.length === DIMENSIONS && textHash(embeddedText(state)) === shared.hash;
        return fits ? { shared, collection: collectionOf(state.kind) } : null;
      });
      await keep(by.workspace, model, taken);
      return taken.length;
    },
    async near(by, model, vector, { count, collection, where = {} }) {
      if (!searchable || !TABLES.has(vector.length)) return null;
      const [asked, table] = [asVector(vector), tableOf(vector.length)];
      const mine = sql`here.workspace_id = ${by.workspace} and here.model = ${model} ${collection === undefined ? sql`` : sql`and here.collection = ${collection}`} ${holding(where)}`;
      const rows = await sql.begin(async (tx) => {
        const [counted] = await tx<{ count: number }[]>`select count(*)::int as count from (select from ${table} here where ${mine} limit ${ONE_BY_ONE + 1}) as counted`;
        const few = (counted?.count ?? 0) <= ONE_BY_ONE;
        // The index knows nothing of workspaces: it would answer with the neighbours in all of them, of which few or none are this one's.
        if (!few && iterative) await tx`select set_config('hnsw.iterative_scan', 'strict_order', true)`;
        const from = few ? tx`with here as materialized (select * from ${table} here where ${mine})` : tx``;
        return await tx<(NearRecord & { hash: string })[]>`
          ${from} select here.record_id as id, shared.hash, 1 - (here.embedding <=> ${asked}::vector) as score
          from ${few ? tx`here` : tx`${table} here`} join text_vector shared using (workspace_id, record_id, model)
          where ${few ? tx`true` : mine} order by here.embedding <=> ${asked}::vector limit ${count * SPARE}`;
      });
      const found = new Map(rows.map((row) => [row.id, row]));
      const seen = await judged(by, [...found.keys()], (state, { see }) => {
        const row = found.get(state.id);
        return see && row && row.hash === textHash(embeddedText(state)) ? { id: row.id, score: row.score } : null;
      });
      return seen.slice(0, count);
    },
    async facets(workspace, facets) {
      if (!searchable || facets.size === 0) return;
      const rows = JSON.stringify([...facets].map(([id, of]) => ({ id, of })));
      for (const width of TABLES.keys()) {
        await sql`
          update ${tableOf(width)} here set facets = given.of from json_to_recordset(${rows}::text::json) as given(id text, of jsonb)
          where here.workspace_id = ${workspace} and here.record_id = given.id and here.facets is distinct from given.of`;
      }
    },
  };
}
