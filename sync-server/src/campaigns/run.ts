// A campaign that was started, as it lies in the database: what of it is frozen, and how it is read. Whoever changes its
// messages says so here, in the same transaction.
import type { Quiet } from "@outrider/shared/campaigns";
import { isZone } from "@outrider/shared/kernel";
import { type RecordState, textOf, valueOf } from "@outrider/shared/records";
import type { CampaignState, Rule } from "@outrider/shared/schema";
import { z } from "zod";
import type { Sql, Transaction } from "../db/client.ts";

export type RunState = Exclude<CampaignState, "draft">;

const settingsSchema = z.object({
  segment: z.string(),
  /** ms; null: at once. */
  startsAt: z.number().nullable(),
  theirTime: z.boolean(),
  perMinute: z.number().nullable(),
  quiet: z.object({ from: z.string(), to: z.string() }).nullable(),
  tracked: z.boolean(),
  /** IANA name: of customers whose own is not known. */
  zone: z.string(),
});
export type RunSettings = z.infer<typeof settingsSchema>;

export interface Run {
  readonly workspace: string;
  readonly campaign: string;
  readonly state: RunState;
  readonly name: string;
  readonly subject: string;
  readonly message: string;
  readonly rule: Rule | null;
  readonly settings: RunSettings;
  readonly startedBy: string;
  readonly startedAt: number;
  readonly gatherAt: number | null;
  readonly gatheredAt: number | null;
  readonly endedAt: number | null;
  readonly tokens: number;
  readonly tokensAt: number;
  readonly changes: number;
  readonly told: number;
}

const columns = (sql: Sql | Transaction) => sql`workspace_id as workspace, campaign_id as campaign, state, name, subject, message, rule, settings, started_by as "startedBy", started_at as "startedAt",
  gather_at as "gatherAt", gathered_at as "gatheredAt", ended_at as "endedAt", tokens, tokens_at as "tokensAt", changes, told`;

/** `lock`: nobody else moves it until the transaction ends. */
export async function runOf(sql: Sql | Transaction, workspace: string, campaign: string, lock = false): Promise<Run | null> {
  const [row] = await sql<(Run & { settings: unknown })[]>`select ${columns(sql)} from campaign_run where workspace_id = ${workspace} and campaign_id = ${campaign} ${lock ? sql`for update` : sql``}`;
  return row ? { ...row, settings: settingsSchema.parse(row.settings) } : null;
}

/** Messages of these were changed: their counts are behind. */
export async function noteChanged(tx: Transaction, workspace: string, campaigns: readonly string[]): Promise<void> {
  await tx`update campaign_run set changes = changes + 1 where workspace_id = ${workspace} and campaign_id in (select json_array_elements_text(${JSON.stringify(campaigns)}::json))`;
}

/** What a campaign's record says of how it is to be sent. `zone`: where whoever starts it is. */
export function settingsOf(campaign: RecordState, zone: string): RunSettings {
  const [from, to] = [textOf(campaign, "quietFrom"), textOf(campaign, "quietTo")];
  const quiet: Quiet | null = from === "" || to === "" ? null : { from, to };
  const [startsAt, perMinute] = [valueOf(campaign, "startsAt"), valueOf(campaign, "perMinute")];
  return {
    segment: textOf(campaign, "segment"), quiet, zone: isZone(zone) ? zone : "UTC",
    startsAt: typeof startsAt === "number" ? startsAt : null, perMinute: typeof perMinute === "number" ? perMinute : null,
    theirTime: valueOf(campaign, "theirTime") === true, tracked: valueOf(campaign, "tracked") === true,
  };
}
