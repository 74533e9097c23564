// Tells who wrote it that an edit was refused: it waits on the device that wrote it, and the person may be at another.
// Verdicts have no sequence when they refuse, so they are read by time, with a margin for servers' clocks; what was told
// already is known by its name.
import type { Database } from "../db/database.ts";
import type { Clock } from "../platform/clock.ts";
import { lineOf } from "../platform/storable.ts";
import { type Notice, noticeId } from "./find-notices.ts";

const MARGIN_MS = 60_000;
const MOST = 200;
const MOST_MESSAGE = 300;
const NAME = "refused";

/** Refusals of a workspace that were not looked at yet, as notices to their authors; and what notes that they were told. */
export async function newRefusals({ sql }: Pick<Database, "sql">, clock: Clock, workspace: string): Promise<{ readonly notices: readonly Notice[]; noted(): Promise<void> }> {
  const now = clock.now();
  const [begun] = await sql<{ seq: number; since: number }[]>`
    insert into follow_cursor (workspace_id, name, seq, since) values (${workspace}, ${NAME}, ${now}, ${now - MARGIN_MS})
    on conflict (workspace_id, name) do update set seq = follow_cursor.seq returning seq, since`;
  const after = Math.max((begun?.seq ?? now) - MARGIN_MS, begun?.since ?? now);
  const rows = await sql<{ group: string; body: string; at: number; user: string }[]>`
    select verdict.group_id as "group", verdict.body, verdict.at, device.user_id as user from verdict
    join device on device.workspace_id = verdict.workspace_id and device.id = verdict.device_id
    where verdict.workspace_id = ${workspace} and verdict.refused and verdict.body is not null and verdict.at > ${after} order by verdict.at limit ${MOST}`;
  const last = rows.at(-1)?.at;
  return {
    notices: rows.map(({ group, body, at, user }) => ({ id: noticeId(user, NAME, group), person: user, what: NAME, about: "", by: "", text: messageOf(body), at })),
    async noted() {
      if (last !== undefined) await sql`update follow_cursor set seq = greatest(seq, ${last}) where workspace_id = ${workspace} and name = ${NAME}`;
    },
  };
}

const messageOf = (body: string): string => {
  const verdict = JSON.parse(body) as { readonly refusal?: { readonly message?: string } };
  return lineOf(verdict.refusal?.message ?? "", MOST_MESSAGE);
};
