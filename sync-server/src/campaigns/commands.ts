// What people do with campaigns: start, pause, resume, cancel, try a message again. Invariants: what a campaign says and to whom is
// frozen in the moment it is started, and it is started once; each command is one transaction that is refused where the
// table of states does not have it. Who may command is asked before.
import { checkTemplate, type CampaignMove, knownFields, nextState } from "@outrider/shared/campaigns";
import { err, ok, type Result, type Why } from "@outrider/shared/kernel";
import { problemWhy } from "@outrider/shared/protocol";
import { isDeleted, type RecordState, textOf, valueOf } from "@outrider/shared/records";
import { type Rule, ruleFaultWords } from "@outrider/shared/schema";
import { checkSegmentRule } from "@outrider/shared/segments";
import { hashToken } from "../auth/hash-token.ts";
import type { Transaction } from "../db/client.ts";
import type { Database } from "../db/database.ts";
import type { Clock, Random } from "../platform/clock.ts";
import type { Sealer } from "../platform/sealed-text.ts";
import { LEFT_OUT, mailboxesOf, refusalOf } from "./may-receive.ts";
import { customFields, statesById } from "./records-of.ts";
import { noteChanged, type Run, runOf, type RunState, settingsOf } from "./run.ts";

export interface CampaignFault extends Why { readonly field: "name" | "subject" | "message" | "segment"; /** Where in the text, where that can be said. */ readonly at?: number; readonly length?: number }
export type CommandRefusal = { readonly kind: "not-found" } | ({ readonly kind: "not-now" } & Why) | { readonly kind: "faults"; readonly faults: readonly CampaignFault[] };
export type Commanded = Result<RunState, CommandRefusal>;

export interface CommandsDeps { readonly database: Database; readonly sealer: Sealer; readonly clock: Clock; readonly random: Random }

/** The clock of the first zone in the world is so far ahead of that of the last. */
const ZONES_SPAN_MS = 26 * 3_600_000;

/** What must be put right before a campaign can be started. */
export function faultsOf(campaign: RecordState, segment: RecordState | undefined, custom: readonly RecordState[]): readonly CampaignFault[] {
  const known = knownFields(custom);
  const texts = (["subject", "message"] as const).flatMap((field): CampaignFault[] => {
    const text = textOf(campaign, field);
    if (text.trim() === "") return [{ field, ...problemWhy(field === "subject" ? "subject-missing" : "message-missing") }];
    return checkTemplate(text, known).map(({ at, length, why, field: name }) => ({ field, at, length, ...(why === "unknown" ? problemWhy("field-unknown", { name }) : problemWhy(why === "unclosed" ? "field-unclosed" : "field-without-name")) }));
  });
  if (!segment || segment.kind !== "segment" || isDeleted(segment)) return [...texts, { field: "segment", ...problemWhy("choose-segment") }];
  const rule = valueOf(segment, "rule");
  const wrong = rule === null ? null : checkSegmentRule(rule);
  return wrong ? [...texts, { field: "segment", ...problemWhy("segment-rule-wrong", { fault: ruleFaultWords(wrong) }) }] : texts;
}

