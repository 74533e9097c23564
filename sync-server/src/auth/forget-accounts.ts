/**
 * Accounts of people whose member record was erased for ever: nobody signs in by one any more, and it names nobody.
 * Invariant: the row stays under its id, so that a device of that person is still told that it has to clear itself; safe to
 * repeat, and repeated wherever an older copy of the database comes up (feed/erased-list.ts names the ids).
 */
import type { Database } from "../db/database.ts";

const FORGOTTEN = "Former member";
/** Of a domain that is nobody's (RFC 2606). */
const NOWHERE = "@erased.invalid";

/** Answers how many were forgotten. Whoever still is a member somewhere is left as he is. */
export async function forgetAccounts({ sql, sync }: Pick<Database, "sql" | "sync">): Promise<number> {
  const forgotten = await sql.begin(async (tx) => {
    const people = await tx<{ id: string; email: string }[]>`
      select id::text as id, email from "user" person where email not like ${`%${NOWHERE}`}
        and exists (select from erased where record_id = person.id::text) and not exists (select from record where kind = 'member' and id = person.id::text)`;
    for (const { id, email } of people) {
      await tx`delete from account where user_id = ${id}`;
      await tx`delete from session where user_id = ${id}`;
      await tx`delete from second_factor where user_id = ${id}`;
      await tx`delete from recovery_code where user_id = ${id}`;
      await tx`delete from push_subscription where user_id = ${id}`;
      await tx`delete from notice_preference where user_id = ${id}`;
      await tx`delete from notice where user_id = ${id}`;
      await tx`delete from calendar_link where user_id = ${id}`;
      await tx`delete from invitation where accepted_by = ${id} or lower(email) = lower(${email})`;
      await tx`update known_device set name = null, user_agent = '' where user_id = ${id}`;
      await tx`update "user" set name = ${FORGOTTEN}, email = ${`${id}${NOWHERE}`}, email_verified = false, image = null where id = ${id}`;
    }
    return people.length;
  });
  if (forgotten > 0) await sync();
  return forgotten;
}
