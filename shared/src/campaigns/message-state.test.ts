import fc from "fast-check";
import { expect, it } from "vitest";
import { movesOf, nextState } from "./campaign-state.ts";
import { becomes, MESSAGE_STATUSES, type MessageStatus, shownStatus } from "./message-state.ts";

it("M5 whatever happens in whatever order, what may have gone out is handed over no second time", () => {
  fc.assert(fc.property(fc.array(fc.nat(), { maxLength: 30 }), (choices) => {
    let status: MessageStatus = "QUEUED";
    let [mayBeOut, handed] = [false, false];
    for (const choice of choices) {
      const nexts = becomes(status);
      const next = nexts[choice % nexts.length];
      if (next === undefined) return;
      if (next === "HANDING" && status === "QUEUED") {
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
