// One device's connection: hello, pushes in, verdicts and feed out. Everything it is told is checked; everything it sends
// is committed. It ends itself on any breach, and its end disturbs no other. It knows no database and no HTTP.
import { type ByeCode, type Hello, type Lane, OLDEST_PROTOCOL, parseUp, PROTOCOL_VERSION, type Push, type Resend, type Up, type Verdict } from "@outrider/shared/protocol";
import { RECEIPTS_KEPT_MS } from "@outrider/shared/records";
import { SCHEMA_VERSION } from "@outrider/shared/schema";
import type { EntryResult, Line } from "./entry.ts";
import { createFollowing } from "./following.ts";
import { createSessionRooms } from "../rooms/session-rooms.ts";
import { createAnswering } from "./answering.ts";
import { createJudgedLine } from "./judged-line.ts";
import { advance, arrived, cursorText, falls, pageText, partOf, standing, unrested } from "./feed-reader.ts";
import type { FeedSession, SessionDeps, Who, Wire } from "./feed-session-port.ts";
import { greet } from "./greeting.ts";
import { createCheckpointSums } from "./checkpoint-sums.ts";
import { createDescent } from "./descent.ts";

const PAGE_ROWS = 500;
const HIGH_WATER = 4 * 1024 * 1024;
const STALLED_AFTER = 60_000;
const MAX_OUTSTANDING = 5000;
const SUMS_AGAIN_MS = 3600_000;
const NO_MEMBER = "You are no longer an active member of this workspace.";

