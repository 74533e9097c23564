// Whose each row is, and whether its author may say so: by the same rules as an edit of the contact. What is to be written
// of contacts (new ones, names, telephones, tags) is decided here and written by who calls. It writes nothing.
import { mayChange, maySee, type Viewer, viewerOf } from "@outrider/shared/access";
import { changeOf, creationOf } from "@outrider/shared/commands";
import { rowSentences } from "@outrider/shared/protocol";
import { bornOf, type Change, elementsOf, isDeleted, type RecordState, survivor } from "@outrider/shared/records";
import type { Database } from "../db/database.ts";
import { customerId } from "../feed/customer-id.ts";
import { keys, membersOf, statesOf } from "../feed/sql-rows.ts";
import type { Claimed } from "./claim-rows.ts";
import { withSurvivors } from "./known-contacts.ts";

export interface Placed { readonly claimed: Claimed; readonly contact: string; readonly survivor: string; readonly createdAt: number }
export interface Failed { readonly claimed: Claimed; readonly field: string; readonly message: string }
/** A change of one contact, by whom, and the rows that rest on it. */
export interface ContactWrite { readonly contact: string; readonly by: string; readonly change: Change }

export interface Places { readonly placed: readonly Placed[]; readonly failed: readonly Failed[]; readonly writes: readonly ContactWrite[] }

const ERASED = rowSentences["row-erased"];
const NOT_YOURS = rowSentences["row-not-yours"];
const ANOTHERS = "This order_id stands for an order of a customer whom you may not change.";

interface Draft { readonly by: string; /** What a customer's row says. */ name?: string; /** What an order says of somebody new. */ hint?: string; readonly emails: Set<string>; readonly phones: Set<string>; readonly tags: Set<string> }

