// Keeping no longer than the workspace decided: interactions by when they were, the bin by when something came to lie in it
// (by the server's clock: a device's own would let anybody empty it). What people were told long ago is put there. What goes, goes as an erasure does: from devices and
// from restored backups too. Invariants: one server does a workspace's round of a day; one that was broken off is done on.
import { setTimeout as sleep } from "node:timers/promises";
import { DAY_MS } from "@outrider/shared/kernel";
import { type PackedRecord, type RecordState, textOf, unpack, valueOf } from "@outrider/shared/records";
import { DAYS_IN_BIN, DAYS_OF_INTERACTIONS, type Kind, KINDS } from "@outrider/shared/schema";
import type { AuditChain } from "../auth/audit-chain.ts";
import type { Database } from "../db/database.ts";
import { type ErasedList, eraseForEver } from "../feed/erased-list.ts";
import type { Feed } from "../feed-port.ts";
import type { Clock } from "../platform/clock.ts";
import { binOldNotices } from "./old-notices.ts";

/** A round that says nothing for so long is left by a server that died. */
const LEFT_AFTER_MS = 60 * 60_000;
const PAGE = 1000;
const BATCH = 200;
const PAUSE_MS = 50;
/** Whether what was deleted of a kind goes for good after its time; the others are archived or go with what they hang on. */
const BINNED = {
  lead: true, contact: true, company: true, deal: true, activity: true, task: true, objection: true, lineItem: true, notification: true, kept: true, attachment: true, view: true, goal: true, distinct: true, feedback: true,
  segment: true, campaign: true, pipeline: false, stage: false, member: false, proposal: false, body: false, customField: false, team: false, settings: false, rate: false,
} satisfies Record<Kind, boolean>;
const IN_BIN: readonly Kind[] = KINDS.filter((kind) => BINNED[kind]);

export interface Keep { readonly interactions: number; readonly bin: number }
export interface Round { readonly interactions: number; readonly bin: number; /** With all that hung on them. */ readonly records: number }
export interface RetentionDeps {
  readonly database: Pick<Database, "sql" | "sync">;
  readonly feed: Pick<Feed, "announce" | "write">;
  readonly chain: Pick<AuditChain, "auditWithin">;
  readonly list: ErasedList;
  readonly clock: Clock;
}

export interface Retention {
  /** What the workspace decided, in days. */
  keep(workspace: string): Promise<Keep>;
  /** What a round would take now. */
  dry(workspace: string, keep: Keep): Promise<{ readonly interactions: number; readonly bin: number }>;
  /** The last round that was done, or null. */
  last(workspace: string): Promise<({ readonly day: string } & Round) | null>;
  /** Today's round of each workspace that no server has done. */
  rounds(signal?: AbortSignal): Promise<void>;
}

interface Due { readonly interactions: readonly string[]; readonly bin: readonly string[] }

