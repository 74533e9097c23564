// Two people change one segment while neither has a network: nothing of either is lost, and all devices show the same.
import { randomUUID } from "node:crypto";
import type { Applied, Verdict, Welcome } from "@outrider/shared/protocol";
import { isDeleted, loserOf, type RecordState, textOf, unpack, valueOf } from "@outrider/shared/records";
import { describe, expect, it } from "vitest";
import { createMemoryFeedStore } from "./memory-feed-store.ts";
import { creation, groupOf, type RawDevice, setting, testFeed } from "./testing/test-feed.ts";

const OFTEN = { field: "visits", op: ">=", value: 10 } as never;
const MINE = { field: "visits", op: ">=", value: 20 } as never;
const THEIRS = { or: [{ field: "visits", op: ">=", value: 5 }, { field: "tags", op: "contains", value: "vip" }] } as never;

async function scene() {
  const test = await testFeed(createMemoryFeedStore());
  const connected = async (user: string, before: Welcome["device"] | null = null, counter = 0) => {
    const device = test.connect(user);
    const { device: named } = await device.hello(before, { last: counter, acked: counter });
    await device.next("checkpoint");
    return { device, named, name: named.id };
  };
  const [annFirst, maxFirst] = [await connected(test.people.admin), await connected(test.people.manager)];
  const segment = randomUUID();
  await annFirst.device.push(groupOf(1, [creation("segment", { name: "Often here", rule: OFTEN }, segment)], { at: test.clock - 60_000 }));
  // What they do from now on they do without a network: each edit is as old as it says when they are back.
  for (const { device } of [annFirst, maxFirst]) device.hangUp();
  test.clock += 3_600_000;
  const [ann, max] = [await connected(test.people.admin, annFirst.named, 1), await connected(test.people.manager, maxFirst.named)];
  const base = `${ann.name}.1`;
  const shown = async (device: RawDevice): Promise<RecordState> => {
    await new Promise((resolve) => setTimeout(resolve, 30));
    const row = device.heard.flatMap((message) => (message.t === "page" ? message.rows : [])).findLast(({ record }) => record.id === segment);
    if (!row) throw new Error("the segment did not come");
    return unpack(row.record);
  };
  return { test, ann, max, segment, base, shown };
}
const applied = (verdicts: readonly Verdict[]): Applied => {
  expect(verdicts).toMatchObject([{ result: "applied" }]);
  return verdicts[0] as Applied;
};

describe("one segment, two people, no network", () => {
  it.each([["mine comes first", false], ["theirs comes first", true]])("M3 S3 of two rules the later edit stands and the other is a tap away, whoever's device comes back first; a new name stays beside them: %s", async (_, turned) => {
    const { test, ann, max, segment, base, shown } = await scene();
    const pushes = [
      () => ann.device.push(groupOf(2, [setting(segment, "segment", { rule: { value: MINE, base } })], { at: test.clock - 30_000 })),
      () => max.device.push(groupOf(1, [setting(segment, "segment", { rule: { value: THEIRS, base }, name: { value: "Regulars", base } })], { at: test.clock - 10_000 })),
    ];
    for (const push of turned ? pushes.toReversed() : pushes) applied(await push());
    const [here, there] = [await shown(ann.device), await shown(max.device)];
    for (const state of [here, there]) {
      expect(valueOf(state, "rule")).toEqual(THEIRS);
      expect(loserOf(state, "rule")).toMatchObject({ value: MINE, by: test.people.admin });
      expect(textOf(state, "name")).toBe("Regulars");
    }
    expect(here).toEqual(there);
  });

  it("M3 S3 a segment that somebody put into the bin takes the other's rule and stays there; taken out again it has it", async () => {
    const { test, ann, max, segment, base, shown } = await scene();
    applied(await ann.device.push(groupOf(2, [setting(segment, "segment", { deletedAt: { value: test.clock - 5_000, base: null } })], { at: test.clock - 5_000 })));
    applied(await max.device.push(groupOf(1, [setting(segment, "segment", { rule: { value: THEIRS, base } })], { at: test.clock - 30_000 })));
    expect(isDeleted(await shown(max.device))).toBe(true);
    applied(await ann.device.push(groupOf(3, [setting(segment, "segment", { deletedAt: { value: null, base: `${ann.name}.2` } })], { at: test.clock - 1_000 })));
    const back = await shown(ann.device);
    expect([isDeleted(back), valueOf(back, "rule")]).toEqual([false, THEIRS]);
  });

  it("M3 S5 a rule that is none is refused by its place, with what else was in the edit, and the edit after it goes on", async () => {
    const { ann, segment, base, shown } = await scene();
    const verdicts = await ann.device.push(
      groupOf(2, [setting(segment, "segment", { name: { value: "Broken", base }, rule: { value: { and: [{ field: "visits", op: "near", value: 3 }] } as never, base } })]),
      groupOf(3, [setting(segment, "segment", { notes: { value: "For spring", base: null } })]),
    );
    expect(verdicts).toMatchObject([{ result: "refused", refusal: { code: "bad-value", field: "rule", message: expect.stringMatching(/and\.0\.op/) as string } }, { result: "applied" }]);
    const state = await shown(ann.device);
    expect([textOf(state, "name"), valueOf(state, "rule"), textOf(state, "notes")]).toEqual(["Often here", OFTEN, "For spring"]);
  });
});
