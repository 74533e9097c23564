// What the links in a mail do: unsubscribe, count an opening, count a click and lead on. Each is a secret of its own that opens
// nothing else; only hashes of them are kept. Invariants: looking at a link changes nothing, unsubscribing is asked for; a click
// leads nowhere but to links that the campaign's author wrote; nothing is counted of who takes back that it may be.
import { linksOf, readTemplate } from "@outrider/shared/campaigns";
import { setTimeout as sleep } from "node:timers/promises";
import { hashToken } from "../auth/hash-token.ts";
import type { Transaction } from "../db/client.ts";
import type { Database } from "../db/database.ts";
import type { Clock } from "../platform/clock.ts";
import { mayTrack } from "./may-receive.ts";
import { statesById } from "./records-of.ts";
import { noteChanged, runOf } from "./run.ts";
import { holdBack } from "./suppressions.ts";

export interface MailLinksDeps {
  readonly database: Database;
  readonly clock: Clock;
  /** Something was changed that people see. */
  readonly changed: () => void;
}

interface Found { readonly workspace: string; readonly campaign: string; readonly contact: string; readonly hash: string | null; readonly unsubscribedAt: number | null }

/** What was in hand when somebody unsubscribed is waited for, so that nothing comes after they were told that it is done. */
const SETTLED_WITHIN_MS = 5_000;
const LOOK_MS = 50;

export function createMailLinks({ database, clock, changed }: MailLinksDeps) {
  const { sql } = database;
  const columns = sql`workspace_id as workspace, campaign_id as campaign, contact_id as contact, address_hash as hash, unsubscribed_at as "unsubscribedAt"`;
  const byToken = async (token: string): Promise<Found | undefined> => (await sql<Found[]>`select ${columns} from campaign_message where token_hash = ${hashToken(token)}`)[0];
  const byTrack = async (token: string): Promise<Found | undefined> => (await sql<Found[]>`select ${columns} from campaign_message where track_hash = ${hashToken(token)}`)[0];

  async function unsubscribe({ workspace, campaign, contact, hash }: Found, tx: Transaction): Promise<void> {
    const now = clock.now();
    if (hash !== null) {
      await tx`insert into suppression (workspace_id, address_hash, why, at) values (${workspace}, ${hash}, 'unsubscribed', ${now}) on conflict do nothing`;
      await holdBack(tx, workspace, hash, now);
    }
    // The customer's other addresses are theirs as well.
    const held = await tx<{ campaign: string }[]>`
      update campaign_message set status = 'SKIPPED', why = 'The contact unsubscribed.', sealed = null, updated_at = ${now} where workspace_id = ${workspace} and contact_id = ${contact} and status = 'QUEUED' returning campaign_id as campaign`;
    await tx`update campaign_message set unsubscribed_at = coalesce(unsubscribed_at, ${now}), updated_at = ${now} where workspace_id = ${workspace} and campaign_id = ${campaign} and contact_id = ${contact}`;
    await noteChanged(tx, workspace, [...new Set([campaign, ...held.map((row) => row.campaign)])]);
  }

  async function settled({ workspace, contact, hash }: Found): Promise<void> {
    for (const end = Date.now() + SETTLED_WITHIN_MS; Date.now() < end; await sleep(LOOK_MS)) {
      const [handing] = await sql`select from campaign_message where workspace_id = ${workspace} and (contact_id = ${contact} or address_hash = ${hash}) and status = 'HANDING' limit 1`;
      if (!handing) return;
    }
  }

  async function seen({ workspace, campaign, contact }: Found, field: "opened" | "clicked"): Promise<boolean> {
    const state = (await statesById(sql, workspace, [contact])).get(contact);
    if (!state || !mayTrack(state)) return false;
    const now = clock.now();
    await sql.begin(async (tx) => {
      // Who clicked has opened it, whatever their mail program let through.
      const moved = await tx`
        update campaign_message set opened_at = coalesce(opened_at, ${now}), clicked_at = ${field === "clicked" ? tx`coalesce(clicked_at, ${now})` : tx`clicked_at`}, updated_at = ${now}
        where workspace_id = ${workspace} and campaign_id = ${campaign} and contact_id = ${contact} and ${field === "clicked" ? tx`clicked_at is null` : tx`opened_at is null`} returning contact_id`;
      if (moved.length > 0) await noteChanged(tx, workspace, [campaign]);
    });
    changed();
    return true;
  }

  return {
    /** Whether the link is one, and was used; null: it is none. Changes nothing. */
    async look(token: string): Promise<{ readonly done: boolean } | null> {
      const found = await byToken(token);
      return found ? { done: found.unsubscribedAt !== null } : null;
    },
    /** Durable when it answers; false: the link is none. Safe to repeat. */
    async unsubscribe(token: string): Promise<boolean> {
      const found = await byToken(token);
      if (!found) return false;
      await sql.begin((tx) => unsubscribe(found, tx));
      await database.sync();
      changed();
      await settled(found);
      return true;
    },
    async opened(token: string): Promise<void> {
      const found = await byTrack(token);
      if (found) await seen(found, "opened");
    },
    /** Where a click leads; null: nowhere. */
    async clicked(token: string, index: number): Promise<string | null> {
      const found = await byTrack(token);
      const run = found && (await runOf(sql, found.workspace, found.campaign));
      const url = run ? linksOf(readTemplate(run.message))[index] : undefined;
      if (!found || url === undefined) return null;
      await seen(found, "clicked");
      return url;
    },
  };
}
