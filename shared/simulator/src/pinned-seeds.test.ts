// Seeds that once found something, each with what it was. What a seed does moves with the code: where the cause can be
// told apart by itself, a test beside the code that was mended says so too.
import { expect, test } from "vitest";
import { AS_PINNED } from "./plant.ts";
import { simulate } from "./simulate.ts";

const FOUND: Readonly<Record<number, string>> = {
  57: "a rich text left a device and came back, and a page there went on under a client id whose earlier words it did not know",
  90: "what was typed was committed though the database did not say so, and nobody wrote it down",
  247: "a page that was open when an older state was put back went on showing words that came back by nobody",
  322: "words that leaned on an edit that was refused after a rewind stayed on a page that was open, and nowhere else",
  159: "a device that was rolled back got a verdict without a receipt, and after a rewind its edit, long out of the outbox, never came back",
  801: "a device that was rolled back got a verdict without a receipt, crashed, and after a rewind its edit was neither sent again nor left the outbox",
  1793: "after a rewind a device was sent a bucket whole that its person stopped following before the checkpoint, and kept what lay in it",
  2508: "a device that was rolled back used counters anew, and its later words were refused for want of those that had not been judged",
  2885: "after a rewind an edit was judged anew at another time, and the latest value that had given way to it was not shown beside it",
  5620: "a copy of a profile had an edit refused after a rewind, for lack of what was still to come back, before the receipt for it came",
  5682: "after a rewind a manager became a rep before anything had come to their device, and the server went on down for ever, without a step",
  6533: "something was written just as a damaged device's checksums were read, and it was never told them, so that it did not find what it had lost",
  8489: "a device was cut off while it was catching up, and history was put back to after where it stood and before what it had been read by: what had moved on meanwhile it never got",
  9320: "a device that was rolled back renamed edits that the server had already, and after a rewind their receipts did not fit what it sent",
};

test.each(Object.entries(FOUND))("S2 seed %s passes: %s", async (seed) => {
  expect((await simulate(Number(seed), AS_PINNED)).findings).toEqual([]);
});
