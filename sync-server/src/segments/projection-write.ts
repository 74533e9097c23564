// One page of the feed taken into the projection, in the transaction of whoever calls. What follows from several records
// (when somebody was last in touch, the stages of open deals, which company stands for one that was merged) is worked out
// anew for just those whom the page concerns.
import type { RecordState } from "@outrider/shared/records";
import type { Transaction } from "../db/client.ts";
import { customerRow, dealRows, detailRow, linkedRow, loserRow, type Row, standsAsCustomer, touchRow } from "./projection-rows.ts";

const json = (rows: readonly unknown[]): string => JSON.stringify(rows);

const COLUMNS = {
  customer: "contact_id uuid, owner uuid, company uuid, spend float8, spend_currency text, visits float8, last_active float8, created_at float8, updated_at float8, shared text[], tags text[], mail text, tracking text, received text[], opened text[], clicked text[], custom jsonb",
  detail: "contact_id uuid, name text, title text, address text, time_zone text, emails text[], phones text[]",
  linked: "id uuid, kind text, merged uuid, stands uuid, data jsonb",
  deal: "deal_id uuid, contact_id uuid, stage uuid, places text[]",
  touch: "activity_id uuid, contact_id uuid, at float8",
  loser: "contact_id uuid, stands uuid, places text[]",
} as const;
const NAMED = { customer: "contact_id", detail: "contact_id", linked: "id", deal: "deal_id, contact_id", touch: "activity_id", loser: "contact_id" } as const;

async function put(tx: Transaction, workspace: string, table: keyof typeof COLUMNS, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return;
  const names = COLUMNS[table].split(", ").map((column) => column.split(" ")[0] as string);
  const set = names.filter((name) => !NAMED[table].split(", ").includes(name)).map((name) => `${name} = excluded.${name}`);
  await tx.unsafe(
    `insert into segments.${table} (workspace_id, ${names.join(", ")}) select $1::uuid, ${names.map((name) => `r.${name}`).join(", ")} from jsonb_to_recordset($2::text::jsonb) as r (${COLUMNS[table]})
     on conflict (workspace_id, ${NAMED[table]}) do update set ${set.join(", ")}`,
    [workspace, json(rows)],
  );
}

const rowsBy = (states: readonly RecordState[], rowOf: (state: RecordState) => Row | null): readonly Row[] => states.map(rowOf).filter((row) => row !== null);
const idsOf = (rows: readonly { readonly contact_id: string }[]): readonly string[] => rows.map(({ contact_id }) => contact_id);

/** Whom a company, or a stage, stands in for: set anew wherever any was ever merged. */
async function settleMerged(tx: Transaction, workspace: string): Promise<void> {
  const merged = await tx<{ id: string; merged: string; stands: string }[]>`select id, merged, stands from segments.linked where workspace_id = ${workspace} and merged is not null`;
  if (merged.length === 0) return;
  const into = new Map(merged.map((row) => [row.id, row.merged]));
  const targets = await tx<{ id: string }[]>`select id from segments.linked where workspace_id = ${workspace} and kind = 'company' and id in (select (json_array_elements_text(${json([...into.values()])}::json))::uuid)`;
  const there = new Set(targets.map(({ id }) => id));
  // As `survivor` of records has it: to the end of the chain, of a ring to its least.
  const end = (id: string): string => {
    const seen = new Set<string>();
    let at = id;
    while (!seen.has(at)) {
      seen.add(at);
      const next = into.get(at);
      if (next === undefined || !there.has(next)) return at;
      at = next;
    }
    return [...seen].sort()[0] as string;
  };
  const changed = merged.map(({ id, stands }) => ({ id, stands: end(id), before: stands })).filter(({ stands, before }) => stands !== before);
  if (changed.length === 0) return;
  await tx`
    update segments.linked set stands = r.stands from json_to_recordset(${json(changed)}::json) as r (id uuid, stands uuid) where linked.workspace_id = ${workspace} and linked.id = r.id`;
}

