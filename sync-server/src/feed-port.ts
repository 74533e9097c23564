/**
 * What the composition asks of the feed (records and sync), and what it gives it.
 * The feed is one part behind this port, so that the server around it starts and is tested without it.
 */
import type { Result } from "@outrider/shared/kernel";
import type { Change } from "@outrider/shared/records";
import type { KnownDevices } from "./auth/known-devices.ts";
import type { Members } from "./auth/members.ts";
import type { Sessions } from "./auth/sessions.ts";
import type { Farewell } from "./auth/sync-tickets.ts";
import type { Database } from "./db/database.ts";
import type { History } from "./feed/history.ts";
import type { AskPast } from "./feed/ask-past.ts";
import type { RecordDoor } from "./feed/record-door.ts";
import type { Clock, Random } from "./platform/clock.ts";
import type { Log } from "./platform/logger.ts";
import type { Secrets } from "./platform/secrets.ts";
import type { OnSocket } from "./routes/sync-socket.ts";

export type Platform = {
  readonly database: Database;
  readonly sessions: Sessions;
  /** Is told which device speaks under which session. */
  readonly knownDevices: Pick<KnownDevices, "said" | "stillThere">;
  readonly secrets: Pick<Secrets, "derive">;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** DEVICE_RECORDS. */
  readonly deviceRecords: number;
  /** Times an edit: called when one arrives, and what it answers at its verdict. */
  readonly edit?: () => () => void;
};

export type WriteHistory = (history: History) => Promise<Result<number, { readonly message: string }>>;

/** Writes changes as the server itself (`by` is who caused them, "" for nobody), in one group, durable when it answers. */
export type SystemWrite = (workspace: string, by: string, command: string, changes: readonly Change[]) => Promise<Result<number, { readonly message: string }>>;

export type Feed = {
  readonly members: Members;
  readonly write: SystemWrite;
  /** Calls `heard` after each commit of this server, refusals among them. What other servers commit has to be looked for. */
  readonly afterCommit: (heard: (workspace: string) => void) => void;
  readonly onSocket: OnSocket;
  readonly farewell: Farewell;
  /** Writes edits of the past as the server itself; answers how many. Safe to repeat. */
  readonly writeHistory: WriteHistory;
  readonly past: AskPast;
  /** Who is connected, and for how long the device that lags the longest has not had everything, ms. */
  readonly load: () => { readonly devices: number; readonly programs: number; readonly lagMs: number };
  /** Records for programs. */
  readonly door: RecordDoor;
  /** Something was written past the door (an erasure): devices read on. */
  readonly announce: (workspace: string) => void;
  /** Called when no socket is open any more and before the database closes. */
  close(): Promise<void>;
};

export type CreateFeed = (platform: Platform) => Promise<Feed>;
