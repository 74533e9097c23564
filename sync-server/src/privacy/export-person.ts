// Everything the workspace has of one person, as a program reads it and as a person does. What devices do not hold is in it
// too: earlier values, who may see it, who was told, what was sent to other systems, the audit log. Of other people's texts
// that name the person only the place is told: their words are theirs.
import { elementsOf, loserOf, type RecordState, textOf, valueOf } from "@outrider/shared/records";
import { entityOf, fieldOf } from "@outrider/shared/schema";
import type { Database } from "../db/database.ts";
import { keys } from "../feed/sql-rows.ts";
import { type Barred, barredOf, type Mailed, mailLine, mailsOf } from "./campaigns-of.ts";
import { filesOf, type ExportedFile } from "./files-of.ts";
import { linksTo, type Person, shownFields, statesOf } from "./person.ts";
import { type Place, placeOf } from "./place.ts";
import { page, type Section } from "./plain-page.ts";

type Shown = Readonly<Record<string, unknown>>;
interface Exported { readonly id: string; readonly kind: string; readonly title: string; readonly fields: Shown; readonly setAt: Readonly<Record<string, string>>; readonly gaveWay: Shown }
interface Earlier { readonly record: string; readonly field: string; readonly value: unknown; readonly at: string; readonly by: string }
interface Said { readonly event: string; readonly at: string; readonly by: string; readonly detail: unknown }
/** What came in of them from other systems. Amounts are exact decimals. */
interface Ordered { readonly order: string; readonly at: string; readonly amount: string; readonly currency: string; readonly items: unknown; readonly cancelled: boolean }
interface Sent { readonly event: string; readonly at: string; readonly webhook: string; readonly state: string; readonly body: string }

/** Numbers that were worked out of a record's words, to find it by meaning. */
interface Worked { readonly record: string; readonly model: string; readonly at: string; readonly vector: string }

export interface PersonExport {
  readonly exportedAt: string;
  readonly workspace: string;
  readonly seenBy: { readonly owners: readonly string[]; readonly sharedWith: readonly string[] };
  readonly people: readonly Exported[];
  readonly hanging: readonly Exported[];
  /** What was attached, with its bytes as far as they fit; the rest is to be had one by one. */
  readonly files: readonly ExportedFile[];
  /** How many notifications are about it; each is its own person's alone. */
  readonly notifications: number;
  readonly linkedBy: readonly (Place & { readonly fields: readonly string[] })[];
  readonly earlierValues: readonly Earlier[];
  readonly orders: readonly Ordered[];
  readonly sentToWebhooks: readonly Sent[];
  readonly campaigns: readonly Mailed[];
  readonly writtenToNoMore: readonly Barred[];
  readonly vectors: readonly Worked[];
  readonly auditLog: readonly Said[];
  readonly namedInWordsOf: { readonly places: readonly Place[]; readonly more: boolean };
}

const iso = (ms: number): string => new Date(ms).toISOString();
/** The document of a rich text is its words once more, for machines. */
const LEFT_OUT = new Set(["doc", "upTo", "thumbnail"]);

