import fc from "fast-check";
import { expect, it } from "vitest";
import { movesOf, nextState } from "./campaign-state.ts";
import { MESSAGE_STATUSES, type MessageEvent, type MessageStatus, nextStatus, shownStatus } from "./message-state.ts";

const EVENTS: readonly MessageEvent[] = ["hand", "taken", "again", "failed", "lost", "skip", "retry"];

it("M5 whatever happens in whatever order, what may have gone out is handed over no second time", () => {
  fc.assert(fc.property(fc.array(fc.constantFrom(...EVENTS), { maxLength: 30 }), (events) => {
    let status: MessageStatus = "QUEUED";
    let [mayBeOut, handed] = [false, false];
    for (const event of events) {
      const next = nextStatus(status, event);
      if (next === null) continue;
      if (event === "hand" && status === "QUEUED") {
        expect(mayBeOut).toBe(false);
        handed = true;
      }
      if (next === "SENT" || next === "UNKNOWN") {
        expect(handed).toBe(true);
        mayBeOut = true;
      }
      // The vendor's own word that it did not go.
      if (next === "FAILED") mayBeOut = false;
      status = next;
    }
  }), { numRuns: 2000 });
});

it("M5 other programs are told QUEUED, SENT or FAILED, and what is neither", () => {
  expect(MESSAGE_STATUSES.map(shownStatus)).toEqual(["QUEUED", "QUEUED", "SENT", "FAILED", "UNKNOWN", "SKIPPED"]);
});

it("M5 a campaign begins once, and one that is cancelled stays so", () => {
  expect(movesOf(null)).toEqual(["start", "schedule"]);
  expect(nextState("sending", "start")).toBeNull();
  expect(movesOf("cancelled")).toEqual([]);
  expect(nextState("paused", "resume")).toBe("sending");
});
