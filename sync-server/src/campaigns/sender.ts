// Works off campaigns that were started: gathers their audience, hands over what is due, writes what people see. All it goes by
// lies in the database, so that a server that comes up, or another one, goes on where one died. Invariant: `stop` lets the
// hand-over under way end and begins no other.
import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "../db/database.ts";
import type { Clock } from "../platform/clock.ts";
import type { Log } from "../platform/logger.ts";
import type { createClaims } from "./claim.ts";
import type { createFacts } from "./facts.ts";
import type { createGather } from "./gather.ts";
import type { createHandOver } from "./hand-over.ts";
import type { OneTeller } from "./one-teller.ts";
import { type Run, runOf } from "./run.ts";

export interface SenderDeps {
  readonly database: Database;
  readonly claims: ReturnType<typeof createClaims>;
  readonly handOver: ReturnType<typeof createHandOver>;
  readonly gather: ReturnType<typeof createGather>;
  readonly facts: ReturnType<typeof createFacts>;
  readonly teller: OneTeller;
  readonly clock: Clock;
  readonly log: Pick<Log, "error">;
  /** How often it looks by itself, ms. */
  readonly lookMs: number;
  /** The shortest time between two writings of facts, ms. */
  readonly tellMs: number;
}

export interface Sender {
  /** Something was started or changed: looks at once. */
  wake(): void;
  stop(): Promise<void>;
}

/** Telling takes at most this part of the time. */
const TELL_SHARE = 10;
/** After trouble with one campaign (the database was away) it is left alone for so long. */
const TROUBLE_MS = 5_000;

export function createSender({ database, claims, handOver, gather, facts, teller, clock, log, lookMs, tellMs }: SenderDeps): Sender {
  const { sql } = database;
  const ending = new AbortController();
  const inHand = new Map<string, Promise<void>>();
  const resting = new Map<string, number>();
  let wakeUp = (): void => undefined;

  const pause = (ms: number): Promise<void> => new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    wakeUp = () => {
      clearTimeout(timer);
      resolve();
    };
    if (ending.signal.aborted) wakeUp();
  });

  /** It begins: from now on it is being sent. */
  async function begin(run: Run): Promise<void> {
    await sql`update campaign_run set state = 'sending', changes = changes + 1 where workspace_id = ${run.workspace} and campaign_id = ${run.campaign} and state = 'scheduled'`;
    await database.sync();
  }

  async function work(workspace: string, campaign: string): Promise<void> {
    const still = (): boolean => !ending.signal.aborted;
    while (still()) {
      const run = await runOf(sql, workspace, campaign);
      // What a dead server had in hand when the campaign was cancelled is given up.
      if (run?.state === "cancelled") await claims.next(workspace, campaign);
      if (!run || (run.state !== "sending" && run.state !== "scheduled")) return;
      if (run.gatheredAt === null) {
        if (run.state === "scheduled") await begin(run);
        await gather(run, still);
        continue;
      }
      const claim = await claims.next(workspace, campaign);
      if (!claim || (claim.messages.length === 0 && claim.wakeAt !== null)) return;
      if (claim.messages.length > 0) await handOver(claim, ending.signal);
    }
  }

  async function due(): Promise<readonly { readonly workspace: string; readonly campaign: string }[]> {
    const now = clock.now();
    return await sql<{ workspace: string; campaign: string }[]>`
      select workspace_id as workspace, campaign_id as campaign from campaign_run where state in ('scheduled', 'sending') and wake_at <= ${now}
      union select message.workspace_id, message.campaign_id from campaign_message message join campaign_run run on run.workspace_id = message.workspace_id and run.campaign_id = message.campaign_id
        where message.status = 'HANDING' and run.state = 'cancelled' and message.handed_at < ${now - TROUBLE_MS}`;
  }

  async function look(): Promise<void> {
    for (const { workspace, campaign } of await due()) {
      const name = `${workspace} ${campaign}`;
      if (inHand.has(name) || (resting.get(name) ?? 0) > clock.now()) continue;
      const working = work(workspace, campaign).then(() => void resting.delete(name), (error: unknown) => {
        resting.set(name, clock.now() + TROUBLE_MS);
        log.error({ error, campaign }, "a campaign could not be worked off");
      }).finally(() => {
        inHand.delete(name);
      });
      inHand.set(name, working);
    }
  }

  async function sending(): Promise<void> {
    while (!ending.signal.aborted) {
      await look().catch((error: unknown) => log.error({ error }, "campaigns could not be looked for"));
      await pause(lookMs);
    }
    await Promise.all(inHand.values());
  }

  async function telling(): Promise<void> {
    while (!ending.signal.aborted) {
      const began = performance.now();
      let all = true;
      try {
        const behind = await facts.behind();
        if (behind.length > 0 && (await teller.holds())) for (const { workspace, campaign } of behind) if (!ending.signal.aborted) all = (await facts.tell(workspace, campaign)) && all;
      } catch (error) {
        log.error({ error }, "facts of campaigns could not be written");
      }
      const wait = Math.max(tellMs, (performance.now() - began) * (all ? TELL_SHARE : 0));
      await sleep(wait, undefined, { signal: ending.signal }).catch(() => undefined);
    }
  }

  const [sendingLoop, tellingLoop] = [sending(), telling()];
  return {
    wake: () => wakeUp(),
    async stop() {
      ending.abort();
      wakeUp();
      await Promise.all([sendingLoop, tellingLoop]);
      await teller.close();
    },
  };
}
