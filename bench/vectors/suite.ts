// Owns what search by meaning costs in SQL: the closest of a workspace's vectors by the production query on PostgreSQL
// with pgvector's index of neighbours (HNSW), how many of the truly closest are among what it finds, and how long the
// index takes to be built. The vectors lie in clusters, as those of texts do: of noise nothing is close to anything.
import { randomUUID } from "node:crypto";
import { createRandom, toBase64 } from "@outrider/shared/kernel";
import { DIMENSIONS, embeddedText, textHash } from "@outrider/shared/search";
import type { RecordState } from "@outrider/shared/records";
import { createVectorTable, type VectorTable } from "../../client/src/engine/meaning/vector-table.ts";
import type { Sql } from "../../sync-server/src/db/client.ts";
import { openDatabase } from "../../sync-server/src/db/open-database.ts";
import { createSqlFeedStore } from "../../sync-server/src/feed/sql-feed-store.ts";
import { createVectors, type Vectors } from "../../sync-server/src/meaning/vectors.ts";
import { withFreshPostgres } from "../campaigns/fresh-postgres.ts";
import type { Metric, Row } from "../metric.ts";
import { quantile } from "../statistics.ts";

const MODEL = "bench@1";
const [CLUSTERS, BATCH, QUESTIONS, CLOSEST] = [1_000, 1_000, 200, 20];
const member = "00000000-0000-4000-8000-000000000001";
const idAt = (n: number): string => `00000000-0000-4000-9000-${String(n).padStart(12, "0")}`;

function clusteredVectors(seed: string): () => Int8Array {
  const random = createRandom(seed);
  const byte = (most: number): number => random.int(2 * most + 1) - most;
  const centres = Array.from({ length: CLUSTERS }, () => Int8Array.from({ length: DIMENSIONS }, () => byte(90)));
  return () => {
    const centre = random.pick(centres);
    return Int8Array.from(centre, (value) => Math.max(-127, Math.min(127, value + byte(60))));
  };
}

const stateAt = (n: number) => ({ id: idAt(n), kind: "lead", w: [[1, "system.1", "system", { name: `Lead number ${n}`, notes: `What was said to number ${n}`, owner: member, status: "new" }]] });
/** What the server takes the state for, as far as its text goes. */
const readAt = (n: number): RecordState => ({ id: idAt(n), kind: "lead", fields: Object.fromEntries(Object.entries(stateAt(n).w[0]?.[3] as object).map(([field, value]) => [field, { value, at: 1, origin: "system.1", by: "system" }])), sets: {}, losers: {}, trail: {} }) as RecordState;

const person = { id: member, kind: "member", w: [[1, "system.1", "system", { name: "Ada", role: "admin", team: "", active: true }]] };

interface Filled { readonly workspace: string; readonly table: VectorTable }

/** A workspace with its person, and so many records with a vector each. */
async function fill(sql: Sql, size: number, draw: () => Int8Array): Promise<Filled> {
  const workspace = randomUUID();
  const table = createVectorTable(DIMENSIONS);
  await sql`insert into record (workspace_id, id, kind, seq, state) values (${workspace}, ${member}, 'member', 1, ${JSON.stringify(person)}::json)`;
  for (let from = 0; from < size; from += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, size - from) }, (_, at) => {
      const [n, vector] = [from + at, draw()];
      table.set(idAt(n), vector);
      return { id: idAt(n), seq: n + 2, state: stateAt(n), hash: textHash(embeddedText(readAt(n))), base: toBase64(new Uint8Array(vector.buffer)), numbers: `[${vector.join(",")}]` };
    });
    const json = JSON.stringify(rows);
    await sql`insert into record (workspace_id, id, kind, seq, state) select ${workspace}, id, 'lead', seq, state from json_to_recordset(${json}::text::json) as r(id text, seq bigint, state json)`;
    await sql`insert into text_vector (workspace_id, record_id, model, hash, vector, at) select ${workspace}, id, ${MODEL}, hash, base, 1 from json_to_recordset(${json}::text::json) as r(id text, hash text, base text)`;
    await sql`insert into meaning.vector (workspace_id, record_id, model, collection, embedding) select ${workspace}, id, ${MODEL}, null, numbers::vector from json_to_recordset(${json}::text::json) as r(id text, numbers text)`;
  }
  return { workspace, table };
}

