// Which messages are handed over next. Invariants: a message is marked HANDING, with a time and this server's name, before it is
// handed to anybody, and never claimed by two; one whose address was suppressed before the claim is never claimed; no more are
// claimed than the campaign's pace lets go, whatever the number of servers. What a server had in hand when it died is
// handed over again only where the vendor knows it by its key, and is unknown where not.
import { outOfQuiet, refilled, roomIn } from "@outrider/shared/campaigns";
import type { Transaction } from "../db/client.ts";
import type { Database } from "../db/database.ts";
import type { Clock } from "../platform/clock.ts";
import { LEFT_OUT } from "./may-receive.ts";
import { noteChanged, type Run, runOf } from "./run.ts";

export interface Claimed { readonly contact: string; readonly key: string; readonly sealed: string | null; readonly hash: string | null; readonly tries: number }
/** `wakeAt`: nothing is to be done before; null where there may be more at once. */
export interface Claim { readonly run: Run; readonly messages: readonly Claimed[]; readonly wakeAt: number | null }

export interface ClaimDeps {
  readonly database: Database;
  readonly clock: Clock;
  /** This start of this server. */
  readonly server: string;
  /** Messages in one hand-over. */
  readonly batch: number;
  /** The vendor knows a message by its key. */
  readonly idempotent: boolean;
  /** Who has had a message in hand for so long, ms, is dead. */
  readonly leaseMs: number;
  /** No other server works on this database: whoever else had a message in hand is dead. */
  readonly alone: boolean;
}

const UNTOLD = "The server stopped while it was being handed over.";
const keysOf = (rows: readonly { readonly contact: string }[]): string => JSON.stringify(rows.map(({ contact }) => contact));
/** What waits for another server to finish or be given up is looked at again after this. */
const LOOK_AGAIN_MS = 1000;