export async function placeRows(database: Pick<Database, "sql">, workspace: string, rows: readonly Claimed[], now: number): Promise<Places> {
  const { sql } = database;
  const members = new Map(statesOf(await membersOf(sql, workspace)).map((state) => [state.id, state]));
  const emails = new Set(rows.flatMap(({ of, body }) => (of === "customers" || body.customer === undefined ? [body.email ?? ""] : [])));
  const named = await sql<{ email: string; contact: string }[]>`
    select email, contact_id as contact from customer_email where workspace_id = ${workspace} and email in (select json_array_elements_text(${keys([...emails])}::json)) order by since, contact_id`;
  const standing = await sql<{ key: string; contact: string }[]>`
    select key, contact_id as contact from customer_order where workspace_id = ${workspace} and key in (select json_array_elements_text(${keys(rows.flatMap(({ of, body }) => (of === "orders" ? [body.key] : [])))}::json))`;
  const before = new Map(standing.map(({ key, contact }) => [key, contact]));
  const made = [...emails].map((email) => customerId(workspace, email));
  const ids = rows.flatMap(({ of, body }) => (of === "orders" && body.customer !== undefined ? [body.customer] : []));
  const states = await withSurvivors(database, workspace, [...ids, ...named.map(({ contact }) => contact), ...made, ...before.values()]);
  const erased = new Set((await sql<{ id: string }[]>`select record_id as id from erased where workspace_id = ${workspace} and record_id in (select json_array_elements_text(${keys([...ids, ...made])}::json))`).map(({ id }) => id));

  const read = (id: string): RecordState | undefined => states.get(id) ?? members.get(id);
  const viewers = new Map<string, Viewer | null>();
  const viewer = (user: string): Viewer | null => {
    const known = viewers.get(user);
    const found = known === undefined ? viewerOf(user, (id) => members.get(id)) : known;
    viewers.set(user, found);
    return found;
  };
  const contactsOf = new Map<string, RecordState[]>();
  for (const { email, contact } of named) {
    const state = states.get(contact);
    if (state?.kind === "contact") contactsOf.set(email, [...(contactsOf.get(email) ?? []), state]);
  }
  /** Of several the one that had the address first and is not in the bin. */
  const withEmail = (email: string): RecordState | undefined => {
    const found = contactsOf.get(email) ?? [];
    return found.find((state) => !isDeleted(state)) ?? found[0];
  };
  const drafts = new Map<string, Draft>();
  const draft = (contact: string, by: string): Draft => {
    const found = drafts.get(contact) ?? { by, emails: new Set(), phones: new Set(), tags: new Set() };
    drafts.set(contact, found);
    return found;
  };

  const [placed, failed]: [Placed[], Failed[]] = [[], []];
  for (const claimed of rows) {
    const { user, body, of } = claimed;
    const fail = (field: string, message: string): void => void failed.push({ claimed, field, message });
    const who = viewer(user);
    if (!who) {
      fail("", "Whoever sent this is no longer an active member of the workspace.");
      continue;
    }
    const byId = of === "orders" && body.customer !== undefined;
    const field = byId ? "customer_id" : "email";
    const email = body.email ?? "";
    // Whom ingestion made for an address is found by it, also after the address was taken off the contact.
    const known = byId ? states.get(body.customer ?? "") : (withEmail(email) ?? states.get(customerId(workspace, email)));
    const stands = known && survivor(known, read);
    if (!known || !stands) {
      const id = customerId(workspace, email);
      if (byId && !erased.has(body.customer ?? "")) fail(field, rowSentences["row-no-contact"]);
      else if (byId || erased.has(id)) fail(field, ERASED);
      else if (claimed.unknown === "refuse" && of === "orders") fail(field, rowSentences["row-nobody"]);
      else {
        const made = draft(id, user);
        made.emails.add(email);
        describe(made, claimed);
        if (body.name !== undefined) made.hint = body.name;
        placed.push({ claimed, contact: id, survivor: id, createdAt: now });
      }
      continue;
    }
    if (known.kind !== "contact" || (byId && !maySee(who, stands, read))) {
      fail(field, rowSentences["row-no-contact"]);
      continue;
    }
    if (!mayChange(who, "edit", stands, read)) {
      fail(field, NOT_YOURS);
      continue;
    }
    const other = of === "orders" ? states.get(before.get(body.key) ?? "") : undefined;
    if (other && other.id !== known.id && !mayChange(who, "edit", survivor(other, read), read)) {
      fail("order_id", ANOTHERS);
      continue;
    }
    if (of === "customers") describe(draft(stands.id, user), claimed);
    placed.push({ claimed, contact: known.id, survivor: stands.id, createdAt: bornOf(known).at || now });
  }
  const writes = [...drafts].flatMap(([contact, one]) => {
    const change = changeFor(contact, one, states.get(contact));
    return change ? [{ contact, by: one.by, change }] : [];
  });
  return { placed, failed, writes };
}

/** What a customer's row says of the contact itself; of several the last. */
function describe(draft: Draft, { of, body }: Claimed): void {
  if (of !== "customers") return;
  if (body.name !== undefined) draft.name = body.name;
  if (body.phone !== undefined) draft.phones.add(body.phone);
  for (const tag of body.tags) draft.tags.add(tag);
}

function changeFor(contact: string, { by, name, hint, emails, phones, tags }: Draft, state: RecordState | undefined): Change | null {
  if (!state) return creationOf(contact, { kind: "contact", values: { name: name ?? hint ?? [...emails][0] ?? "", owner: by }, sets: { emails: [...emails], phones: [...phones], tags: [...tags] } });
  const { set = {} } = name === undefined ? {} : changeOf(state, { name });
  const add = Object.fromEntries(([["phones", phones], ["tags", tags]] as const).flatMap(([field, wanted]) => {
    const more = [...wanted].filter((element) => !elementsOf(state, field).includes(element));
    return more.length > 0 ? [[field, more]] : [];
  }));
  if (Object.keys(set).length + Object.keys(add).length === 0) return null;
  return { id: contact, kind: "contact", ...(Object.keys(set).length > 0 && { set }), ...(Object.keys(add).length > 0 && { add }) };
}
