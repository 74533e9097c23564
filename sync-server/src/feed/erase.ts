// Erases records for ever, with what hangs on them: their states go, devices are told to drop them, and their ids are
// remembered, so that nothing brings them back. Invariant: one transaction; whoever has erased them once may do it again.
import type { Database } from "../db/database.ts";
import type { Transaction } from "../db/client.ts";
import { rowSum, subtractSum } from "@outrider/shared/sync";
import { elementsOf, type PackedRecord, textOf, unpack } from "@outrider/shared/records";
import { addressHash } from "../platform/address-hash.ts";
import { lockHead } from "./sql-head.ts";
import { keys } from "./sql-rows.ts";

interface Lying { readonly record: string; readonly bucket: string; readonly seq: number }

/**
 * All that goes with these records, by their ids: what hangs on them, the rich texts and proposals that are about something
 * that goes, what people were told of any of it, what they left as it stands, and of which others they said that it is not the same.
 */
export async function withWhatHangs({ sql }: Pick<Database, "sql">, workspace: string, records: readonly string[]): Promise<readonly string[]> {
  const hanging = await sql<{ id: string }[]>`
    select id from record where workspace_id = ${workspace} and root in (select json_array_elements_text(${keys(records)}::json))`;
  const named = keys([...records, ...hanging.map(({ id }) => id)]);
  const about = await sql<{ id: string }[]>`
    with gone as (select json_array_elements_text(${named}::json) as id)
    select id from record where workspace_id = ${workspace} and kind in ('body', 'proposal', 'notification', 'kept', 'attachment', 'distinct')
      and exists (select from json_array_elements(state->'w') as written where written->3->>'about' in (select id from gone) or written->3->>'other' in (select id from gone))`;
  return [...new Set([...records, ...hanging.map(({ id }) => id), ...about.map(({ id }) => id)])];
}

/** What came in of them from other systems: orders, what followed from them, their addresses, and rows that wait. One batch of ingestion and this come one after the other. */
async function eraseOrders(tx: Transaction, workspace: string, wanted: string): Promise<void> {
  await tx`select from follow_cursor where workspace_id = ${workspace} and name = 'customers' for update`;
  await tx`
    with gone as (
      select email from customer_email where workspace_id = ${workspace} and contact_id in (select json_array_elements_text(${wanted}::json))
    )
    delete from ingest_row where workspace_id = ${workspace}
      and (body->>'email' in (select email from gone) or body->>'customer' in (select json_array_elements_text(${wanted}::json)))`;
  await tx`delete from customer_order where workspace_id = ${workspace} and contact_id in (select json_array_elements_text(${wanted}::json))`;
  await tx`delete from customer where workspace_id = ${workspace} and contact_id in (select json_array_elements_text(${wanted}::json))`;
  await tx`delete from customer_email where workspace_id = ${workspace} and contact_id in (select json_array_elements_text(${wanted}::json))`;
}

/** Addresses that are theirs and stand in words on the list of those written to no more: the hash stays, the words go. */
async function forgetAddresses(tx: Transaction, workspace: string, wanted: string): Promise<void> {
  const people = await tx<{ state: PackedRecord }[]>`
    select state from record where workspace_id = ${workspace} and kind in ('contact', 'lead') and id in (select json_array_elements_text(${wanted}::json))`;
  const hashes = people.map(({ state }) => unpack(state)).flatMap((state) => [...elementsOf(state, "emails"), textOf(state, "email")]).map((email) => addressHash(workspace, email));
  await tx`update suppression set address = null, note = null where workspace_id = ${workspace} and address_hash in (select json_array_elements_text(${keys(hashes)}::json))`;
}