export function createClaims({ database, clock, server, batch, idempotent, leaseMs, alone }: ClaimDeps) {
  const { sql } = database;
  const columns = (tx: Transaction) => tx`contact_id as contact, key, sealed, address_hash as hash, tries`;
  const of = (tx: Transaction, { workspace, campaign }: Pick<Run, "workspace" | "campaign">) => tx`workspace_id = ${workspace} and campaign_id = ${campaign}`;

  const left = (tx: Transaction) => tx`(handed_at < ${clock.now() - leaseMs} or (${alone} and handed_by is distinct from ${server}))`;

  /** What a dead server had in hand. Those whose reader has unsubscribed since are not handed over again: nobody can tell. */
  async function leftBehind(tx: Transaction, run: Run): Promise<readonly Claimed[]> {
    const again = idempotent && run.state === "sending";
    if (idempotent && run.state === "paused") return [];
    const found = await tx<Claimed[]>`select ${columns(tx)} from campaign_message where ${of(tx, run)} and status = 'HANDING' and ${left(tx)} order by contact_id limit ${batch} for update skip locked`;
    if (found.length === 0) return [];
    const refused = again ? await suppressedOf(tx, run, found) : new Set(found.map(({ contact }) => contact));
    const lost = found.filter(({ contact }) => refused.has(contact));
    const rest = found.filter(({ contact }) => !refused.has(contact));
    await tx`
      update campaign_message set status = 'UNKNOWN', why = ${UNTOLD}, sealed = null, updated_at = ${clock.now()} where ${of(tx, run)} and contact_id in (select json_array_elements_text(${keysOf(lost)}::json))`;
    await tx`update campaign_message set handed_at = ${clock.now()}, handed_by = ${server}, updated_at = ${clock.now()} where ${of(tx, run)} and contact_id in (select json_array_elements_text(${keysOf(rest)}::json))`;
    if (lost.length > 0) await noteChanged(tx, run.workspace, [run.campaign]);
    return rest;
  }

  async function suppressedOf(tx: Transaction, { workspace }: Run, rows: readonly Claimed[]): Promise<ReadonlySet<string>> {
    const hashes = JSON.stringify(rows.flatMap(({ hash }) => hash ?? []));
    const found = await tx<{ hash: string }[]>`select address_hash as hash from suppression where workspace_id = ${workspace} and address_hash in (select json_array_elements_text(${hashes}::json))`;
    const hit = new Set(found.map(({ hash }) => hash));
    return new Set(rows.filter(({ hash }) => hash !== null && hit.has(hash)).map(({ contact }) => contact));
  }

  /** How many may go now, and when the next may; the bucket as it stands is in what is answered. */
  function pace({ settings, tokens, tokensAt }: Run, now: number): { readonly room: number; readonly wakeAt: number; readonly tokens: number } {
    const { perMinute } = settings;
    if (perMinute === null) return { room: batch, wakeAt: now, tokens: 0 };
    const bucket = refilled({ tokens, at: tokensAt }, now, perMinute);
    const { room, waitMs } = roomIn(bucket, perMinute);
    return { room: Math.min(batch, room), wakeAt: now + waitMs, tokens: bucket.tokens };
  }

  async function due(tx: Transaction, run: Run): Promise<{ readonly messages: readonly Claimed[]; readonly wakeAt: number | null }> {
    const now = clock.now();
    const { room, wakeAt, tokens } = pace(run, now);
    if (room === 0) return { messages: [], wakeAt };
    const found = await tx<(Claimed & { zone: string | null })[]>`
      select ${columns(tx)}, zone from campaign_message where ${of(tx, run)} and status = 'QUEUED' and next_at <= ${now} order by next_at, contact_id limit ${room} for update skip locked`;
    if (found.length === 0) return { messages: [], wakeAt: await ends(tx, run, now) };
    const refused = await suppressedOf(tx, run, found);
    const timed = found.filter(({ contact }) => !refused.has(contact)).map((row) => ({ ...row, at: outOfQuiet(now, run.settings.quiet, row.zone ?? run.settings.zone) }));
    const [go, later] = [timed.filter(({ at }) => at <= now), timed.filter(({ at }) => at > now)];
    const skipped = found.filter(({ contact }) => refused.has(contact));
    await tx`update campaign_message set status = 'HANDING', handed_at = ${now}, handed_by = ${server}, tries = tries + 1, updated_at = ${now} where ${of(tx, run)} and contact_id in (select json_array_elements_text(${keysOf(go)}::json))`;
    await tx`update campaign_message set status = 'SKIPPED', why = ${LEFT_OUT.suppressed}, sealed = null, updated_at = ${now} where ${of(tx, run)} and contact_id in (select json_array_elements_text(${keysOf(skipped)}::json))`;
    await tx`
      update campaign_message message set next_at = row.at from json_to_recordset(${JSON.stringify(later.map(({ contact, at }) => ({ contact, at })))}::json) as row (contact text, at bigint)
      where message.workspace_id = ${run.workspace} and message.campaign_id = ${run.campaign} and message.contact_id = row.contact`;
    await tx`update campaign_run set tokens = ${tokens - go.length}, tokens_at = ${now}, changes = changes + ${skipped.length > 0 ? 1 : 0} where ${of(tx, run)}`;
    return { messages: go.map((row) => ({ ...row, tries: row.tries + 1 })), wakeAt: null };
  }

  /** Nothing is due: the campaign is over, or when there is something again. */
  async function ends(tx: Transaction, run: Run, now: number): Promise<number> {
    const [next] = await tx<{ at: number }[]>`select next_at as at from campaign_message where ${of(tx, run)} and status = 'QUEUED' order by next_at limit 1`;
    const [handing] = await tx`select from campaign_message where ${of(tx, run)} and status = 'HANDING' limit 1`;
    if (handing) return now + LOOK_AGAIN_MS;
    if (next) return Math.max(next.at, now + 1);
    await tx`update campaign_run set state = 'sent', ended_at = ${now}, changes = changes + 1 where ${of(tx, run)}`;
    return now;
  }

  return {
    /** Marks what may be handed over now; committed and durable when it answers. */
    async next(workspace: string, campaign: string): Promise<Claim | null> {
      const claim = await sql.begin(async (tx): Promise<Claim | null> => {
        const run = await runOf(tx, workspace, campaign, true);
        if (!run) return null;
        const behind = await leftBehind(tx, run);
        if (behind.length > 0) return { run, messages: behind, wakeAt: null };
        if (run.state !== "sending" || run.gatheredAt === null) return { run, messages: [], wakeAt: clock.now() };
        const { messages, wakeAt } = await due(tx, run);
        if (wakeAt !== null) await tx`update campaign_run set wake_at = ${wakeAt} where ${of(tx, run)}`;
        return { run, messages, wakeAt };
      });
      await database.sync();
      return claim;
    },
  };
}
