// Pages on their way to a checkpoint, where who follows what changes meanwhile; the simulator drives the rest of it.
import type { Cursor, Page, Row } from "@outrider/shared/protocol";
import { emptyRecord, pack } from "@outrider/shared/records";
import { expect, test } from "vitest";
import { type ConfirmedRecords, createConfirmedRecords } from "./places.ts";
import { createStaging, type Plan } from "./staging.ts";

const row = (id: string, ...places: Row["places"]): Row => ({ record: pack(emptyRecord(id, "lead")), places });
const cursor = (seq: number, ...buckets: readonly string[]): Cursor => ({ boot: "b", lanes: [{ buckets: [...buckets], seq }] });
const page = (at: Cursor, ...rows: readonly Row[]): Page => ({ t: "page", cursor: at, rows, gone: [] });

function carryOut(plan: Plan | null, held: ConfirmedRecords): void {
  for (const confirmed of plan?.put ?? []) held.put(confirmed);
  for (const id of plan?.drop ?? []) held.drop(id);
}
const placesOf = (held: ConfirmedRecords) => [...held.all()].map(({ id, places }) => [id, places]);

test.each([["waited for the checkpoint", ["own"]], ["were kept as they came", []]] as const)("S6 what lies in a bucket that is followed no more at the checkpoint is not there after it, though its pages %s", (_, fresh) => {
  const held = createConfirmedRecords();
  held.put({ record: pack(emptyRecord("mine", "lead")), places: { own: 1 } });
  const staging = createStaging({ has: () => false });
  staging.fresh(fresh, held);
  carryOut(staging.page(page(cursor(3, "own", "theirs"), row("mine", ["own", 1]), row("theirs", ["theirs", 2]), row("both", ["own", 3], ["theirs", 3])), held), held);
  carryOut(staging.checkpoint({ t: "checkpoint", cursor: cursor(4, "own"), applied: 0 }, held), held);
  expect(placesOf(held)).toEqual([["mine", { own: 1 }], ["both", { own: 3 }]]);
});
