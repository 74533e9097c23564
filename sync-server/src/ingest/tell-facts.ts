// Spend, visits and last active of contacts, reckoned anew from all their orders and written to the feed as the server's own
// word. Invariant: what is written is the whole, never a difference, so that it may be done again after whatever died in
// between; a contact is marked until what it comes to is written.
import { changeOf, settingsId } from "@outrider/shared/commands";
import { type Change, type RecordState, textOf, valueOf } from "@outrider/shared/records";
import type { Database } from "../db/database.ts";
import { keys, moneyRecordsOf, statesOf } from "../feed/sql-rows.ts";
import type { SystemWrite } from "../feed-port.ts";
import type { KnownContacts } from "./known-contacts.ts";
import { writeGroups } from "./write-groups.ts";

export interface Worth { readonly base: string; /** Digits behind the point of the base currency. */ readonly digits: number; readonly rates: readonly { readonly currency: string; readonly from: string; readonly rate: number }[] }

/** As the app has it until a workspace names its own. */
const FIRST_CURRENCY = "EUR";
const MOST = 500;

const digitsOf = (currency: string): number => new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;

export async function worthIn({ sql }: Pick<Database, "sql">, workspace: string): Promise<Worth> {
  const states = statesOf(await moneyRecordsOf(sql, workspace));
  const settings = states.find(({ id }) => id === settingsId(workspace));
  const base = (settings && textOf(settings, "currency")) || FIRST_CURRENCY;
  const rates = states.flatMap((state) => {
    const rate = valueOf(state, "rate");
    return state.kind === "rate" && textOf(state, "base") === base && typeof rate === "number" && rate > 0 ? [{ currency: textOf(state, "currency"), from: textOf(state, "from"), rate }] : [];
  });
  return { base, digits: /^[A-Z]{3}$/.test(base) ? digitsOf(base) : 2, rates };
}

interface Reckoned { readonly id: string; readonly spend: string; readonly visits: number; readonly at: number | null; readonly others: readonly (readonly [number, string])[] | null }

/** What comes of the orders of each of these and of those merged into them: sums are exact, and rounded once, at the end. */
async function reckon({ sql }: Pick<Database, "sql">, workspace: string, wanted: string, { base, digits, rates }: Worth): Promise<readonly Reckoned[]> {
  return await sql<Reckoned[]>`
    with rate as (select * from json_to_recordset(${JSON.stringify(rates)}::json) as rate (currency text, "from" text, rate numeric)),
    part as (
      select c.survivor as id, o.currency, o.day, sum(o.amount) as amount, count(*) filter (where o.visit) as visits, max(o.at) as at
      from customer c join customer_order o on o.workspace_id = c.workspace_id and o.contact_id = c.contact_id
      where c.workspace_id = ${workspace} and c.survivor in (select json_array_elements_text(${wanted}::json)) and not o.cancelled group by c.survivor, o.currency, o.day
      union all
      select survivor, coalesce(opening_currency, ${base}), coalesce(opening_day, ''), coalesce(opening_spend, 0), coalesce(opening_visits, 0), active_at
      from customer where workspace_id = ${workspace} and survivor in (select json_array_elements_text(${wanted}::json))
    ), worth as (
      select part.*, case when currency = ${base} or amount = 0 then amount else amount * (
        select rate.rate from rate where rate.currency = part.currency and rate."from" <= part.day order by rate."from" desc limit 1
      ) end as worth from part
    ), beside as (
      select id, json_agg(json_build_array(amount, currency) order by currency) as others from (
        select id, currency, sum(amount) as amount from worth where worth is null group by id, currency having sum(amount) <> 0
      ) unrated group by id
    )
    select worth.id, round(coalesce(sum(worth), 0), ${digits}::int)::text as spend, sum(visits)::bigint as visits, max(at) as at, (select others from beside where beside.id = worth.id) as others
    from worth group by worth.id`;
}

interface Deps { readonly database: Database; readonly write: SystemWrite; readonly known: Pick<KnownContacts, "wrote">; readonly failed: (what: string, contact: string) => void }

export function createTellFacts({ database, write, known, failed }: Deps) {
  const { sql } = database;

  /** Some of those that are marked; how many. */
  return async (workspace: string): Promise<number> => {
    const marked = await sql<{ contact: string; survivor: string }[]>`select contact_id as contact, survivor from customer where workspace_id = ${workspace} and dirty order by contact_id limit ${MOST}`;
    if (marked.length === 0) return 0;
    const survivors = [...new Set(marked.map(({ survivor }) => survivor))];
    const worth = await worthIn(database, workspace);
    const reckoned = await reckon(database, workspace, keys(survivors), worth);
    const states = new Map(statesOf(await sql`select state from record where workspace_id = ${workspace} and id in (select json_array_elements_text(${keys(survivors)}::json))`).map((state) => [state.id, state]));
    const changes = reckoned.flatMap((one) => factsFor(states.get(one.id), one, worth.base) ?? []);
    const refused = await writeGroups(write, { workspace, by: "", command: "facts" }, changes, (seq) => known.wrote(workspace, seq));
    for (const [contact, why] of refused) failed(why, contact);
    const others = reckoned.map(({ id, others: beside }) => ({ id, others: beside }));
    await sql.begin(async (tx) => {
      await tx`
        update customer c set others = told.others from json_to_recordset(${JSON.stringify(others)}::json) as told (id text, others json)
        where c.workspace_id = ${workspace} and c.contact_id = told.id and c.others::text is distinct from told.others::text`;
      await tx`update customer set dirty = false where workspace_id = ${workspace} and contact_id in (select json_array_elements_text(${keys([...marked.map(({ contact }) => contact), ...survivors])}::json))`;
    });
    return marked.length;
  };
}

/** Null where nothing is to be said: what was merged into another contact is told there. */
function factsFor(state: RecordState | undefined, { spend, visits, at }: Reckoned, base: string): Change | null {
  if (!state || state.kind !== "contact" || textOf(state, "mergedInto") !== "") return null;
  const change = changeOf(state, { spend: { amount: Number(spend), currency: base }, visits: Math.max(0, visits), lastActive: at });
  return Object.keys(change.set ?? {}).length > 0 ? change : null;
}
