import { initialSession, type SessionState } from "@outrider/shared/sync";
import type { ByeCode } from "@outrider/shared/protocol";
import { expect, it } from "vitest";
import { type StatusParts, statusOf } from "./status.ts";

const session = (change: Partial<SessionState>): SessionState => ({ ...initialSession({ device: null, cursor: null, last: 0, acked: 0 }), ...change });
const parts = (change: Partial<StatusParts>): StatusParts => ({
  session: session({ phase: "live" }), signedOut: false, trouble: null, pending: 0, refused: 0, proposals: 0, lastSynced: 5, complete: true, part: null, lostLocalData: false, putOff: false, ...change,
});
const bye = (code: ByeCode) => session({ phase: "stopped", bye: { t: "bye", code, message: "Because." } });

const cases: readonly (readonly [string, Partial<StatusParts>, string])[] = [
  ["all is well", {}, "synced"],
  ["an edit is on its way", { pending: 3 }, "synced"],
  ["something was refused", { refused: 1 }, "needs-attention"],
  ["the disk is full", { trouble: "full" }, "needs-attention"],
  ["the first try", { session: session({ phase: "connecting" }) }, "connecting"],
  ["a later try", { session: session({ phase: "connecting", attempt: 2 }) }, "offline"],
  ["between tries", { session: session({ phase: "waiting" }) }, "offline"],
  ["records are coming", { session: session({ phase: "catching-up" }) }, "catching-up"],
  ["the session has ended", { signedOut: true, session: session({ phase: "waiting" }) }, "signed-out"],
  ["the app is too old", { session: bye("update-needed") }, "update-needed"],
  ["the server is too old", { session: bye("server-too-old") }, "offline"],
  ["the device was revoked", { session: bye("revoked") }, "signed-out"],
  ["the person was deactivated", { session: bye("deactivated") }, "signed-out"],
];
it.each(cases)("S11 %s", (_, change, phase) => {
  expect(statusOf(parts(change)).phase).toBe(phase);
});

it("S4 progress is shown for a catch-up that lasts, and never runs past its end", () => {
  const at = (have: number, total: number) => statusOf(parts({ session: session({ phase: "catching-up", have, total }) })).progress;
  expect([at(3, 10), at(100, 8800), at(9000, 8800)]).toEqual([null, { have: 100, total: 8800 }, { have: 8800, total: 8800 }]);
  expect(statusOf(parts({})).progress).toBeNull();
});

it("S11 says in words what the server said and what this device needs", () => {
  expect(statusOf(parts({ session: bye("update-needed") })).message).toBe("Because.");
  expect(statusOf(parts({ trouble: "broken" })).trouble).toContain("could not write");
});