/** Times in ms, and of each question how many of a hundred of the truly closest were found. */
async function ask(vectors: Vectors, { workspace, table }: Filled, draw: () => Int8Array): Promise<{ readonly times: readonly number[]; readonly recalls: readonly number[] }> {
  const [times, recalls] = [[] as number[], [] as number[]];
  for (let question = 0; question <= QUESTIONS; question += 1) {
    const asked = draw();
    const before = performance.now();
    const found = await vectors.near({ workspace, user: member }, MODEL, asked, { count: CLOSEST });
    const took = performance.now() - before;
    // The first warms the caches.
    if (question === 0) continue;
    times.push(took);
    const truly = new Set(table.closest(asked, CLOSEST).map(({ id }) => id));
    recalls.push((100 * (found ?? []).filter(({ id }) => truly.has(id)).length) / CLOSEST);
  }
  return { times, recalls };
}

const mean = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length;

async function inDatabase(databaseUrl: string, size: number, say: (text: string) => void): Promise<Row[]> {
  const database = await openDatabase({ databaseUrl }, { lost: () => undefined, trouble: () => undefined });
  const row = (metric: Metric, of: string, value: number | undefined, more: Partial<Row> = {}): Row => ({ id: "vectors", metric, of, peer: "outrider postgres", ours: true, value, runs: 1, ...more });
  const of = `${size.toLocaleString("en")} vectors`;
  try {
    if (!database.vector) return [row("near", of, undefined, { runs: 0, note: "this PostgreSQL has no pgvector" })];
    const { sql } = database;
    const vectors = createVectors({ database, door: { store: createSqlFeedStore({ database }) }, now: Date.now });
    await vectors.open();
    await sql`drop index meaning.vector_near`;
    const draw = clusteredVectors(`vectors ${size}`);
    say(`vectors: ${of} into the database`);
    const large = await fill(sql, size, draw);
    const small = await fill(sql, size / 50, clusteredVectors("another workspace"));
    say("vectors: the index");
    const building = performance.now();
    await vectors.open();
    const built = performance.now() - building;
    for (const table of ["meaning.vector", "text_vector", "record"]) await sql`vacuum analyze ${sql(table)}`;
    const inLarge = await ask(vectors, large, draw);
    const inSmall = await ask(vectors, small, draw);
    const beside = `${of}, ${(size / 50).toLocaleString("en")} of another workspace beside them searched`;
    return [
      row("near", `${of}: p95`, quantile(inLarge.times, 0.95), { worst: Math.max(...inLarge.times), runs: QUESTIONS, note: "with who may see them" }),
      row("near", `${of}: p50`, quantile(inLarge.times, 0.5), { runs: QUESTIONS }),
      row("recall", of, mean(inLarge.recalls), { worst: Math.min(...inLarge.recalls), runs: QUESTIONS }),
      row("near", `${beside}: p95`, quantile(inSmall.times, 0.95), { worst: Math.max(...inSmall.times), runs: QUESTIONS }),
      row("recall", beside, mean(inSmall.recalls), { worst: Math.min(...inSmall.recalls), runs: QUESTIONS, note: "asked for what is closest to the others'" }),
      row("indexed", of, built / 1_000),
    ];
  } finally {
    await database.close();
  }
}

/** `size`: of the large workspace; a small one of a fiftieth lies beside it. */
export async function runVectors(size: number, say: (text: string) => void): Promise<Row[]> {
  const rows = await withFreshPostgres((databaseUrl) => inDatabase(databaseUrl, size, say));
  return rows ?? [{ id: "vectors", metric: "near", peer: "outrider postgres", ours: true, value: undefined, runs: 0, note: "no PostgreSQL here" }];
}
