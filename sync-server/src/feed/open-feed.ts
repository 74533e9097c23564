// The feed as a part of the running server: over SQL, on sockets, with real time and real keys.
import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { createAskPast } from "./ask-past.ts";
import type { CreateFeed } from "../feed-port.ts";
import { createFeed, type Feed } from "./feed.ts";
import { type FeedSession, NO_MEMBER } from "./feed-session-port.ts";
import { feedSockets } from "./feed-sockets.ts";
import { writeHistory } from "./history.ts";
import { notifyBus } from "./hint-bus.ts";
import { openHints } from "./hints.ts";
import { liveSessions } from "./live-sessions.ts";
import { createAuditChain } from "../auth/audit-chain.ts";
import { auditRefusals } from "./audited.ts";
import { createPresence } from "../rooms/presence.ts";
import { createPresenceBetween } from "../rooms/presence-between.ts";
import { createScratch } from "../rooms/scratch.ts";
import { createLagWatch } from "./lag-watch.ts";
import { createRecordDoor } from "./record-door.ts";
import { createRecordMembers } from "./record-members.ts";
import { createFarewell, endSessionsOfWhoLeft } from "./sessions-of-who-left.ts";
import { createSigning } from "./signing.ts";
import { createSqlFeedStore } from "./sql-feed-store.ts";
import { warmUp } from "./warm-up.ts";

const SWEEP_MS = 60_000;
/** Nobody sees it, and forty notes with four hundred edits a second take a fifth less of the processor. */
const GATHER_MS = 5;

const after = (ms: number, run: () => void): (() => void) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};

export const openFeed: CreateFeed = async ({ database, sessions, knownDevices, secrets, clock, random, log, deviceRecords, edit }) => {
  const report = (event: string, details: Readonly<Record<string, unknown>>): void => ("error" in details ? log.error(details, event) : log.info(details, event));
  const isLive = liveSessions((session) => sessions.isSessionLive(session), clock.now);
  const chain = createAuditChain({ database, key: secrets.derive("audit"), now: clock.now });
  const auditFailed = (error: unknown): void => report("audit.failed", { error });
  // One after the other; what a stop left behind is first. What fails comes with the next.
  let draining = chain.drain().catch(auditFailed);
  const store = createSqlFeedStore({ database, audited: (workspace) => void (draining = draining.then(() => chain.drain(workspace)).catch(auditFailed)) });
  let closing = false;
  const warm = warmUp(store, database, () => closing).catch((error: unknown) => report("feed.warm-up-failed", { error }));
  const scratch = createScratch({ onDeath: (how) => log.warn({ how }, "room.scratch-died") });
  const self = random.uuid();
  const presenceBus = notifyBus(database, "outrider_presence");
  const between = presenceBus && createPresenceBetween({ bus: presenceBus, self, now: clock.now, after, failed: (error) => report("room.presence-failed", { error }) });
  const presence = createPresence(between ?? {});
  await between?.open(presence);
  const listeners: ((workspace: string) => void)[] = [];
  const feed: Feed = createFeed({
    store, scratch, presence, audit: auditRefusals(chain.audit, clock.now, auditFailed),
    signing: createSigning(secrets.derive("feed")),
    now: clock.now,
    newId: random.uuid,
    newDeviceId: () => randomBytes(9).toString("base64url"),
    sleep: async (ms) => await sleep(ms),
    gather: async () => await sleep(GATHER_MS),
    isLive,
    said: knownDevices.said,
    log: report,
    deviceRecords,
    ...(edit && { edit }),
    hint(workspace, committed) {
      hints?.sent(workspace, committed);
      signOut(committed);
      for (const heard of listeners) heard(workspace);
    },
  });
  const members = createRecordMembers({ feed, database });
  const signOut = endSessionsOfWhoLeft({
    members, sessions,
    tell: (user) => [...feed.hub.sessions()].filter(({ who }) => who.user === user).forEach((session) => session.bye("deactivated", NO_MEMBER)),
    failed: (error) => report("feed.sign-out-failed", { error }),
  });
  const farewell = createFarewell(feed);
  // A socket that says nothing is asked about too: its sign-in may have run out, or have ended on another server.
  async function asked(session: FeedSession): Promise<void> {
    const { user: userId, workspace: workspaceId, session: sessionId } = session.who;
    if (await isLive(sessionId)) return;
    await farewell({ userId, workspaceId, sessionId });
    session.bye("signed-out", "You have been signed out.");
  }
  const sweep = setInterval(() => {
    const there = [...feed.hub.sessions()].flatMap(({ who, device }) => (device() === null ? [] : [{ workspace: who.workspace, device: device() ?? "" }]));
    knownDevices.stillThere(there).catch((error: unknown) => report("feed.sweep-failed", { error }));
    for (const session of feed.hub.sessions()) void asked(session).catch((error: unknown) => report("feed.sweep-failed", { error }));
  }, SWEEP_MS).unref();
  const bus = notifyBus(database, "outrider_feed");
  const hints = bus && (await openHints({ bus, feed: () => feed, self, failed: (error) => report("feed.hint-failed", { error }), after }));
  const lag = createLagWatch(() => feed.hub.sessions(), clock.now);
  return {
    members,
    load() {
      const all = [...feed.hub.sessions()];
      const devices = all.filter(({ device }) => device() !== null).length;
      return { devices, programs: all.length - devices, lagMs: lag.longest() };
    },
    onSocket: feedSockets(feed),
    farewell,
    past: createAskPast(store),
    door: createRecordDoor({ store, pipeline: feed.pipeline, now: clock.now }),
    announce(workspace) {
      feed.hub.hint(workspace, true);
      hints?.sent(workspace, { membersChanged: true });
    },
    write: (workspace, by, command, changes) => feed.write(workspace, by, command, changes),
    afterCommit: (heard) => void listeners.push(heard),
    writeHistory: (history) => writeHistory(feed.pipeline, history),
    async close() {
      closing = true;
      clearInterval(sweep);
      await warm;
      await hints?.close();
      await between?.close();
      await feed.close();
      await draining;
      scratch.close();
    },
  };
};
