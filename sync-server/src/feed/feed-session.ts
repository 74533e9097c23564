// One device's connection: hello, pushes in, verdicts and feed out. Everything it is told is checked; everything it sends
// is committed. It ends itself on any breach, and its end disturbs no other. It knows no database and no HTTP.
import { type ByeCode, type Hello, OLDEST_PROTOCOL, parseUp, PROTOCOL_VERSION, type Push, type Resend, type Up, type Verdict } from "@outrider/shared/protocol";
import { RECEIPTS_KEPT_MS } from "@outrider/shared/records";
import { SCHEMA_VERSION } from "@outrider/shared/schema";
import type { EntryResult, Line } from "./entry.ts";
import { createSessionRooms } from "../rooms/session-rooms.ts";
import { toldText } from "../rooms/told.ts";
import { createAnswering } from "./answering.ts";
import { createJudgedLine } from "./judged-line.ts";
import { createReading, PAGE_ROWS } from "./feed-reading.ts";
import { NO_MEMBER, type FeedSession, type SessionDeps, type Who, type Wire } from "./feed-session-port.ts";
import { greet } from "./greeting.ts";

const MAX_OUTSTANDING = 5000;
const SUMS_AGAIN_MS = 3600_000;

export function createFeedSession(deps: SessionDeps, who: Who, wire: Wire, onEnd: () => void): FeedSession {
  let device: string | null = null;
  let floor = 0;
  /** Notes that the token handed out on this connection is kept by the device: an older one is a copy's from then on. */
  let adopted: (() => Promise<void>) | null = null;
  /** Makes that token worthless: the device goes on as a new one. */
  let disown: () => Promise<void> = () => Promise.resolve();
  /** Takes all that the device has verdicts for as judged, once it has sent again what this server lost. */
  let returned: () => Promise<void> = () => Promise.resolve();
  let holding = true;
  let ended = false;
  let outstanding = 0;
  const line: Line = { broken: false };
  const own = createJudgedLine();
  const reading = createReading({
    deps, who, wire, own, send: (...messages) => send(...messages), isHeld: () => holding || device === null, isOver: () => ended, tooSlow: () => end(1013, "too slow"),
    left: () => bye("deactivated", NO_MEMBER),
    told: (committed, isNext) => rooms.committed(committed, isNext),
    rested() {
      answering.goOn();
      rooms.lookAgain();
    },
    failed(error) {
      deps.log("feed.read-failed", { error });
      bye("busy", "The server cannot read its data now.");
    },
  });
  const { following } = reading;
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
    if (deps.now() - floor >= (deps.sumsAgainMs ?? SUMS_AGAIN_MS)) reading.sumsDue();
    own.begin(greeting.device.applied);
    deps.onGreeted();
    // Also what it had a verdict for and does not send again, a refusal say: it is asked no second time.
    returned = async () => {
      own.judged(hello.acked, 0);
      await deps.store.saveDevice(who.workspace, { ...row, applied: hello.acked });
    };
    if (greeting.rewound) deps.log("feed.rewound", { device, acked: hello.acked, applied: own.applied });
    const total = await reading.begin(greeting.lanes, hello);
    send(JSON.stringify({
      t: "welcome", protocol: PROTOCOL_VERSION, schema: SCHEMA_VERSION, device: { id: device, token: greeting.token }, now: deps.now(), applied: own.applied,
      fresh: greeting.fresh, resendWithin: greeting.rewound ? RECEIPTS_KEPT_MS : null, total,
    }));
    // Not before: what is committed meanwhile must not be said ahead of the welcome, which a device waits for.
    holding = greeting.rewound;
    reading.wake();
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
      own.reached(reading.place());
      const messages = verdicts.length > 0 ? [JSON.stringify({ t: "verdicts", verdicts })] : [];
      if (stop !== null) {
        // What was judged before it is told, or it would come again each time and never be answered.
        if (messages.length > 0) send(...messages);
        if (stop === "wait") return bye("server-too-old", "The server is older than this app. What you wrote is kept until it has been updated.");
        await disown();
        return bye("replaced", "Another copy of this device's data is in use. This one goes on as a new device.");
      }
      // Where the device stands behind its own edits already, they leave its outbox at once; otherwise when it has read on.
      const caughtUp = !holding && own.even && reading.atRest() !== null;
      send(...messages, ...(caughtUp ? [reading.checkpoint()] : []));
      if (!caughtUp) reading.wake();
    }).catch((error: unknown) => {
      deps.log("feed.accept-failed", { error });
      bye("busy", "The server could not store this now. It stays on your device and is sent again.");
    });
  }

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
      return reading.wake();
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
        return reading.startFresh(deps.bugs?.reloadsAny ? message.buckets : message.buckets.filter(following.has));
      case "ping":
        return send('{"t":"pong"}');
    }
  }

  const rooms = createSessionRooms({
    store: deps.store, presence: deps.presence, workspace: who.workspace, user: who.user, now: deps.now,
    device: () => device, buckets: () => following.buckets, follows: following.has, membersSeq: () => following.membersSeq,
    isSure: reading.isSure, lookAtMembers: () => reading.lookAgain(true), ...(deps.bugs && { bugs: deps.bugs }),
    send: (told) => send(toldText(told)),
    failed(error) {
      deps.log("room.look-failed", { error });
      bye("busy", "The server cannot read its data now.");
    },
  });

  const answering = createAnswering({
    store: deps.store, workspace: who.workspace, most: 4 * (deps.pageRows ?? PAGE_ROWS), membersSeq: () => following.membersSeq,
    buckets: () => following.buckets,
    place: () => (ended || holding ? null : reading.atRest()),
    lookAgain: () => reading.lookAgain(true),
    send: (...messages) => send(...messages),
    sent: reading.sentBesides,
    seen: reading.seen,
    failed(error) {
      deps.log("feed.answer-failed", { error });
      bye("busy", "The server cannot read its data now.");
    },
  });

  return {
    who,
    device: () => device,
    isBehind: () => !ended && device !== null && reading.atRest() === null,
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
      if (!ended && device !== null) reading.committed(committed);
    },
    wake: reading.lookAgain,
    catchUp: reading.catchUp,
    bye,
    closed() {
      ended = true;
      rooms.close();
      onEnd();
    },
  };
}