export async function exportPerson(database: Pick<Database, "sql">, workspace: string, person: Person, now: number): Promise<PersonExport> {
  const { sql } = database;
  const ids = keys(person.going.map(({ id }) => id));
  const earlier = await sql<{ record: string; field: string; value: unknown; at: number; by: string }[]>`
    select record_id as record, field, value, at, by from field_history where workspace_id = ${workspace} and record_id in (select json_array_elements_text(${ids}::json)) order by record_id, at`;
  const sent = await sql<{ event: string; at: number; webhook: string | null; state: string; body: string }[]>`
    select event, at, webhook.name as webhook, state, body from webhook_delivery sent left join webhook on webhook.workspace_id = sent.workspace_id and webhook.id = sent.webhook_id
    where sent.workspace_id = ${workspace} and record_id in (select json_array_elements_text(${ids}::json)) order by at`;
  const ordered = await sql<{ order: string; at: number; amount: string; currency: string; items: unknown; cancelled: boolean }[]>`
    select key as "order", at, amount::text as amount, currency, items, cancelled from customer_order
    where workspace_id = ${workspace} and contact_id in (select json_array_elements_text(${ids}::json)) order by at desc, key`;
  const mailed = await mailsOf(database, workspace, person.going.map(({ id }) => id));
  const vectors = await sql<{ record: string; model: string; at: number; vector: string }[]>`
    select record_id as record, model, at, vector from text_vector where workspace_id = ${workspace} and record_id in (select json_array_elements_text(${ids}::json)) order by record_id, model`;
  const barred = await barredOf(database, workspace, person.people);
  const said = await sql<{ event: string; at: number; by: string | null; detail: unknown }[]>`
    select event, (extract(epoch from at) * 1000)::bigint as at, user_id::text as by, detail from audit_log where workspace_id = ${workspace} and erased_at is null and exists (
      select from jsonb_each_text(detail) as said where string_to_array(said.value, ' ') && array(select json_array_elements_text(${ids}::json))) order by id`;
  const persons = new Set(person.people.map(({ id }) => id));
  const linkedIds = new Set([...person.people, ...person.going].flatMap((state) => linkTargets(state)));
  const by = [...earlier.map((row) => row.by), ...said.map((row) => row.by ?? "")].filter((id) => id !== "");
  const names = new Map((await statesOf(database, workspace, [...linkedIds, ...by])).map((state) => [state.id, placeOf(state).title]));
  const named = (id: string): string => names.get(id) ?? id;
  const show = (state: RecordState): Exported => ({ id: state.id, kind: entityOf(state.kind).label, title: placeOf(state).title, ...fieldsOf(state, named) });
  return {
    exportedAt: iso(now), workspace,
    seenBy: {
      owners: [...new Set(person.people.map((state) => named(textOf(state, "owner"))))],
      sharedWith: [...new Set(person.people.flatMap((state) => elementsOf(state, "sharedWith")))].map(named),
    },
    people: person.people.map(show),
    hanging: person.going.filter(({ id, kind }) => !persons.has(id) && entityOf(kind).belongs !== "person").map(show),
    files: await filesOf(database, workspace, person.going),
    notifications: person.going.filter(({ kind }) => entityOf(kind).belongs === "person").length,
    linkedBy: person.linked.map((state) => ({ ...placeOf(state), fields: linksTo(state, persons).map((name) => fieldOf(state.kind, name)?.label ?? name) })),
    earlierValues: earlier.map((row) => ({ ...row, value: typeof row.value === "string" ? named(row.value) : row.value, at: iso(row.at), by: named(row.by) })),
    orders: ordered.map((row) => ({ ...row, at: iso(row.at) })),
    sentToWebhooks: sent.map((row) => ({ ...row, webhook: row.webhook ?? "one that was removed", at: iso(row.at) })),
    campaigns: mailed, writtenToNoMore: barred,
    vectors: vectors.map((row) => ({ ...row, at: iso(row.at) })),
    auditLog: said.map((row) => ({ ...row, at: iso(row.at), by: row.by === null ? "" : named(row.by) })),
    namedInWordsOf: person.words,
  };
}

function linkTargets(state: RecordState): readonly string[] {
  return shownFields(state).flatMap(([name]) => {
    const field = fieldOf(state.kind, name);
    return field?.type !== "link" ? [] : field.many ? elementsOf(state, name) : [textOf(state, name)].filter((id) => id !== "");
  });
}