export function createRetention({ database, feed, chain, list, clock }: RetentionDeps): Retention {
  const { sql, sync } = database;

  async function keep(workspace: string): Promise<Keep> {
    const [row] = await sql<{ state: PackedRecord }[]>`select state from record where workspace_id = ${workspace} and kind = 'settings' limit 1`;
    const days = (field: string, otherwise: number): number => {
      const value = row ? valueOf(unpack(row.state), field) : null;
      return typeof value === "number" ? value : otherwise;
    };
    return { interactions: days("keepInteractions", DAYS_OF_INTERACTIONS), bin: days("keepBin", DAYS_IN_BIN) };
  }

  async function due(workspace: string, { interactions, bin }: Keep, signal?: AbortSignal): Promise<Due> {
    const now = clock.now();
    const [old, binned, merged] = [new Set<string>(), new Set<string>(), new Map<string, string>()];
    for (let after = ""; !signal?.aborted; ) {
      const rows = await sql<{ state: PackedRecord }[]>`
        select state from record where workspace_id = ${workspace} and id > ${after}
          and (kind = 'activity' or (kind in (select json_array_elements_text(${JSON.stringify(IN_BIN)}::json)) and (state::text like '%"deletedAt"%' or state::text like '%"mergedInto"%')))
        order by id limit ${PAGE}`;
      for (const state of rows.map((row) => unpack(row.state))) {
        if (textOf(state, "mergedInto") !== "") merged.set(state.id, textOf(state, "mergedInto"));
        else if (isBinned(state, now - bin * DAY_MS)) binned.add(state.id);
        else if (isOld(state, now - interactions * DAY_MS, now - bin * DAY_MS)) old.add(state.id);
      }
      if (rows.length < PAGE) break;
      after = rows.at(-1)?.state.id ?? "";
      await sleep(PAUSE_MS);
    }
    // What was merged into something goes with it, and not before: what hangs on it is read there.
    for (let before = -1; before < binned.size; ) {
      before = binned.size;
      for (const [loser, winner] of merged) if (binned.has(winner)) binned.add(loser);
    }
    return { interactions: [...old], bin: [...binned] };
  }

  /** Whether it is this server's to do. */
  async function claim(workspace: string, day: string): Promise<boolean> {
    const now = clock.now();
    const claimed = await sql`
      insert into retention_round (workspace_id, day, claimed_at, counts) values (${workspace}, ${day}, ${now}, '{}'::json)
      on conflict (workspace_id, day) do update set claimed_at = excluded.claimed_at where retention_round.done_at is null and retention_round.claimed_at < ${now - LEFT_AFTER_MS}
      returning day`;
    await sync();
    return claimed.length > 0;
  }

  async function round(workspace: string, day: string, signal?: AbortSignal): Promise<void> {
    await binOldNotices({ database, write: feed.write, clock }, workspace, signal);
    const kept = await keep(workspace);
    const { interactions, bin } = await due(workspace, kept, signal);
    const ids = [...interactions, ...bin];
    let records = 0;
    for (let at = 0; at < ids.length && !signal?.aborted; at += BATCH) {
      records += (await eraseForEver(database, list, workspace, ids.slice(at, at + BATCH), clock.now())).length;
      feed.announce(workspace);
      await sql`update retention_round set claimed_at = ${clock.now()} where workspace_id = ${workspace} and day = ${day}`;
      await sleep(PAUSE_MS);
    }
    // Broken off: the claim runs out, and the next who comes does the rest.
    if (signal?.aborted) return;
    const counts: Round = { interactions: interactions.length, bin: bin.length, records };
    await sql.begin(async (tx) => {
      const done = await tx`update retention_round set done_at = ${clock.now()}, counts = ${JSON.stringify(counts)}::json where workspace_id = ${workspace} and day = ${day} and done_at is null returning day`;
      if (done.length === 0 || ids.length === 0) return;
      const told = { ...counts, keepInteractions: kept.interactions, keepBin: kept.bin };
      await chain.auditWithin(tx, { event: "retention", address: "", workspaceId: workspace, detail: Object.fromEntries(Object.entries(told).map(([what, count]) => [what, String(count)])) });
    });
    await sync();
  }

  return {
    keep,
    async dry(workspace, wanted) {
      const { interactions, bin } = await due(workspace, wanted);
      return { interactions: interactions.length, bin: bin.length };
    },
    async last(workspace) {
      const [row] = await sql<{ day: string; counts: Round }[]>`select day, counts from retention_round where workspace_id = ${workspace} and done_at is not null order by day desc limit 1`;
      return row ? { day: row.day, ...row.counts } : null;
    },
    async rounds(signal) {
      const workspaces = await sql<{ workspace: string }[]>`select workspace_id::text as workspace from feed_head order by workspace_id`;
      const day = new Date(clock.now()).toISOString().slice(0, 10);
      for (const { workspace } of workspaces) if (!signal?.aborted && (await claim(workspace, day))) await round(workspace, day, signal);
    },
  };
}

function isBinned({ fields }: RecordState, before: number): boolean {
  const deleted = fields["deletedAt"];
  return typeof deleted?.value === "number" && deleted.at < before;
}

/** One that was written down or dated lately is left for as long as the bin keeps: who mistyped its year can put it right. */
function isOld(state: RecordState, before: number, settledBefore: number): boolean {
  const at = state.kind === "activity" ? state.fields["at"] : undefined;
  return typeof at?.value === "number" && at.value < before && at.at < settledBefore;
}