async function takeOut(tx: Transaction, workspace: string, wanted: string): Promise<void> {
  const { seq: head } = await lockHead(tx, workspace);
  await forgetAddresses(tx, workspace, wanted);
  const gone = await tx<{ kind: string }[]>`
    delete from record where workspace_id = ${workspace} and id in (select json_array_elements_text(${wanted}::json)) returning kind`;
  await tx`delete from body where workspace_id = ${workspace} and id in (select json_array_elements_text(${wanted}::json))`;
  await tx`delete from typed where workspace_id = ${workspace} and body_id in (select json_array_elements_text(${wanted}::json))`;
  await tx`delete from file where workspace_id = ${workspace} and id in (select json_array_elements_text(${wanted}::json))`;
  await tx`delete from file_piece where workspace_id = ${workspace} and file_id in (select json_array_elements_text(${wanted}::json))`;
  await tx`delete from text_vector where workspace_id = ${workspace} and record_id in (select json_array_elements_text(${wanted}::json))`;
  // Made when somebody first looks through a segment.
  const [segments] = await tx`select from pg_namespace where nspname = 'segments'`;
  if (segments) for (const table of ["customer", "detail"] as const) await tx`delete from segments.${tx(table)} where workspace_id = ${workspace} and contact_id::text in (select json_array_elements_text(${wanted}::json))`;
  await tx`delete from field_history where workspace_id = ${workspace} and record_id in (select json_array_elements_text(${wanted}::json))`;
  // Who was written to is forgotten, that somebody was is counted on; an address that was suppressed stays so, by its hash alone.
  await tx`
    update suppression set address = null, note = null where workspace_id = ${workspace} and address_hash in (
      select address_hash from campaign_message where workspace_id = ${workspace} and contact_id in (select json_array_elements_text(${wanted}::json)) and address_hash is not null)`;
  await tx`
    update campaign_message set contact_id = 'erased-' || gen_random_uuid(), key = 'erased-' || gen_random_uuid(), sealed = null, address_hash = null, token_hash = null, track_hash = null, vendor_message_id = null, zone = null,
      status = case when status = 'QUEUED' then 'SKIPPED' else status end, why = case when status = 'QUEUED' then 'The contact was erased.' else null end
    where workspace_id = ${workspace} and contact_id in (select json_array_elements_text(${wanted}::json))`;
  await tx`
    update campaign_receipt set contact_id = 'erased-' || gen_random_uuid(), why = null where workspace_id = ${workspace} and contact_id in (select json_array_elements_text(${wanted}::json))`;
  await tx`delete from segment_member where workspace_id = ${workspace} and contact_id::text in (select json_array_elements_text(${wanted}::json))`;
  await tx`delete from webhook_delivery where workspace_id = ${workspace} and record_id in (select json_array_elements_text(${wanted}::json))`;
  await tx`delete from assistant_call where workspace_id = ${workspace} and record_id in (select json_array_elements_text(${wanted}::json))`;
  // Which of them rest on it nobody can tell: their names are hashes. They live a quarter of an hour.
  await tx`delete from assistant_answer where workspace_id = ${workspace}`;
  await eraseOrders(tx, workspace, wanted);
  await tx`delete from notice where workspace_id = ${workspace} and about in (select json_array_elements_text(${wanted}::json))`;
  // The name stays, so that a call that comes again is not done again; what it was answered goes.
  await tx`
    with gone as (select json_array_elements_text(${wanted}::json) as id)
    update idempotency set status = null, answer = null where workspace_id = ${workspace}
      and exists (select from regexp_matches(answer, '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}', 'g') as named where named[1] in (select id from gone))`;
  const lying = await tx<Lying[]>`
    select record_id as record, bucket, seq from feed where workspace_id = ${workspace} and not removed and record_id in (select json_array_elements_text(${wanted}::json))`;
  if (gone.length + lying.length === 0) return;
  const seq = head + 1;
  await tx`
    update feed set removed = true, seq = ${seq}, facts_seq = null where workspace_id = ${workspace} and not removed and record_id in (select json_array_elements_text(${wanted}::json))`;
  const sums = new Map<string, { rows: number; sum: number }>();
  for (const { record, bucket, seq: at } of lying) {
    const { rows, sum } = sums.get(bucket) ?? { rows: 0, sum: 0 };
    sums.set(bucket, { rows: rows + 1, sum: subtractSum(sum, rowSum(record, at)) });
  }
  for (const [bucket, { rows, sum }] of sums) {
    await tx`update bucket_sum set rows = rows - ${rows}, sum = (sum + ${sum}::bigint) & 4294967295 where workspace_id = ${workspace} and bucket = ${bucket}`;
  }
  await tx`
    update feed_head set seq = ${seq}, members_seq = ${gone.some(({ kind }) => kind === "member") ? seq : tx`members_seq`} where workspace_id = ${workspace}`;
}

/** `records` with what hangs on them. They are noted in the workspace even where they are not there (yet). */
export async function eraseRecords({ sql, sync }: Pick<Database, "sql" | "sync">, workspace: string, records: readonly string[], now: number): Promise<void> {
  const wanted = keys(records);
  await sql.begin(async (tx) => {
    await tx`
      insert into erased (workspace_id, record_id, at) select ${workspace}, id, ${now} from (select distinct json_array_elements_text(${wanted}::json) as id) named on conflict do nothing`;
    const [known] = await tx`select from feed_head where workspace_id = ${workspace}`;
    if (known) await takeOut(tx, workspace, wanted);
  });
  await sync();
}
