// Campaigns of a running server, put together: people's commands, the sender that works in the background, what links in mails
// do, and the list of addresses that are written to no more.
import { err } from "@outrider/shared/kernel";
import { problemSentences } from "@outrider/shared/protocol";
import type { Database } from "../db/database.ts";
import type { Feed } from "../feed-port.ts";
import type { Clock, Random } from "../platform/clock.ts";
import type { Log } from "../platform/logger.ts";
import { createSealer } from "../platform/sealed-text.ts";
import type { Segments } from "../segments/index.ts";
import { createAnnounce, type Herald } from "./announce.ts";
import { createClaims } from "./claim.ts";
import { type Commanded, createCommands } from "./commands.ts";
import { createFacts } from "./facts.ts";
import { createGather } from "./gather.ts";
import { createHandOver } from "./hand-over.ts";
import { createMailLinks } from "./mail-links.ts";
import { createMessageLog } from "./message-log.ts";
import { createOneTeller } from "./one-teller.ts";
import { createPreviews } from "./preview.ts";
import { createSender } from "./sender.ts";
import { createSentByHour } from "./sent-by-hour.ts";
import { createSuppressions } from "./suppressions.ts";
import type { Vendor } from "./vendor-port.ts";

export interface CampaignsDeps {
  readonly database: Database;
  readonly feed: Pick<Feed, "write">;
  readonly audienceOf: Segments["audienceOf"];
  /** Null: there is none, and no campaign can be started. */
  readonly vendor: Vendor | null;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Pick<Log, "error">;
  /** 32 bytes, for what waits to be sent. */
  readonly key: Buffer;
  /** Of the app, without a slash at its end. */
  readonly address: string;
  readonly tempo?: Partial<Tempo>;
  /** Carries what becomes of messages to other systems. */
  readonly herald: Herald;
}

/** ms; `batch`: messages in one hand-over to a vendor that knows them by key, and to one that does not. */
export interface Tempo { readonly lookMs: number; readonly tellMs: number; readonly leaseMs: number; readonly batch: readonly [number, number] }

// A vendor that does not know messages by key makes all of a hand-over unknown when the server dies in it: few at a time.
const TEMPO: Tempo = { lookMs: 1000, tellMs: 1000, leaseMs: 120_000, batch: [500, 20] };

const NO_VENDOR_SAYS = problemSentences["campaign-no-vendor"];
/** What was started while there was one waits until there is one again. */
const NO_VENDOR: Vendor = {
  name: "simulated", idempotent: true, tellsLater: false, stop: () => Promise.resolve(),
  send: (messages) => Promise.resolve(messages.map(() => ({ is: "failed", why: NO_VENDOR_SAYS, again: true }))),
};

export function openCampaigns({ database, feed, audienceOf, vendor: given, clock, random, log, key, address, tempo, herald }: CampaignsDeps) {
  const { lookMs, tellMs, leaseMs, batch } = { ...TEMPO, ...tempo };
  const vendor = given ?? NO_VENDOR;
  const sealer = createSealer(key, "campaign");
  const sender = createSender({
    database, clock, log, lookMs, tellMs, teller: createOneTeller(database), facts: createFacts({ database, write: feed.write, announce: createAnnounce({ database, herald }) }),
    claims: createClaims({ database, clock, server: random.uuid(), batch: batch[vendor.idempotent ? 0 : 1], idempotent: vendor.idempotent, leaseMs, alone: database.kind === "pglite" }),
    handOver: createHandOver({ database, vendor, sealer, clock, address, withinMs: leaseMs / 2 }),
    gather: createGather({ database, audienceOf, sealer, clock, random }),
  });
  const commands = createCommands({ database, sealer, clock, random });
  const waking = <Args extends readonly unknown[], Answer>(command: (...args: Args) => Promise<Answer>) => async (...args: Args): Promise<Answer> => {
    const answer = await command(...args);
    sender.wake();
    return answer;
  };
  return {
    faults: commands.faults,
    start: waking(given === null ? () => Promise.resolve<Commanded>(err({ kind: "not-now", message: NO_VENDOR_SAYS })) : commands.start),
    pause: waking(commands.pause),
    resume: waking(commands.resume),
    cancel: waking(commands.cancel),
    retry: waking(commands.retry),
    ...createPreviews({ database, vendor, random, address }),
    messages: createMessageLog(database),
    hours: createSentByHour(database),
    links: createMailLinks({ database, clock, changed: sender.wake }),
    suppressions: createSuppressions({ database, clock }),
    /** Messages were changed by receipts: what people see of their campaigns is behind. */
    receiptsCame: sender.wake,
    close: () => sender.stop(),
  };
}

export type Campaigns = ReturnType<typeof openCampaigns>;
