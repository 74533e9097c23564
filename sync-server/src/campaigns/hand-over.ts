// Hands claimed messages to the vendor and writes down what came of each. Invariants: each is made from the customer as he is
// at this moment, and not handed over where he may not be written to any more; what a vendor answered is written down once,
// and a row that has moved on since (a receipt came first) is left as it is.
import { readMail, renderMail, retryAfter, valuesOf } from "@outrider/shared/campaigns";
import type { Read, RecordState } from "@outrider/shared/records";
import type { Transaction } from "../db/client.ts";
import type { Database } from "../db/database.ts";
import type { Clock } from "../platform/clock.ts";
import type { Sealer } from "../platform/sealed-text.ts";
import { lineOf } from "../platform/storable.ts";
import type { Claim, Claimed } from "./claim.ts";
import type { SealedParts } from "./gather.ts";
import { LEFT_OUT, mailboxesOf, mayTrack, refusalOf } from "./may-receive.ts";
import { contactsById, customFields } from "./records-of.ts";
import { noteChanged, type Run } from "./run.ts";
import type { Handed, OutMessage, Vendor } from "./vendor-port.ts";

export interface HandOverDeps {
  readonly database: Database;
  readonly vendor: Vendor;
  readonly sealer: Sealer;
  readonly clock: Clock;
  /** Of the app, without a slash at its end: where links to unsubscribe lead. */
  readonly address: string;
  /** After so many tries it is dead. */
  readonly mostTries?: number;
  /** A hand-over that takes longer is broken off, ms; shorter than the lease of a claim. */
  readonly withinMs: number;
}

/** What becomes of a row. */
interface Outcome {
  readonly contact: string;
  readonly status: "SENT" | "FAILED" | "QUEUED" | "UNKNOWN" | "SKIPPED";
  readonly why: string | null;
  readonly id: string | null;
  readonly nextAt: number;
  readonly bounced: boolean;
}

const MOST_TRIES = 6;
const MOST_WHY = 300;

export const unsubscribeHeaders = (link: string): Readonly<Record<string, string>> => ({ "List-Unsubscribe": `<${link}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" });

export function createHandOver({ database, vendor, sealer, clock, address, mostTries = MOST_TRIES, withinMs }: HandOverDeps) {
  const { sql } = database;

  const outcome = (contact: string, status: Outcome["status"], more: Partial<Outcome> = {}): Outcome => ({ contact, status, why: null, id: null, nextAt: 0, bounced: false, ...more });

  /** The mail, or why this customer gets none. */
  function made(run: Run, { contact, key, sealed, hash }: Claimed, from: { readonly contacts: ReadonlyMap<string, RecordState>; readonly read: Read; readonly custom: readonly RecordState[] }, mail: ReturnType<typeof readMail>): OutMessage | string {
    const state = from.contacts.get(contact);
    const refused = refusalOf(state);
    if (refused !== null || !state || sealed === null) return refused ?? LEFT_OUT.gone;
    if (!mailboxesOf(run.workspace, state).some((box) => box.hash === hash)) return LEFT_OUT.otherAddress;
    const { to, token, track } = JSON.parse(sealer.open(sealed)) as SealedParts;
    const unsubscribe = `${address}/u/${token}`;
    const counted = track !== null && mayTrack(state) ? { click: (index: number) => `${address}/c/${track}/${index}`, pixel: `${address}/o/${track}` } : {};
    const rendered = renderMail(mail, valuesOf({ contact: state, read: from.read, custom: from.custom }), { unsubscribe, ...counted });
    if (!rendered.ok) return `Nothing is known for ${rendered.missing.join(", ")}, and the text has no fall-back for it.`;
    return { key, workspace: run.workspace, campaign: run.campaign, to, ...rendered.mail, headers: unsubscribeHeaders(unsubscribe) };
  }

  function outcomeOf({ contact, tries }: Claimed, handed: Handed | undefined): Outcome {
    if (!handed) return outcome(contact, "UNKNOWN", { why: "The vendor gave no answer for it." });
    if (handed.is === "taken") return outcome(contact, "SENT", { id: handed.id });
    if (handed.is === "unknown") return outcome(contact, "UNKNOWN", { why: lineOf(handed.why, MOST_WHY) });
    if (handed.again && tries < mostTries) return outcome(contact, "QUEUED", { why: lineOf(handed.why, MOST_WHY), nextAt: clock.now() + Math.max(handed.afterMs ?? 0, retryAfter(tries)) });
    return outcome(contact, "FAILED", { why: lineOf(handed.why, MOST_WHY), bounced: handed.bounced === true });
  }

  async function write(tx: Transaction, { workspace, campaign }: Run, outcomes: readonly Outcome[]): Promise<void> {
    const now = clock.now();
    const rows = JSON.stringify(outcomes);
    // What a receipt has said meanwhile stands: only a row still in hand is moved, and one that was given up as unknown is known now.
    await tx`
      update campaign_message message set status = row.status, why = row.why, vendor_message_id = coalesce(row.id, vendor_message_id), next_at = row."nextAt",
        sealed = case when row.status = 'QUEUED' then sealed end, sent_at = case when row.status = 'SENT' then coalesce(sent_at, ${now}) else sent_at end,
        bounced_at = case when row.bounced then coalesce(bounced_at, ${now}) else bounced_at end, updated_at = ${now}
      from json_to_recordset(${rows}::json) as row (contact text, status text, why text, id text, "nextAt" bigint, bounced boolean)
      where message.workspace_id = ${workspace} and message.campaign_id = ${campaign} and message.contact_id = row.contact
        and (message.status = 'HANDING' or (message.status = 'UNKNOWN' and row.status in ('SENT', 'FAILED')))`;
    await tx`
      insert into suppression (workspace_id, address_hash, why, at, automatic)
      select ${workspace}, address_hash, 'bounced', ${now}, true from campaign_message
      where workspace_id = ${workspace} and campaign_id = ${campaign} and address_hash is not null
        and contact_id in (select contact from json_to_recordset(${rows}::json) as row (contact text, bounced boolean) where bounced)
      on conflict do nothing`;
    await noteChanged(tx, workspace, [campaign]);
  }

  /** Durable when it answers. */
  return async function handOver({ run, messages }: Claim, signal: AbortSignal): Promise<void> {
    const { workspace } = run;
    const found = await contactsById(sql, workspace, messages.map(({ contact }) => contact));
    const from = { ...found, custom: await customFields(sql, workspace) };
    const mail = readMail(run);
    const tries = messages.map((claimed) => ({ claimed, out: made(run, claimed, from, mail) }));
    const going = tries.flatMap(({ claimed, out }) => (typeof out === "string" ? [] : [{ claimed, out }]));
    const skipped = tries.flatMap(({ claimed, out }) => (typeof out === "string" ? [outcome(claimed.contact, "SKIPPED", { why: out })] : []));
    const handed = going.length === 0 ? [] : await vendor.send(going.map(({ out }) => out), AbortSignal.any([signal, AbortSignal.timeout(withinMs)]));
    const outcomes = [...skipped, ...going.map(({ claimed }, index) => outcomeOf(claimed, handed[index]))];
    await sql.begin((tx) => write(tx, run, outcomes));
    await database.sync();
  };
}
