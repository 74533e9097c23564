// Answers that may be given again for a quarter of an hour, on whichever server. Invariant: the name of one is a keyed hash
// over the workspace, the model and every word that was sent, records and their ids among them: who has other evidence,
// because they may see other records, has another name. What lies there is sealed.
import { createHmac } from "node:crypto";
import type { Database } from "../db/database.ts";
import type { Sealer } from "../platform/sealed-text.ts";

export interface AnswerCache {
  nameOf(parts: readonly unknown[]): string;
  get(workspace: string, name: string, now: number): Promise<string | null>;
  put(workspace: string, name: string, answer: string, now: number): Promise<void>;
  dropOld(now: number, limit: number): Promise<number>;
}

export const CACHED_MS = 15 * 60_000;

export const createAnswerCache = ({ database: { sql }, sealer, key }: { readonly database: Pick<Database, "sql">; readonly sealer: Sealer; readonly key: Buffer }): AnswerCache => ({
  nameOf: (parts) => createHmac("sha256", key).update(JSON.stringify(parts)).digest("base64url"),
  async get(workspace, name, now) {
    const [found] = await sql<{ answer: string }[]>`select answer from assistant_answer where workspace_id = ${workspace} and id = ${name} and expires > ${now}`;
    return found ? sealer.open(found.answer) : null;
  },
  async put(workspace, name, answer, now) {
    await sql`
      insert into assistant_answer (workspace_id, id, answer, expires) values (${workspace}, ${name}, ${sealer.seal(answer)}, ${now + CACHED_MS})
      on conflict (workspace_id, id) do update set answer = excluded.answer, expires = excluded.expires`;
  },
  async dropOld(now, limit) {
    const gone = await sql`delete from assistant_answer where (workspace_id, id) in (select workspace_id, id from assistant_answer where expires <= ${now} limit ${limit}) returning 1 as gone`;
    return gone.length;
  },
});
