// The device's side of a connection as a pure machine: (state, event) -> {state, effects}. Whoever runs it carries the
// effects out strictly in their order, waiting for each, so that a crash between any two loses nothing: verdicts are kept
// before they are confirmed, pages before the cursor moves. It knows no socket, no disk and no clock.
import { exhaustive } from "@outrider/shared/kernel";
import { type Answer, type Ask, type Awareness, type Bye, type ByeCode, type Checkpoint, type Cursor, type Down, type Page, PROTOCOL_VERSION, type Typed, type Up, type Verdict, type Welcome } from "@outrider/shared/protocol";
import { SCHEMA_VERSION } from "@outrider/shared/schema";

export type Phase = "stopped" | "waiting" | "connecting" | "greeting" | "catching-up" | "live";

export interface SessionState {
  readonly phase: Phase;
  /** Why the server said good-bye, while that stands. */
  readonly bye: Bye | null;
  readonly device: { readonly id: string; readonly token: string } | null;
  readonly cursor: Cursor | null;
  /** Counter of the last edit made, of the last with a verdict kept, of the last sent on this connection. */
  readonly last: number;
  readonly acked: number;
  readonly sent: number;
  readonly attempt: number;
  /** When to try again (ms), while waiting. */
  readonly retryAt: number;
  readonly lastHeard: number;
  readonly lastPing: number;
  /** Rows of this catch-up: come, expected. */
  readonly have: number;
  readonly total: number;
}

export type SessionEvent =
  | { readonly type: "start" | "nudge" | "tick" | "opened"; readonly now: number }
  | { readonly type: "stop" }
  /** `jitter` in [0, 1) spreads the tries of many devices. */
  | { readonly type: "closed"; readonly now: number; readonly jitter: number }
  | { readonly type: "message"; readonly message: Down; readonly now: number }
  /** Edits up to this counter are durable on this device. */
  | { readonly type: "made"; readonly last: number }
  | { readonly type: "mismatch"; readonly buckets: readonly string[] }
  /** Something is asked for beyond what the device holds: answered only while there is a connection. */
  | { readonly type: "ask"; readonly ask: Ask }
  /** Looking into a room or out of it, or where in it: said only while there is a connection. */
  | { readonly type: "room"; readonly message: RoomMessage }
  /** A page or checkpoint has been made durable: only now does the cursor move. */
  | { readonly type: "kept"; readonly cursor: Cursor };

export type SessionEffect =
  | { readonly do: "connect" | "disconnect" }
  | { readonly do: "send"; readonly message: Up }
  /** Send the edits with `after` < counter <= `upTo`. */
  | { readonly do: "push"; readonly after: number; readonly upTo: number }
  /** Keep the device's token and forget pages not yet kept (`replica.restart`); where its id is new, the edits without a verdict go on under the new id. */
  | { readonly do: "adopt"; readonly welcome: Welcome }
  /** Send again what was acknowledged within so many ms, then an empty resend. */
  | { readonly do: "resend"; readonly within: number }
  | { readonly do: "fresh"; readonly buckets: readonly string[] }
  | { readonly do: "verdicts"; readonly verdicts: readonly Verdict[] }
  | { readonly do: "page"; readonly page: Page }
  | { readonly do: "checkpoint"; readonly checkpoint: Checkpoint }
  | { readonly do: "answer"; readonly answer: Answer }
  | { readonly do: "typed"; readonly typed: Typed }
  | { readonly do: "aware"; readonly awareness: Awareness }
  /** The device was revoked: all local data goes. */
  | { readonly do: "wipe" }
  /** The person is of the workspace no more and may see nothing of it: all records go, and what they typed stays. */
  | { readonly do: "clear" };

export type RoomMessage = Extract<Up, { t: "enter" | "leave" | "aware" }>;

export interface Step { readonly state: SessionState; readonly effects: readonly SessionEffect[] }

const WINDOW = 1000;
const PING_AFTER = 20_000;
const DEAD_AFTER = 45_000;
const GREETING_LIMIT = 20_000;
const BACKOFF = [500, 1000, 2000, 4000, 8000, 16_000, 30_000] as const;

const LONGEST_WAIT = 45_000;

/** Codes after which trying again by itself is of no use. */
const FINAL = {
  "update-needed": true, "server-too-old": false, revoked: true, replaced: false, "signed-out": true, deactivated: true, "bad-message": false, busy: false,
} satisfies Record<ByeCode, boolean>;

/** What a good-bye takes off the device before the connection ends. */
const LEAVES: Partial<Record<ByeCode, readonly SessionEffect[]>> = { revoked: [{ do: "wipe" }], deactivated: [{ do: "clear" }] };

/** A connection that was never begun. kept: what the device has on disk. */
export const initialSession = (kept: Pick<SessionState, "device" | "cursor" | "last" | "acked">): SessionState => ({
  phase: "stopped", bye: null, sent: 0, attempt: 0, retryAt: 0, lastHeard: 0, lastPing: 0, have: 0, total: 0, ...kept,
});

const stay = (state: SessionState): Step => ({ state, effects: [] });

