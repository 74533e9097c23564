// The session machine where time misbehaves; the simulator drives the rest of it.
import { expect, test } from "vitest";
import { initialSession, session, type SessionState } from "./session.ts";

const HOUR = 3600_000;
const start = 1_800_000_000_000;
const live: SessionState = { ...initialSession({ device: null, cursor: null, last: 0, acked: 0 }), phase: "live", lastHeard: start };
const after = (state: SessionState, now: number) => session(state, { type: "tick", now });

test("S11 a clock put back does not keep a device believing in a dead connection", () => {
  const back = after(live, start - 26 * HOUR);
  expect(back.effects).toEqual([]);
  expect(after(back.state, start - 26 * HOUR + 45_000).effects).toEqual([{ do: "disconnect" }]);
});

test("S2 a clock put back does not keep a device waiting to connect", () => {
  const waiting: SessionState = { ...live, phase: "waiting", retryAt: start + 500 };
  expect(after(waiting, start).effects).toEqual([]);
  expect(after(waiting, start - 26 * HOUR).effects).toEqual([{ do: "connect" }]);
});

test("S2 a welcome is confirmed once its token is kept, before anything else is sent", () => {
  const greeting: SessionState = { ...live, phase: "greeting", last: 3, acked: 2 };
  const message = {
    t: "welcome", protocol: 1, schema: 1, device: { id: "d", token: "1.t" }, now: start, applied: 2, fresh: [], resendWithin: null, total: 0,
  } as const;
  expect(session(greeting, { type: "message", message, now: start }).effects).toEqual([
    { do: "adopt", welcome: message }, { do: "send", message: { t: "confirm", counter: 2 } }, { do: "fresh", buckets: [] }, { do: "push", after: 2, upTo: 3 },
  ]);
});