export function createCommands({ database, sealer, clock, random }: CommandsDeps) {
  const { sql } = database;
  const refused = (move: CampaignMove, state: string): CommandRefusal => ({ kind: "not-now", ...problemWhy("campaign-takes-no", { state, move }) });

  /** Moves a run that is there, in one transaction. */
  async function moved(workspace: string, campaign: string, move: CampaignMove, change: (tx: Transaction, run: Run, to: RunState) => Promise<RunState>): Promise<Commanded> {
    const done = await sql.begin(async (tx): Promise<Commanded> => {
      const run = await runOf(tx, workspace, campaign, true);
      if (!run) return err({ kind: "not-now", ...problemWhy("campaign-not-started") });
      const to = nextState(run.state, move);
      if (to === null || to === "draft") return err(refused(move, run.state));
      const state = await change(tx, run, to);
      await tx`update campaign_run set state = ${state}, changes = changes + 1 where workspace_id = ${workspace} and campaign_id = ${campaign}`;
      return ok(state);
    });
    await database.sync();
    return done;
  }
  const setWake = (tx: Transaction, { workspace, campaign }: Run, at: number) => tx`update campaign_run set wake_at = ${at} where workspace_id = ${workspace} and campaign_id = ${campaign}`;

  return {
    /** What keeps it from being started; null: there is no such campaign. */
    async faults(workspace: string, campaign: string): Promise<readonly CampaignFault[] | null> {
      const record = (await statesById(sql, workspace, [campaign])).get(campaign);
      if (record?.kind !== "campaign" || isDeleted(record)) return null;
      const segment = (await statesById(sql, workspace, [textOf(record, "segment")])).get(textOf(record, "segment"));
      return faultsOf(record, segment, await customFields(sql, workspace));
    },
    /** `zone`: where whoever starts it is, for hours of customers whose own zone is not known. */
    async start(by: { readonly workspace: string; readonly user: string }, campaign: string, zone: string): Promise<Commanded> {
      const { workspace, user } = by;
      const record = (await statesById(sql, workspace, [campaign])).get(campaign);
      if (record?.kind !== "campaign" || isDeleted(record)) return err({ kind: "not-found" });
      const segment = (await statesById(sql, workspace, [textOf(record, "segment")])).get(textOf(record, "segment"));
      const faults = faultsOf(record, segment, await customFields(sql, workspace));
      if (faults.length > 0) return err({ kind: "faults", faults });
      const now = clock.now();
      const settings = settingsOf(record, zone);
      const rule = (segment ? valueOf(segment, "rule") : null) as Rule | null;
      const gatherAt = settings.startsAt === null ? now : Math.max(now, settings.startsAt - (settings.theirTime ? ZONES_SPAN_MS : 0));
      const state: RunState = gatherAt > now ? "scheduled" : "sending";
      const made = await sql`
        insert into campaign_run (workspace_id, campaign_id, state, name, subject, message, rule, settings, started_by, started_at, gather_at, wake_at)
        values (${workspace}, ${campaign}, ${state}, ${textOf(record, "name")}, ${textOf(record, "subject")}, ${textOf(record, "message")}, ${rule === null ? null : JSON.stringify(rule)}::json, ${JSON.stringify(settings)}::json, ${user}, ${now}, ${gatherAt}, ${gatherAt})
        on conflict do nothing returning state`;
      await database.sync();
      if (made.length > 0) return ok(state);
      const run = await runOf(sql, workspace, campaign);
      return err(refused("start", run?.state ?? "started"));
    },
    pause: (workspace: string, campaign: string): Promise<Commanded> => moved(workspace, campaign, "pause", (_tx, _run, to) => Promise.resolve(to)),
    resume: (workspace: string, campaign: string): Promise<Commanded> => moved(workspace, campaign, "resume", async (tx, run, to) => {
      const waits = run.gatheredAt === null && run.gatherAt !== null && run.gatherAt > clock.now();
      await setWake(tx, run, waits ? (run.gatherAt ?? 0) : clock.now());
      return waits ? "scheduled" : to;
    }),
    /** What was not handed over never is. */
    cancel: (workspace: string, campaign: string): Promise<Commanded> => moved(workspace, campaign, "cancel", async (tx, run, to) => {
      await tx`
        update campaign_message set status = 'SKIPPED', why = ${LEFT_OUT.cancelled}, sealed = null, updated_at = ${clock.now()} where workspace_id = ${workspace} and campaign_id = ${campaign} and status = 'QUEUED'`;
      await tx`update campaign_run set ended_at = ${clock.now()} where workspace_id = ${workspace} and campaign_id = ${run.campaign}`;
      return to;
    }),
    /** Another try of a message that failed for good, to the address as it is now. */
    async retry(workspace: string, campaign: string, contact: string): Promise<Commanded> {
      const state = (await statesById(sql, workspace, [contact])).get(contact);
      const boxes = state ? mailboxesOf(workspace, state) : [];
      let why: string | null = refusalOf(state) ?? (boxes.length === 0 ? LEFT_OUT.noAddress : null);
      let found = true;
      const done = await moved(workspace, campaign, "retry", async (tx, run, to) => {
        const [row] = await tx`select from campaign_message where workspace_id = ${workspace} and campaign_id = ${campaign} and contact_id = ${contact} and status = 'FAILED' for update`;
        found = row !== undefined;
        const hashes = JSON.stringify(boxes.map(({ hash }) => hash));
        const [listed] = await tx`select from suppression where workspace_id = ${workspace} and address_hash in (select json_array_elements_text(${hashes}::json)) limit 1`;
        const [other] = await tx`select from campaign_message where workspace_id = ${workspace} and campaign_id = ${campaign} and address_hash = ${boxes[0]?.hash ?? ""} and contact_id <> ${contact}`;
        why ??= listed ? LEFT_OUT.suppressed : other ? LEFT_OUT.twice : null;
        if (!found || why !== null) return run.state;
        const token = random.token();
        const parts = { to: boxes[0]?.address ?? "", token, track: null };
        // A name of its own: under the old one the vendor would answer what it answered before.
        await tx`
          update campaign_message set status = 'QUEUED', key = ${`${campaign}.${contact}.${clock.now()}`}, sealed = ${sealer.seal(JSON.stringify(parts))}, address_hash = ${boxes[0]?.hash ?? null}, token_hash = ${hashToken(token)},
            track_hash = null, vendor_message_id = null, tries = 0, next_at = ${clock.now()}, why = null, bounced_at = null, announced = 0, updated_at = ${clock.now()}
          where workspace_id = ${workspace} and campaign_id = ${campaign} and contact_id = ${contact}`;
        await tx`update campaign_run set ended_at = null where workspace_id = ${workspace} and campaign_id = ${campaign} and ${to} = 'sending'`;
        await setWake(tx, run, clock.now());
        await noteChanged(tx, workspace, [campaign]);
        return to;
      });
      if (done.ok && !found) return err({ kind: "not-found" });
      return done.ok && why !== null ? err({ kind: "not-now", message: why }) : done;
    },
  };
}