/** The next state, and what is to be done, strictly in this order. */
export function session(state: SessionState, event: SessionEvent): Step {
  switch (event.type) {
    case "start":
      return state.phase === "stopped" ? connect({ ...state, bye: null, attempt: 0 }, event.now) : stay(state);
    case "nudge":
      return state.phase === "waiting" ? connect(state, event.now) : stay(state);
    case "stop":
      return { state: { ...state, phase: "stopped" }, effects: [{ do: "disconnect" }] };
    case "opened":
      return state.phase === "connecting" ? greet({ ...state, lastHeard: event.now }) : stay(state);
    case "closed":
      return stay(closed(state, event.now, event.jitter));
    case "made":
      return pushMore({ ...state, last: Math.max(state.last, event.last) });
    case "kept":
      return stay({ ...state, cursor: event.cursor });
    case "mismatch":
      return { state, effects: isUp(state) ? [{ do: "send", message: { t: "reload", buckets: [...event.buckets] } }] : [] };
    case "ask":
      return { state, effects: isUp(state) ? [{ do: "send", message: event.ask }] : [] };
    case "room":
      return { state, effects: isUp(state) ? [{ do: "send", message: event.message }] : [] };
    case "tick":
      return tick(state, event.now);
    case "message":
      return state.phase === "greeting" || isUp(state) ? hear({ ...state, lastHeard: event.now }, event.message) : stay(state);
    default:
      return exhaustive(event);
  }
}

const isUp = (state: SessionState): boolean => state.phase === "catching-up" || state.phase === "live";

const connect = (state: SessionState, now: number): Step => ({ state: { ...state, phase: "connecting", lastHeard: now }, effects: [{ do: "connect" }] });

function greet(state: SessionState): Step {
  const { device, cursor, last, acked } = state;
  const message: Up = { t: "hello", protocol: PROTOCOL_VERSION, schema: SCHEMA_VERSION, device, cursor, last, acked };
  return { state: { ...state, phase: "greeting" }, effects: [{ do: "send", message }] };
}

function closed(state: SessionState, now: number, jitter: number): SessionState {
  if (state.phase === "stopped") return state;
  if (state.bye && FINAL[state.bye.code]) return { ...state, phase: "stopped" };
  const wait = BACKOFF[Math.min(state.attempt, BACKOFF.length - 1)] as number;
  return { ...state, phase: "waiting", attempt: state.attempt + 1, retryAt: now + wait * (0.5 + jitter) };
}

function tick(before: SessionState, now: number): Step {
  // A clock that was put back must not keep a device waiting, or believing in a dead connection, until it has caught up.
  const state = now < before.lastHeard ? { ...before, lastHeard: now, lastPing: 0 } : before;
  if (state.phase === "waiting" && (now >= state.retryAt || state.retryAt - now > LONGEST_WAIT)) return connect(state, now);
  const silent = now - state.lastHeard;
  if ((state.phase === "connecting" || state.phase === "greeting") && silent >= GREETING_LIMIT) return { state, effects: [{ do: "disconnect" }] };
  if (!isUp(state)) return stay(state);
  if (silent >= DEAD_AFTER) return { state, effects: [{ do: "disconnect" }] };
  if (silent >= PING_AFTER && now - state.lastPing >= PING_AFTER) return { state: { ...state, lastPing: now }, effects: [{ do: "send", message: { t: "ping" } }] };
  return stay(state);
}

function pushMore(state: SessionState): Step {
  const upTo = Math.min(state.last, state.acked + WINDOW);
  if (!isUp(state) || upTo <= state.sent) return stay(state);
  return { state: { ...state, sent: upTo }, effects: [{ do: "push", after: state.sent, upTo }] };
}

function hear(state: SessionState, message: Down): Step {
  switch (message.t) {
    case "welcome":
      return state.phase === "greeting" ? welcomed(state, message) : stay(state);
    case "verdicts": {
      const acked = message.verdicts.reduce((most, { counter }) => Math.max(most, counter), state.acked);
      const more = pushMore({ ...state, acked });
      const kept: SessionEffect[] = [{ do: "verdicts", verdicts: message.verdicts }, { do: "send", message: { t: "confirm", counter: acked } }];
      return { state: more.state, effects: [...kept, ...more.effects] };
    }
    case "fresh":
      return { state: { ...state, phase: "catching-up" }, effects: [{ do: "fresh", buckets: message.buckets }] };
    case "page":
      return { state: { ...state, have: state.have + message.rows.length + message.gone.length }, effects: [{ do: "page", page: message }] };
    case "checkpoint":
      return { state: { ...state, phase: "live", attempt: 0, have: 0, total: 0 }, effects: [{ do: "checkpoint", checkpoint: message }] };
    case "answer":
      return { state, effects: [{ do: "answer", answer: message }] };
    case "typed":
      return { state, effects: [{ do: "typed", typed: message }] };
    case "aware":
      return { state, effects: [{ do: "aware", awareness: message }] };
    case "bye": {
      const next = { ...state, bye: message };
      return { state: next, effects: [...(LEAVES[message.code] ?? []), { do: "disconnect" }] };
    }
    case "pong":
      return stay(state);
    default:
      // A message of a newer server: a reader passes over what it does not know.
      return stay(state);
  }
}

function welcomed(state: SessionState, welcome: Welcome): Step {
  const next: SessionState = { ...state, phase: "catching-up", bye: null, device: welcome.device, sent: state.acked, have: 0, total: welcome.total };
  // The confirmation tells the server that the new token is kept: whoever comes with the old one is a copy.
  const kept: SessionEffect = { do: "send", message: { t: "confirm", counter: state.acked } };
  const before: SessionEffect[] = [{ do: "adopt", welcome }, kept, { do: "fresh", buckets: welcome.fresh }];
  if (welcome.resendWithin !== null) before.push({ do: "resend", within: welcome.resendWithin });
  const { state: pushed, effects } = pushMore(next);
  return { state: pushed, effects: [...before, ...effects] };
}
