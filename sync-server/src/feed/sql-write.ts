// Writing a batch: one statement for all tables, each table's rows as one JSON text (measured: cheaper on both sides than
// an array a column, and than a statement a table: the embedded database takes longer to take a statement than to do it).
// Invariant: it writes all or nothing, and nothing where the workspace has moved on since the batch was made.
import { nameOf, openMark } from "@outrider/shared/projection";
import { textOf } from "@outrider/shared/records";
import type { Fragment } from "postgres";
import type { AuditDue } from "../auth/audit.ts";
import type { Sql, Transaction } from "../db/client.ts";
import type { Batch, Head } from "./feed-store.ts";
import { packedText } from "./packed-text.ts";
import { insertPast } from "./sql-past.ts";
import { insertDevices } from "./sql-rows.ts";

/** Whether it was written: not where another transaction has written since `on`. */
export async function writeBatch(db: Sql | Transaction, workspace: string, { batch, on }: { readonly batch: Batch; readonly on: Head }): Promise<boolean> {
  const { records, feed, sums, verdicts, devices, past, bodies, typed, written, now, audits = [] } = batch;
  const unmoved = db`where exists (select from head)`;
  // Who comes second waits here for the first to end, finds the sequence moved, and writes nothing.
  const [head] = await db`
    with head as (
      update feed_head set seq = ${batch.seq}, members_seq = coalesce(${batch.membersSeq ?? null}, members_seq)
      where workspace_id = ${workspace} and seq = ${on.seq} and members_seq = ${on.membersSeq} returning seq
    ), record_rows as (
      insert into record (workspace_id, id, kind, root, seq, state, name, open)
      select ${workspace}, row.* from json_to_recordset(${recordsText(records)}::json) as row (id text, kind text, root text, seq bigint, state json, name text, open text)
      ${unmoved}
      on conflict (workspace_id, id) do update set kind = excluded.kind, root = excluded.root, seq = excluded.seq, state = excluded.state, name = excluded.name, open = excluded.open
    ), feed_rows as (
      insert into feed (workspace_id, record_id, bucket, seq, removed, facts_seq)
      select ${workspace}, row.* from json_to_recordset(${feedText(feed)}::json) as row (record text, bucket text, seq bigint, removed boolean, facts bigint)
      ${unmoved}
      on conflict (workspace_id, record_id, bucket) do update set seq = excluded.seq, removed = excluded.removed, facts_seq = excluded.facts_seq
    ), sum_rows as (
      insert into bucket_sum as standing (workspace_id, bucket, rows, sum)
      select ${workspace}, row.bucket, row.rows, row.sum & 4294967295
      from json_to_recordset(${sumsText(sums)}::json) as row (bucket text, rows bigint, sum bigint)
      ${unmoved}
      on conflict (workspace_id, bucket) do update set
        rows = standing.rows + excluded.rows, sum = (standing.sum + excluded.sum) & 4294967295
    ), verdict_rows as (
      insert into verdict (workspace_id, group_id, device_id, counter, refused, seq, at, body, creates)
      select ${workspace}, row.group, row.device, row.counter, row.refused, row.seq, ${now}, row.body, row.creates
      from json_to_recordset(${verdictsText(verdicts)}::json)
        as row ("group" text, device text, counter bigint, refused boolean, seq bigint, body text, creates text)
      ${unmoved}
      on conflict (workspace_id, group_id) do update set
        device_id = excluded.device_id, counter = excluded.counter, refused = excluded.refused, seq = excluded.seq, at = excluded.at,
        body = excluded.body, creates = excluded.creates
    ), device_rows as (
      ${insertDevices(db, workspace, devices, unmoved)}
    )${typed.length > 0 ? writeTyped(db, workspace, { bodies, typed }, unmoved) : db``}${written.length > 0 ? dropWritten(db, workspace, written) : db``}${past.length > 0 ? insertPast(db, workspace, past, unmoved) : db``}${audits.length > 0 ? insertAudits(db, workspace, audits, unmoved) : db``}
    select seq from head`;
  return head !== undefined;
}

const writeTyped = (db: Sql | Transaction, workspace: string, { bodies, typed }: Pick<Batch, "bodies" | "typed">, unmoved: Fragment): Fragment => db`
    , body_rows as (
      insert into body (workspace_id, id, clients)
      select ${workspace}, row.* from json_to_recordset(${JSON.stringify(bodies)}::json) as row (id text, clients json)
      ${unmoved}
      on conflict (workspace_id, id) do update set clients = excluded.clients
    ), typed_rows as (
      insert into typed (workspace_id, body_id, seq, update)
      select ${workspace}, row.* from json_to_recordset(${JSON.stringify(typed)}::json) as row (body text, seq bigint, update text)
      ${unmoved}
    )`;

/** Looks at nothing that this very statement inserts: what was typed since is of a later sequence. */
const dropWritten = (db: Sql | Transaction, workspace: string, written: Batch["written"]): Fragment => db`
    , typed_gone as (
      delete from typed using json_to_recordset(${JSON.stringify(written)}::json) as row (body text, "upTo" bigint)
      where workspace_id = ${workspace} and body_id = row.body and seq <= row."upTo" and exists (select from head)
    )`;

const insertAudits = (db: Sql | Transaction, workspace: string, audits: readonly AuditDue[], unmoved: Fragment): Fragment => db`
    , audit_rows as (
      insert into audit_due (workspace_id, seq, place, body)
      select ${workspace}, row.* from json_to_recordset(${JSON.stringify(audits.map((body, place) => ({ seq: body.seq, place, body })))}::json) as row (seq bigint, place integer, body json)
      ${unmoved}
    )`;

/** The last row of each name: a statement may write a row only once. */
const lastOf = <T>(rows: readonly T[], name: (row: T) => string): T[] => [...new Map(rows.map((row) => [name(row), row])).values()];


/** Pasted together, because the states are texts already. */
const recordsText = (records: Batch["records"]): string =>
  `[${lastOf(records, ({ state }) => state.id).map(({ state, seq }) =>
    `{"id":${JSON.stringify(state.id)},"kind":${JSON.stringify(state.kind)},"root":${JSON.stringify(textOf(state, "root") || null)},"seq":${seq},"state":${packedText(state)},"name":${JSON.stringify(nameOf(state))},"open":${JSON.stringify(openMark(state))}}`).join(",")}]`;

const feedText = (feed: Batch["feed"]): string => JSON.stringify(lastOf(feed, ({ record, bucket }) => `${record} ${bucket}`));

const sumsText = (sums: Batch["sums"]): string => JSON.stringify([...sums].map(([bucket, { rows, sum }]) => ({ bucket, rows, sum })));

const verdictsText = (verdicts: Batch["verdicts"]): string =>
  JSON.stringify(lastOf(verdicts, ({ verdict }) => verdict.group).map(({ device, verdict, creates }) => ({
    group: verdict.group, device, counter: verdict.counter, refused: verdict.result === "refused",
    seq: verdict.result === "applied" ? verdict.seq : 0, body: JSON.stringify(verdict), creates: creates.length > 0 ? JSON.stringify(creates) : null,
  })));