/** When they were last in touch and the stages of their open deals. `settled`: what lies before it (ms) is past wherever somebody looks. */
async function settle(tx: Transaction, workspace: string, contacts: ReadonlySet<string>, settled: number): Promise<void> {
  if (contacts.size === 0) return;
  await tx`
    with recursive up as (
      select (json_array_elements_text(${json([...contacts])}::json))::uuid as id
      union select loser.stands from up join segments.loser loser on loser.workspace_id = ${workspace} and loser.contact_id = up.id
    ), family as (
      select up.id as contact, up.id as member, array['']::text[] as places from up
      union select family.contact, loser.contact_id, loser.places from family join segments.loser loser on loser.workspace_id = ${workspace} and loser.stands = family.member
    ), touched as (
      select family.contact, max(touch.at) filter (where family.member = family.contact and touch.at < ${settled}::float8) as last,
        array_agg(touch.at) filter (where place is not null and not (family.member = family.contact and touch.at < ${settled}::float8)) as later_at,
        array_agg(place) filter (where place is not null and not (family.member = family.contact and touch.at < ${settled}::float8)) as later_place
      from family join segments.touch touch on touch.workspace_id = ${workspace} and touch.contact_id = family.member cross join lateral unnest(family.places) place group by family.contact
    ), staged as (
      select family.contact, array_agg(deal.stage::text) as stages, array_agg(place) as places
      from (select distinct contact, member from family) family
      join segments.deal deal on deal.workspace_id = ${workspace} and deal.contact_id = family.member
      join segments.linked stage on stage.workspace_id = ${workspace} and stage.id = deal.stage and stage.kind = 'stage' and stage.data->>'outcome' = 'open'
      cross join lateral unnest(deal.places) place group by family.contact
    )
    update segments.customer customer set touched = touched.last, later_at = touched.later_at, later_place = touched.later_place, stages = staged.stages, stage_places = staged.places
    from up left join touched on touched.contact = up.id left join staged on staged.contact = up.id
    where customer.workspace_id = ${workspace} and customer.contact_id = up.id`;
}

export interface PageIn { readonly states: readonly RecordState[]; /** Records that are no more. */ readonly gone: readonly string[]; readonly settled: number }

export async function takePage(tx: Transaction, workspace: string, { states, gone, settled }: PageIn): Promise<void> {
  const named = (kind: string): string => json([...states.filter((state) => state.kind === kind).map(({ id }) => id), ...gone]);
  const concerned = new Set<string>();
  const note = (ids: readonly string[]): void => {
    for (const id of ids) concerned.add(id);
  };
  const of = (kind: string): boolean => gone.length > 0 || states.some((state) => state.kind === kind);
  if (of("deal")) {
    const deals = named("deal");
    note(idsOf(await tx<{ contact_id: string }[]>`delete from segments.deal where workspace_id = ${workspace} and deal_id in (select (json_array_elements_text(${deals}::json))::uuid) returning contact_id`));
    const rows = states.flatMap(dealRows);
    await put(tx, workspace, "deal", rows);
    note(rows.map((row) => String(row["contact_id"])));
  }
  if (of("activity")) {
    const activities = named("activity");
    note(idsOf(await tx<{ contact_id: string }[]>`delete from segments.touch where workspace_id = ${workspace} and activity_id in (select (json_array_elements_text(${activities}::json))::uuid) returning contact_id`));
    const rows = rowsBy(states, touchRow);
    await put(tx, workspace, "touch", rows);
    note(rows.map((row) => String(row["contact_id"])));
  }
  if (of("contact")) {
    const contacts = named("contact");
    const losers = await tx<{ stands: string }[]>`delete from segments.loser where workspace_id = ${workspace} and contact_id in (select (json_array_elements_text(${contacts}::json))::uuid) returning stands`;
    const standing = states.filter(standsAsCustomer);
    const left = json([...states.filter((state) => state.kind === "contact" && !standsAsCustomer(state)).map(({ id }) => id), ...gone]);
    await tx`delete from segments.customer where workspace_id = ${workspace} and contact_id in (select (json_array_elements_text(${left}::json))::uuid)`;
    await tx`delete from segments.detail where workspace_id = ${workspace} and contact_id in (select (json_array_elements_text(${left}::json))::uuid)`;
    await put(tx, workspace, "customer", standing.map(customerRow));
    await put(tx, workspace, "detail", standing.map(detailRow));
    const rows = rowsBy(states, loserRow);
    await put(tx, workspace, "loser", rows);
    note([...losers.map(({ stands }) => stands), ...rows.map((row) => String(row["stands"])), ...standing.map(({ id }) => id)]);
  }
  const linked = rowsBy(states, linkedRow);
  if (linked.length > 0 || gone.length > 0) {
    await tx`delete from segments.linked where workspace_id = ${workspace} and id in (select (json_array_elements_text(${json(gone)}::json))::uuid)`;
    await put(tx, workspace, "linked", linked.map((row) => ({ ...row, stands: row["id"] })));
    await settleMerged(tx, workspace);
    const stages = json(linked.filter((row) => row["kind"] === "stage").map((row) => row["id"]));
    if (stages !== "[]") note(idsOf(await tx<{ contact_id: string }[]>`select distinct contact_id from segments.deal where workspace_id = ${workspace} and stage in (select (json_array_elements_text(${stages}::json))::uuid)`));
  }
  await settle(tx, workspace, concerned, settled);
}
