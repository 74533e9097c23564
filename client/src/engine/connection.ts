// Runs the session machine: what its effects are is said here, in which order they come is the queue's. What fails on
// the disk breaks the connection off and starts again from what is durable; nothing is skipped. It owns the socket.
import { type Answer, type Asked, type Awareness, type Down, parseDown, type Typed, type Up } from "@outrider/shared/protocol";
import { initialSession, type RoomMessage, session, type SessionEffect, type SessionEvent, type SessionState } from "@outrider/shared/sync";
import { exhaustive } from "@outrider/shared/kernel";
import type { Device } from "./device.ts";
import { createEditsOut } from "./edits-out.ts";
import { createEffectQueue } from "./effect-queue.ts";
import { frameOf } from "./frames.ts";
import type { Exclusive } from "./mutex.ts";
import type { Socket, World } from "./ports.ts";
import type { RefusedRow } from "./store.ts";
import { StorageFull } from "./storage-full.ts";
import { createTries } from "./tries.ts";

export interface Connection {
  start(): void;
  /** Ends for good; resolves when nothing is being written any more. */
  stop(): Promise<void>;
  /** The network may be back: try now. */
  nudge(): void;
  /** What is being received is not wanted now: ends until something nudges. What has come is kept, and it goes on from there. */
  putOff(): void;
  readonly isPutOff: boolean;
  /** Edits up to this counter are durable. */
  made(last: number): void;
  /** Asks the server for what is not held; resolves once the answer is kept, with null where there is none to be had now. */
  ask(what: Asked): Promise<Answer | null>;
  /** Says something of a room, while there is a connection. */
  room(message: RoomMessage): void;
  readonly state: SessionState;
  readonly signedOut: boolean;
  /** Why the last attempt to keep something failed, or null. */
  readonly trouble: "full" | "broken" | null;
  /** Resolves when every effect so far has been carried out. */
  settled(): Promise<void>;
}

export interface ConnectionOptions {
  readonly device: Device;
  readonly world: World;
  readonly exclusive: Exclusive;
  readonly changed: () => void;
  /** Some of what is held comes anew. */
  readonly anew: () => void;
  /** This device was revoked and is about to be wiped. */
  readonly revoked: () => Promise<void>;
  readonly heard: Heard;
}

/** What the connection hears and does not keep itself. */
export interface Heard { typed(typed: Typed): void; aware(awareness: Awareness): void; refused(rows: readonly RefusedRow[]): void; /** The server had been put back to an older state, and what it has now is held. */ rewound(): void }

const TICK = 5000;

