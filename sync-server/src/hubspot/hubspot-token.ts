// The token by which a workspace reads its HubSpot. Invariant: it lies sealed and is told to nobody, not even to who gave it.
import type { Database } from "../db/database.ts";
import type { Clock } from "../platform/clock.ts";
import type { Sealer } from "../platform/sealed-text.ts";

export interface HubspotTokens {
  /** When one was given, ms; null: there is none. */
  since(workspace: string): Promise<number | null>;
  /** For speaking to HubSpot alone. */
  token(workspace: string): Promise<string | null>;
  keep(workspace: string, token: string): Promise<void>;
  /** False where there was none. */
  forget(workspace: string): Promise<boolean>;
}

interface Row { readonly token: string; readonly since: number }
interface Deps { readonly database: Pick<Database, "sql" | "sync">; readonly sealer: Sealer; readonly clock: Clock }

export function createHubspotTokens({ database: { sql, sync }, sealer, clock }: Deps): HubspotTokens {
  const rowOf = async (workspace: string): Promise<Row | undefined> => (await sql<Row[]>`select token, since from hubspot_token where workspace_id = ${workspace}`)[0];
  return {
    async since(workspace) {
      const row = await rowOf(workspace);
      return row ? Number(row.since) : null;
    },
    async token(workspace) {
      const row = await rowOf(workspace);
      return row ? sealer.open(row.token) : null;
    },
    async keep(workspace, token) {
      await sql`
        insert into hubspot_token (workspace_id, token, since) values (${workspace}, ${sealer.seal(token)}, ${clock.now()})
        on conflict (workspace_id) do update set token = excluded.token, since = excluded.since`;
      await sync();
    },
    async forget(workspace) {
      const gone = await sql`delete from hubspot_token where workspace_id = ${workspace} returning workspace_id`;
      await sync();
      return gone.length > 0;
    },
  };
}
