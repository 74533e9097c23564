// The queue before the door when the database fails: no edit of a device is ever skipped.
import { derivedId } from "@outrider/shared/kernel";
import { SCHEMA_VERSION } from "@outrider/shared/schema";
import { expect, test } from "vitest";
import type { Pushed } from "./entry.ts";
import { createMemoryFeedStore } from "./memory-feed-store.ts";
import { createPipeline } from "./pipeline.ts";
import { createSigning } from "./signing.ts";

const workspace = "w";
const edit = (counter: number, line: { broken: boolean }): Pushed => ({
  from: "device", device: "d", user: "u", age: 0, floor: 0, line,
  group: { id: derivedId("edit", String(counter)), counter, at: 1, schema: SCHEMA_VERSION, command: "edit", changes: [] },
});

test("S2 once an edit could not be judged, none after it on its connection is; a new connection goes on where it was", async () => {
  let failures = 0;
  const store = createMemoryFeedStore({
    onCommit: (moment) => {
      if (moment === "before" && failures-- > 0) throw new Error("no database");
    },
  });
  await store.saveDevice(workspace, { id: "d", user: "u", rotation: 0, applied: 0, lastContact: 0, lastEdit: 0, revoked: false });
  const unsure: string[] = [];
  const pipeline = createPipeline({
    store, signing: createSigning(Buffer.from("key")), now: () => 1, committed: () => undefined, failed: () => undefined, unsure: (where) => unsure.push(where),
  });
  // The batch fails, then its first edit by itself; the second one would find the database well again.
  failures = 2;
  const line = { broken: false };
  const answers = await Promise.allSettled([1, 2, 3].map((counter) => pipeline.submit(workspace, edit(counter, line))));
  expect(answers.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
  expect((await store.device(workspace, "d"))?.applied).toBe(0);
  expect(unsure.length).toBeGreaterThan(0);
  const again = { broken: false };
  const verdicts = await Promise.all([1, 2, 3].map((counter) => pipeline.submit(workspace, edit(counter, again))));
  expect(verdicts.map(({ kind }) => kind)).toEqual(["verdict", "verdict", "verdict"]);
  expect((await store.device(workspace, "d"))?.applied).toBe(3);
});