export function createConnection({ device, world, exclusive, changed, anew, revoked, heard }: ConnectionOptions): Connection {
  const { timers, log } = world;
  const durable = () => initialSession({ device: device.meta.device, cursor: device.meta.cursor, last: device.meta.last, acked: device.meta.acked });
  let state = durable();
  let socket: Socket | null = null;
  /** The connection that events and messages belong to; those of an earlier one are passed over. */
  let line = 0;
  const tries = createTries(timers.now);
  let signedOut = false;
  let trouble: Connection["trouble"] = null;
  let ended = false;
  let callOff: () => void = () => undefined;
  const reloaded = new Set<string>();
  const questions = new Map<number, (answer: Answer | null) => void>();
  let asked = 0;
  let rewound = false;
  let isPutOff = false;
  function dispatch(event: SessionEvent): void {
    if (ended) return;
    const before = state.phase;
    const step = session(state, event);
    state = step.state;
    for (const effect of step.effects) effects.add(effect, line);
    effects.run();
    if (state.phase !== before) schedule();
    changed();
  }

  function schedule(): void {
    callOff();
    if (state.phase === "stopped" || ended) return;
    const wait = state.phase === "waiting" ? Math.min(TICK, Math.max(10, state.retryAt - timers.now())) : TICK;
    callOff = timers.after(wait, () => {
      dispatch({ type: "tick", now: timers.now() });
      schedule();
    });
  }

  /** The disk would not take it: start again from what is on it. */
  function failed(error: unknown): void {
    trouble = error instanceof StorageFull ? "full" : "broken";
    log("could not keep what the server sent", { trouble, error: error instanceof Error ? error.name : "unknown" });
    effects.empty();
    hangUp();
    const attempt = tries.over(state);
    state = { ...durable(), phase: "connecting", attempt };
    dispatch({ type: "closed", now: timers.now(), jitter: world.random() });
  }

  function hangUp(): void {
    line += 1;
    socket?.close();
    socket = null;
    const unanswered = [...questions.values()];
    questions.clear();
    for (const answer of unanswered) answer(null);
  }

  function lost(): void {
    state = { ...state, attempt: tries.over(state) };
    dispatch({ type: "closed", now: timers.now(), jitter: world.random() });
  }

  function connect(): void {
    hangUp();
    reloaded.clear();
    const mine = line;
    const current = (): boolean => mine === line && !ended;
    socket = world.connect({
      opened: () => {
        if (!current()) return;
        signedOut = false;
        dispatch({ type: "opened", now: timers.now() });
      },
      message: (text) => {
        if (current()) hear(text);
      },
      closed: (reason) => {
        if (!current()) return;
        signedOut = reason === "signed-out";
        hangUp();
        if (reason === "revoked") {
          // As if it had been said on the socket, which a device without a session does not get.
          state = { ...state, bye: { t: "bye", code: "revoked", message: "This device was revoked." } };
          effects.add({ do: "wipe" }, line);
        }
        if (reason === "left") {
          state = { ...state, bye: { t: "bye", code: "deactivated", message: "You are no longer an active member of this workspace." } };
          effects.add({ do: "clear" }, line);
        }
        lost();
      },
    }, device.meta.device);
  }

  function hear(text: string): void {
    const messages = parseDown(text);
    if (!messages) {
      log("a frame that is none of the protocol", { length: text.length });
      hangUp();
      lost();
      return;
    }
    for (const message of messages as readonly Down[]) dispatch({ type: "message", message, now: timers.now() });
  }

  /** Nothing that came before is on its way to the disk any more: what is held now is what the server may rest on. */
  function withHeld(hello: Extract<Up, { t: "hello" }>): Up {
    const holds = device.replica.holds(hello.cursor);
    return holds === undefined ? hello : { ...hello, holds };
  }

  const send = (message: Up): void => socket?.send(frameOf(message));
  const edits = createEditsOut({ device, now: timers.now, send });
  const effects = createEffectQueue({ carryOut, failed, over: () => ended });

  async function carryOut(effect: SessionEffect, of: number): Promise<void> {
    switch (effect.do) {
      case "connect":
        return connect();
      case "disconnect": {
        const was = socket;
        hangUp();
        // A dead network may take minutes to say so: the machine is told at once.
        if (was) lost();
        return;
      }
      case "send":
        if (of === line) send(effect.message.t === "hello" ? withHeld(effect.message) : effect.message);
        return;
      case "push":
        if (of === line) edits.push(effect.after, effect.upTo);
        return;
      case "adopt":
        rewound ||= effect.welcome.resendWithin !== null;
        return exclusive(() => device.adopt(effect.welcome));
      case "resend":
        return edits.resend(effect.within, () => of === line);
      case "fresh":
        if (effect.buckets.length > 0) anew();
        return device.replica.fresh(effect.buckets);
      case "answer": {
        await device.answer(effect.answer.rows);
        const answered = questions.get(effect.answer.id);
        questions.delete(effect.answer.id);
        answered?.(effect.answer);
        return;
      }
      case "typed":
        return heard.typed(effect.typed);
      case "aware":
        return heard.aware(effect.awareness);
      case "verdicts":
        heard.refused(await device.verdicts(effect.verdicts));
        if (of === line) tries.kept("verdict");
        return;
      case "page":
        if (await device.page(effect.page)) kept();
        return;
      case "checkpoint": {
        const buckets = await device.checkpoint(effect.checkpoint);
        kept();
        if (of === line) tries.kept("checkpoint");
        if (rewound) heard.rewound();
        rewound = false;
        if (buckets.length === 0) return;
        // Once a connection: a bucket that comes again and differs again would come for ever.
        const anew = buckets.filter((bucket) => !reloaded.has(bucket));
        for (const bucket of anew) reloaded.add(bucket);
        log("checksums differ", { buckets: buckets.length, asked: anew.length });
        if (anew.length > 0) dispatch({ type: "mismatch", buckets: anew });
        return;
      }
      case "wipe":
        await revoked();
        await exclusive(() => device.wipe());
        return forget();
      case "clear":
        await exclusive(() => device.clear());
        anew();
        return forget();
      default:
        return exhaustive(effect);
    }
  }

  /** What the machine remembers of the device went with it. */
  function forget(): void {
    state = { ...durable(), phase: state.phase, bye: state.bye };
  }

  function kept(): void {
    trouble = null;
    if (device.meta.cursor) dispatch({ type: "kept", cursor: device.meta.cursor });
  }

  return {
    start: () => dispatch({ type: "start", now: timers.now() }),
    async stop() {
      ended = true;
      callOff();
      hangUp();
      state = { ...state, phase: "stopped" };
      await effects.settled();
    },
    nudge() {
      // A device that was revoked does not fill itself again.
      if (state.bye?.code === "revoked") return;
      isPutOff = false;
      dispatch({ type: state.phase === "stopped" ? "start" : "nudge", now: timers.now() });
    },
    putOff() {
      if (state.phase !== "catching-up") return;
      isPutOff = true;
      dispatch({ type: "stop" });
    },
    get isPutOff() { return isPutOff; },
    made: (last) => dispatch({ type: "made", last }),
    room: (message) => dispatch({ type: "room", message }),
    ask: (what) =>
      new Promise((resolve) => {
        if (ended || state.phase !== "live") return resolve(null);
        const id = ++asked;
        questions.set(id, resolve);
        dispatch({ type: "ask", ask: { t: "ask", id, what } });
      }),
    get state() { return state; },
    get signedOut() { return signedOut; },
    get trouble() { return trouble; },
    settled: effects.settled,
  };
}
