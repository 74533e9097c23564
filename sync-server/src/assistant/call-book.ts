// Every request to the model and what came back, with what it cost. Invariants: one row and one line of the audit log for each,
// in one transaction; words lie sealed and go after 90 days, or with the record or the person they are of; the line of the
// audit log holds a hash of them and none of them.
import { createHmac } from "node:crypto";
import { DAY_MS } from "@outrider/shared/kernel";
import type { Transaction } from "../db/client.ts";
import type { Database } from "../db/database.ts";
import type { Clock, Random } from "../platform/clock.ts";
import type { Sealer } from "../platform/sealed-text.ts";
import type { Purpose } from "./brief.ts";

export type CallOutcome = "model" | "cache" | "fallback" | "refused";

export interface Call {
  readonly workspace: string;
  readonly user: string;
  /** From where; "" where nobody knows. */
  readonly address: string;
  readonly purpose: Purpose;
  readonly record: string | null;
  readonly model: string;
  readonly outcome: CallOutcome;
  readonly why: string | null;
  readonly tokensIn: number;
  readonly tokensOut: number;
  /** In millionths of the workspace's base currency. */
  readonly cost: number;
  readonly latencyMs: number;
  readonly dropped: number;
  readonly request: string;
  readonly answer: string;
}

export interface AuditLine { readonly workspace: string; readonly user: string; readonly address: string; readonly detail: Readonly<Record<string, string>> }
export type NoteWithin = (tx: Transaction, line: AuditLine) => Promise<void>;

export interface CallBook {
  /** Answers the request's name. */
  write(call: Call): Promise<string>;
  /** How many requests of this person came since, and how many statements of theirs the check took out. */
  lately(workspace: string, user: string, since: number): Promise<{ readonly calls: number; readonly dropped: number }>;
  dropOld(limit: number): Promise<number>;
}

const WORDS_MS = 90 * DAY_MS;
const ROWS_MS = 800 * DAY_MS;

interface Deps { readonly database: Pick<Database, "sql" | "sync">; readonly sealer: Sealer; readonly key: Buffer; readonly note: NoteWithin; readonly clock: Clock; readonly random: Random }

export function createCallBook({ database: { sql, sync }, sealer, key, note, clock, random }: Deps): CallBook {
  return {
    async write({ workspace, user, address, purpose, record, model, outcome, why, tokensIn, tokensOut, cost, latencyMs, dropped, request, answer }) {
      const id = random.uuid();
      const hash = createHmac("sha256", key).update(JSON.stringify([request, answer])).digest("base64url");
      const detail = {
        call: id, purpose, model, outcome, tokens: `${tokensIn}+${tokensOut}`, cost: String(cost), latencyMs: String(Math.round(latencyMs)), hash,
        ...(record !== null && { record }), ...(why !== null && { why }), ...(dropped > 0 && { dropped: String(dropped) }),
      };
      await sql.begin(async (tx) => {
        await tx`
          insert into assistant_call (workspace_id, id, user_id, at, purpose, record_id, model, outcome, why, tokens_in, tokens_out, cost, latency_ms, dropped, request, answer)
          values (${workspace}, ${id}, ${user}, ${clock.now()}, ${purpose}, ${record}, ${model}, ${outcome}, ${why}, ${tokensIn}, ${tokensOut}, ${cost}, ${Math.round(latencyMs)}, ${dropped}, ${sealer.seal(request)}, ${sealer.seal(answer)})`;
        await note(tx, { workspace, user, address, detail });
      });
      await sync();
      return id;
    },
    async lately(workspace, user, since) {
      const [found] = await sql<{ calls: number; dropped: number }[]>`
        select count(*)::integer as calls, coalesce(sum(dropped), 0)::integer as dropped from assistant_call where workspace_id = ${workspace} and user_id = ${user} and at >= ${since}`;
      return found ?? { calls: 0, dropped: 0 };
    },
    async dropOld(limit) {
      const now = clock.now();
      const wordless = await sql`
        update assistant_call set request = null, answer = null
        where (workspace_id, id) in (select workspace_id, id from assistant_call where at < ${now - WORDS_MS} and request is not null limit ${limit}) returning 1 as gone`;
      const gone = await sql`delete from assistant_call where (workspace_id, id) in (select workspace_id, id from assistant_call where at < ${now - ROWS_MS} limit ${limit}) returning 1 as gone`;
      return Math.max(wordless.length, gone.length);
    },
  };
}