export function createFeedSession(deps: SessionDeps, who: Who, wire: Wire, onEnd: () => void): FeedSession {
  const { pageRows = PAGE_ROWS } = deps;
  let device: string | null = null;
  let floor = 0;
  /** Notes that the token handed out on this connection is kept by the device: an older one is a copy's from then on. */
  let adopted: (() => Promise<void>) | null = null;
  /** Makes that token worthless: the device goes on as a new one. */
  let disown: () => Promise<void> = () => Promise.resolve();
  /** Takes all that the device has verdicts for as judged, once it has sent again what this server lost. */
  let returned: () => Promise<void> = () => Promise.resolve();
  let boot = "";
  let lanes: readonly Lane[] = [];
  const following = createFollowing(deps, who);
  let holding = true;
  let reading = false;
  let again = false;
  let ended = false;
  let outstanding = 0;
  const line: Line = { broken: false };
  const own = createJudgedLine();
  const sums = createCheckpointSums(deps.store, who.workspace, { sleep: deps.sleep, again: () => wake(), ofAll: deps.bugs?.sumsOfAll === true });
  /** About how many records this device is to hold by itself; null: all it may. */
  const most = (): number | null => (following.role === "exec" ? null : (deps.deviceRecords ?? null));
  const descent = createDescent({ store: deps.store, workspace: who.workspace, buckets: () => following.buckets, most, limit: pageRows, tooFar: deps.bugs?.fallsTooFar === true });
  let refollowDue = false;
  let refollowing = false;
  let incoming: Promise<void> = Promise.resolve();
  let verdictsOut: Promise<void> = Promise.resolve();

  const send = (...messages: readonly string[]): void => {
    if (!ended) wire.send(`[${messages.join(",")}]`);
  };

  function end(code: number, reason: string): void {
    if (ended) return;
    ended = true;
    rooms.close();
    wire.close(code, reason);
    onEnd();
  }

  function bye(code: ByeCode, message: string): void {
    send(JSON.stringify({ t: "bye", code, message }));
    end(code === "bad-message" ? 4400 : code === "busy" ? 1013 : 4403, code);
  }

  async function onHello(hello: Hello): Promise<void> {
    if (device !== null) return bye("bad-message", "A second hello on one connection.");
    if (hello.protocol < OLDEST_PROTOCOL || hello.protocol > PROTOCOL_VERSION) {
      return bye(hello.protocol < PROTOCOL_VERSION ? "update-needed" : "server-too-old", "This version and the server's do not speak the same protocol. What you wrote is kept on your device.");
    }
    if (!(await following.refresh())) return bye("deactivated", NO_MEMBER);
    const boots = await deps.boots(who.workspace);
    const greeting = await greet(deps, hello, { workspace: who.workspace, user: who.user, follow: following.buckets, boots });
    await deps.said?.({ ...who, device: greeting?.device.id ?? null, before: hello.device?.id ?? null });
    if (!greeting) return bye("revoked", "This device was revoked.");
    device = greeting.device.id;
    const row = greeting.device;
    adopted = () => deps.store.saveDevice(who.workspace, { ...row, rotation: row.rotation + 1 });
    disown = () => deps.store.saveDevice(who.workspace, { ...row, rotation: row.rotation + 2 });
    floor = greeting.floor;
    lanes = unrested(greeting.lanes, most());
    if (deps.now() - floor >= (deps.sumsAgainMs ?? SUMS_AGAIN_MS)) sums.restDue();
    own.begin(greeting.device.applied);
    deps.onGreeted();
    // Also what it had a verdict for and does not send again, a refusal say: it is asked no second time.
    returned = async () => {
      own.judged(hello.acked, 0);
      await deps.store.saveDevice(who.workspace, { ...row, applied: hello.acked });
    };
    if (greeting.rewound) deps.log("feed.rewound", { device, acked: hello.acked, applied: own.applied });
    const total = await deps.store.count(who.workspace, lanes, await descent.floor(lanes));
    send(JSON.stringify({
      t: "welcome", protocol: PROTOCOL_VERSION, schema: SCHEMA_VERSION, device: { id: device, token: greeting.token }, now: deps.now(), applied: own.applied,
      fresh: greeting.fresh, resendWithin: greeting.rewound ? RECEIPTS_KEPT_MS : null, total,
    }));
    // Not before: what is committed meanwhile must not be said ahead of the welcome, which a device waits for.
    holding = greeting.rewound;
    wake();
  }

  function answer(results: Promise<readonly EntryResult[]>): void {
    verdictsOut = verdictsOut.then(async () => {
      const verdicts: Verdict[] = [];
      let stop: Exclude<EntryResult["kind"], "verdict"> | null = null;
      for (const result of await results) {
        if (result.kind !== "verdict") stop = result.kind;
        if (result.kind !== "verdict") break;
        verdicts.push(result.verdict);
        own.judged(result.verdict.counter, result.seq);
      }
      own.reached(place());
      const messages = verdicts.length > 0 ? [JSON.stringify({ t: "verdicts", verdicts })] : [];
      if (stop !== null) {
        // What was judged before it is told, or it would come again each time and never be answered.
        if (messages.length > 0) send(...messages);
        if (stop === "wait") return bye("server-too-old", "The server is older than this app. What you wrote is kept until it has been updated.");
        await disown();
        return bye("replaced", "Another copy of this device's data is in use. This one goes on as a new device.");
      }
      // Where the device stands behind its own edits already, they leave its outbox at once; otherwise when it has read on.
      const caughtUp = !reading && !holding && own.even && standing(lanes) !== null;
      send(...messages, ...(caughtUp ? [checkpointAt()] : []));
      if (!caughtUp) wake();
    }).catch((error: unknown) => {
      deps.log("feed.accept-failed", { error });
      bye("busy", "The server could not store this now. It stays on your device and is sent again.");
    });
  }

  const place = (): number => standing(lanes)?.seq ?? -1;

  async function onPush(push: Push, from: string): Promise<void> {
    outstanding += push.groups.length;
    if (outstanding > MAX_OUTSTANDING) return bye("bad-message", `More than ${MAX_OUTSTANDING} edits at once without waiting for an answer.`);
    const typing = push.groups.some(({ changes }) => changes.some(({ update }) => update !== undefined));
    // Nothing that comes after it is judged before: a device's edits are judged in their order.
    const faults = typing && deps.inspect ? await deps.inspect(who.workspace, push.groups) : [];
    const submitted = push.groups.map(async (group, index) => {
      const result = await deps.pipeline.submit(who.workspace, { from: "device", group, device: from, user: who.user, age: push.now - group.at, floor, line, fault: faults[index] ?? null });
      if (typing && (result.kind !== "verdict" || result.verdict.result === "refused")) {
        deps.refused?.(who.workspace, group);
        if (result.kind === "verdict" && result.verdict.result === "refused") deps.audit?.("typing-refused", who, { device: from, code: result.verdict.refusal.code, why: result.verdict.refusal.message });
      }
      return result;
    });
    answer(Promise.all(submitted).finally(() => void (outstanding -= push.groups.length)));
  }

  async function onResend({ items }: Resend, from: string): Promise<void> {
    if (items.length === 0) {
      if (holding) await returned();
      holding = false;
      return wake();
    }
    const genuine = items.filter(({ group, receipt, signature }) => receipt.by === who.user && deps.signing.isReceipt(who.workspace, group, receipt, signature));
    if (genuine.length < items.length) deps.log("feed.forged-receipt", { device: from, items: items.length - genuine.length });
    answer(Promise.all(genuine.map(async ({ group, receipt, signature }) =>
      await deps.pipeline.submit(who.workspace, { from: "receipt", group, receipt, signature, device: receipt.device, user: who.user }))));
  }

  async function handle(message: Up): Promise<void> {
    if (message.t === "hello") return await onHello(message);
    if (device === null) return bye("bad-message", "The first message must be a hello.");
    const note = adopted;
    adopted = null;
    await note?.();
    // What comes back may rest on what came back before it, under whatever name: where that could not be kept, it comes again.
    if (holding) await verdictsOut;
    if (ended) return;
    switch (message.t) {
      case "push":
        return await onPush(message, device);
      case "resend":
        return await onResend(message, device);
      case "confirm":
        return deps.confirm(who.workspace, device, message.counter);
      case "ask":
        if (!answering.ask(message)) bye("bad-message", "Too many questions at once.");
        return;
      case "enter":
        if (!rooms.enter(message.room)) bye("bad-message", "More rooms than a device may be in.");
        return;
      case "leave":
        return rooms.leave(message.room);
      case "aware": {
        const refused = rooms.aware(message);
        if (refused !== null) {
          deps.log("room.aware-refused", { user: who.user, device, reason: refused });
          deps.audit?.("presence-refused", who, { device, room: message.room, why: refused });
        }
        return;
      }
      case "reload":
        return startFresh(deps.bugs?.reloadsAny ? message.buckets : message.buckets.filter(following.has));
      case "ping":
        return send('{"t":"pong"}');
    }
  }

  function startFresh(buckets: readonly string[]): void {
    if (buckets.length === 0) return;
    const anew = new Set(buckets);
    lanes = [...lanes.map(({ buckets: kept, ...place }) => ({ buckets: kept.filter((bucket) => !anew.has(bucket)), ...place })).filter(({ buckets: kept }) => kept.length > 0), { buckets: [...anew], seq: 0 }];
    send(JSON.stringify({ t: "fresh", buckets: [...anew] }));
    sums.due();
    descent.again();
    wake();
  }

  /** After members have changed: follows what this person follows now. */
  async function refollow(): Promise<void> {
    if (deps.bugs?.neverRefollow) return;
    refollowing = true;
    const found = await following.refresh();
    refollowing = false;
    if (!found) return bye("deactivated", NO_MEMBER);
    const further = unrested(lanes, most());
    if (further.some(falls)) {
      lanes = further;
      descent.again();
      again = true;
    }
    if (!found.changed) return;
    lanes = lanes.map(({ buckets, ...place }) => ({ buckets: buckets.filter(following.has), ...place }));
    if (found.gained.length > 0) startFresh(found.gained);
    again = true;
  }

  /** Another server may have changed who belongs where: nothing goes out by an older view of it. */
  async function followsOthers(membersSeq: number): Promise<boolean> {
    if (membersSeq === following.membersSeq || deps.bugs?.neverRefollow || deps.bugs?.sendsByOldView) return false;
    await refollow();
    return true;
  }

  async function drained(): Promise<boolean> {
    for (let waited = 0; wire.buffered() > HIGH_WATER; waited += 20) {
      if (ended || waited > STALLED_AFTER) return false;
      await deps.sleep(20);
    }
    return !ended;
  }

  async function read(): Promise<void> {
    do {
      again = false;
      if (refollowDue) {
        refollowDue = false;
        await refollow();
      }
      for (let complete = false; !complete && !ended; ) {
        if (await readWhole()) continue;
        const from = lanes;
        const page = await deps.store.page(who.workspace, from, pageRows);
        if (lanes !== from) continue;
        if (await followsOthers(page.membersSeq)) continue;
        complete = page.upTo >= page.head;
        boot = page.boot;
        lanes = complete ? arrived(from, following.buckets, deps.bugs?.cursorFromHead ? page.head + 1 : page.head) : advance(from, page.upTo);
        if (complete) own.reached(place());
        const messages = page.rows.length + page.gone.length > 0 ? [pageText(boot, lanes, page.rows, page.gone)] : [];
        if (complete) messages.push(await checkpointText());
        if (messages.length > 0) send(...messages);
        if (!(await drained())) return end(1013, "too slow");
      }
    } while (again && !ended);
  }

  /** A step of what comes whole. Answers whether there was any. */
  async function readWhole(): Promise<boolean> {
    const from = lanes;
    const step = await descent.step(from);
    if (!step || lanes !== from || (await followsOthers(step.membersSeq))) return step !== null;
    lanes = step.lanes;
    descent.took(step);
    if (!lanes.some(falls)) sums.restDue();
    if (step.texts.length > 0) send(...step.texts);
    if (!(await drained())) end(1013, "too slow");
    return true;
  }

  const checkpointText = async (): Promise<string> => checkpointAt(await sums.text(lanes, standing(lanes)?.seq));

  const checkpointAt = (more = ""): string => `{"t":"checkpoint","cursor":${cursorText(boot, lanes)},"applied":${own.applied}${more}}`;

  function wake(): void {
    if (ended || holding || device === null) return;
    again = true;
    if (reading) return;
    reading = true;
    read().catch((error: unknown) => {
      deps.log("feed.read-failed", { error });
      bye("busy", "The server cannot read its data now.");
    }).finally(() => {
      reading = false;
      if (again && !ended) wake();
      answering.goOn();
      rooms.lookAgain();
    });
  }

  const rooms = createSessionRooms({
    store: deps.store, presence: deps.presence, workspace: who.workspace, user: who.user, now: deps.now,
    device: () => device, buckets: () => following.buckets, follows: following.has, membersSeq: () => following.membersSeq,
    isSure: () => !refollowDue && !refollowing && !holding, lookAtMembers: () => lookAgain(true), ...(deps.bugs && { bugs: deps.bugs }),
    send: (text) => send(text),
    failed(error) {
      deps.log("room.look-failed", { error });
      bye("busy", "The server cannot read its data now.");
    },
  });

  const answering = createAnswering({
    store: deps.store, workspace: who.workspace, most: 4 * pageRows, membersSeq: () => following.membersSeq,
    buckets: () => following.buckets,
    place: () => (ended || reading || holding ? null : (standing(lanes)?.seq ?? null)),
    lookAgain: () => lookAgain(true),
    send: (text) => send(text),
    failed(error) {
      deps.log("feed.answer-failed", { error });
      bye("busy", "The server cannot read its data now.");
    },
  });

  function lookAgain(members = false): void {
    refollowDue ||= members;
    wake();
  }

  return {
    who,
    device: () => device,
    receive(text) {
      if (ended) return;
      const parsed = parseUp(text);
      if (!parsed.ok) {
        deps.log("feed.bad-frame", { user: who.user, reason: parsed.error });
        return bye("bad-message", parsed.error);
      }
      incoming = incoming.then(async () => {
        if (ended) return;
        // Whoever is deactivated is signed out too: his device must hear why, and takes what it holds away.
        if (!(await deps.isLive(who.session))) return (await following.refresh()) ? bye("signed-out", "You have been signed out.") : bye("deactivated", NO_MEMBER);
        for (const message of parsed.value) if (!ended) await handle(message);
      }).catch((error: unknown) => {
        deps.log("feed.handle-failed", { error });
        bye("busy", "The server could not handle this now.");
      });
    },
    committed(committed) {
      if (ended || device === null) return;
      if (committed.membersChanged) refollowDue = true;
      const at = standing(lanes);
      const isNext = !refollowDue && !holding && !reading && at?.seq === committed.after;
      rooms.committed(committed, isNext);
      if (!isNext) return wake();
      lanes = lanes.map((lane) => ({ ...lane, seq: committed.upTo }));
      boot = committed.boot;
      const { rows, gone } = partOf(committed, deps.bugs?.handsToAll ? null : following.set);
      if (rows.length + gone.length === 0) return;
      send(pageText(boot, lanes, rows, gone), checkpointAt());
      if (wire.buffered() > HIGH_WATER) wake();
    },
    wake: lookAgain,
    catchUp({ seq, membersSeq }) {
      const members = membersSeq !== following.membersSeq;
      if (members || place() < seq) lookAgain(members);
    },
    bye,
    closed() {
      ended = true;
      rooms.close();
      onEnd();
    },
  };
}