function fieldsOf(state: RecordState, named: (id: string) => string): Pick<Exported, "fields" | "setAt" | "gaveWay"> {
  const [fields, setAt, gaveWay]: [Record<string, unknown>, Record<string, string>, Record<string, unknown>] = [{}, {}, {}];
  for (const [name, label] of shownFields(state)) {
    if (LEFT_OUT.has(name)) continue;
    const field = fieldOf(state.kind, name);
    const shown = (value: unknown): unknown => (field?.type === "link" && typeof value === "string" ? named(value) : field?.type === "instant" && typeof value === "number" ? iso(value) : value);
    const value = field?.many ? elementsOf(state, name).map(shown) : shown(valueOf(state, name));
    if (value === null || value === "" || (Array.isArray(value) && value.length === 0)) continue;
    fields[label] = value;
    const register = state.fields[name];
    if (register) setAt[label] = iso(register.at);
    const lost = loserOf(state, name);
    if (lost) gaveWay[label] = shown(lost.value);
  }
  return { fields, setAt, gaveWay };
}

const words = (value: unknown): string => (typeof value === "string" ? value : Array.isArray(value) ? value.map(words).join("\n") : JSON.stringify(value));

export function exportPage(found: PersonExport, workspaceName: string): string {
  const [first] = found.people;
  const rows = (fields: Shown): Section["rows"] => Object.entries(fields).map(([label, value]) => [label, words(value)]);
  const recordSection = ({ kind, title, fields, gaveWay }: Exported): Section => ({ title: `${kind}: ${title}`, rows: [...rows(fields), ...rows(gaveWay).map(([label, text]): [string, string] => [`${label} (gave way)`, text])] });
  const list = (title: string, note: string, items: Section["rows"]): readonly Section[] => (items.length === 0 ? [] : [{ title, note, rows: items }]);
  return page(`What ${workspaceName} has of ${first?.title ?? ""}`, `Exported ${found.exportedAt}.`, [
    ...found.people.map(recordSection),
    { title: "Who sees it", rows: [["Owner", found.seenBy.owners.join(", ")], ["Shared with", found.seenBy.sharedWith.join(", ") || "nobody"], ["And", "the owner's manager and the admins of the workspace"], ["Notifications about it", String(found.notifications)]] },
    ...found.hanging.map(recordSection),
    ...list("Files", "Their bytes are in the export for programs, or at their addresses.", found.files.map(({ name, type, size, address }) => [name, `${type}, ${size} bytes, ${address}`])),
    ...list("Records that link to this person", "They are about something else, and keep their own words.", found.linkedBy.map(({ kind, title, fields }) => [kind, `${title} (${fields.join(", ")})`])),
    ...list("Words elsewhere", found.namedInWordsOf.more ? "These are the first of more." : "Texts of other records in which the name or an address stands.", found.namedInWordsOf.places.map(({ kind, title }) => [kind, title])),
    ...list("Earlier values", "What fields were before.", found.earlierValues.map(({ field, value, at, by }) => [`${field}, ${at}`, `${words(value)}\n${by}`])),
    ...list("Orders", "As they came in from other systems.", found.orders.map(({ order, at, amount, currency, items, cancelled }) => [order, `${at}, ${amount} ${currency}${cancelled ? ", cancelled" : ""}\n${words(items)}`])),
    ...list("Campaigns", "Mails of campaigns to this person, and what came of them.", found.campaigns.map((mail) => [mail.campaign, mailLine(mail)])),
    ...list("Written to no more", "Addresses to which no campaign goes.", found.writtenToNoMore.map(({ address, why, note, at }) => [address, [why, note, at].filter(Boolean).join(", ")])),
    ...list("Worked out of the words", "Vectors by which records are found by meaning; the numbers are in the export for programs.", found.vectors.map(({ record, model, at }) => [record, `${model}, ${at}`])),
    ...list("Sent to other systems", "Messages of webhooks, as they were sent.", found.sentToWebhooks.map(({ event, at, webhook, state, body }) => [`${webhook}, ${at}`, `${event} (${state})\n${body}`])),
    ...list("Audit log", "What was written down of these records.", found.auditLog.map(({ event, at, by, detail }) => [at, `${event} ${by}\n${words(detail)}`])),
  ]);
}
