// The servers of one database, as each says of itself now and then: a row a server, dropped once it is silent for a while.
// Times are the database's, so that no clock of a server counts. Invariant: it is a notice board and nothing else; no server
// decides anything by it, and where it cannot be read each shows what it sees itself.
import type { Database } from "../db/database.ts";
import { openOwnSchema, type OwnSchema } from "../db/own-schema.ts";
import type { ServerFigures, ServerSeen } from "./system-watch.ts";

export interface Servers {
  /** Says how this server does; answers all that are alive, itself among them, in order of when they were started. */
  say(figures: ServerFigures): Promise<readonly ServerSeen[]>;
  /** It ends: the others are not to wait until its row is old. */
  leave(): Promise<void>;
}

/** Who has been silent for so long is not there: three looks. */
export const SILENT_MS = 45_000;

const SCHEMA: OwnSchema = {
  name: "servers", version: 1, lock: 5_310_028,
  // What it says is old after a minute: after a crash of the database there is nothing to keep.
  makes: ["create unlogged table servers.seen (server uuid primary key, name text not null, started_at float8 not null, said timestamptz not null, figures text not null)"],
};

export interface ServersDeps { readonly database: Pick<Database, "sql">; /** A UUID of this start. */ readonly id: string; readonly name: string; readonly startedAt: number }

export function createServers({ database: { sql }, id, name, startedAt }: ServersDeps): Servers {
  let opened: Promise<void> | null = null;
  let left = false;
  const open = (): Promise<void> => (opened ??= openOwnSchema(sql, SCHEMA).catch((error: unknown) => {
    opened = null;
    throw error;
  }));
  /** What was begun is done before it leaves, or it would come back. */
  let saying: Promise<unknown> = Promise.resolve();
  const write = async (figures: ServerFigures): Promise<void> => {
    await open();
    if (left) return;
    await sql`
      insert into servers.seen (server, name, started_at, said, figures) values (${id}, ${name}, ${startedAt}, clock_timestamp(), ${JSON.stringify(figures)})
      on conflict (server) do update set said = excluded.said, figures = excluded.figures`;
  };
  return {
    async say(figures) {
      const written = write(figures);
      saying = Promise.allSettled([saying, written]);
      await written;
      await sql`delete from servers.seen where said < clock_timestamp() - make_interval(secs => ${SILENT_MS / 1000}::float8)`;
      const rows = await sql<{ id: string; name: string; startedAt: number; saidMs: number; figures: string }[]>`
        select server::text as id, name, started_at as "startedAt", greatest(0, extract(epoch from clock_timestamp() - said) * 1000)::float8 as "saidMs", figures from servers.seen order by started_at, server`;
      return rows.map(({ figures: said, ...row }) => ({ ...(JSON.parse(said) as ServerFigures), ...row, self: row.id === id }));
    },
    async leave() {
      left = true;
      await saying;
      if (opened === null) return;
      await sql`delete from servers.seen where server = ${id}`;
    },
  };
}
