import { creationOf } from "@outrider/shared/commands";
import { derivedId } from "@outrider/shared/kernel";
import { type RecordState, trailOf, valueOf } from "@outrider/shared/records";
import { describe, expect, it } from "vitest";
import { stageId } from "./default-definitions.ts";
import { type PastEdit, writeHistory } from "./history.ts";
import { createMemoryFeedStore } from "./memory-feed-store.ts";
import { groupOf, setting, testFeed } from "./testing/test-feed.ts";

const DAY = 86_400_000;

async function withHistory() {
  const store = createMemoryFeedStore();
  const test = await testFeed(store);
  const { feed, workspace, people } = test;
  const deal = derivedId("deal", workspace);
  const stage = (key: Parameters<typeof stageId>[1]) => stageId(workspace, key);
  const move = (key: Parameters<typeof stageId>[1]) => setting(deal, "deal", { stage: { value: stage(key), base: null } });
  const edits: readonly PastEdit[] = [
    { at: test.clock - 30 * DAY, by: people.exec, command: "create", changes: [creationOf(deal, { kind: "deal", values: { title: "Old", stage: stage("prospecting"), owner: people.exec } })] },
    { at: test.clock - 20 * DAY, by: people.manager, command: "moveStage", changes: [move("proposal")] },
    { at: test.clock - 4 * DAY, by: people.exec, command: "close", changes: [move("closed_won")] },
  ];
  const read = async (id: string): Promise<RecordState | undefined> => (await store.transact(workspace, (tx) => tx.records([id])))[0];
  const seq = async (): Promise<number> => (await store.transact(workspace, (tx) => tx.head())).seq;
  const write = (some = edits) => writeHistory(feed.pipeline, { workspace, source: "test", edits: some });
  return { test, deal, stage, edits, read, seq, write };
}

describe("a history", () => {
  it("R3 the stages of a deal keep who and when, also of times before the workspace was", async () => {
    const { test, deal, stage, read, write } = await withHistory();
    expect(await write()).toEqual({ ok: true, value: 3 });
    const state = (await read(deal)) as RecordState;
    expect(trailOf(state, "stage").map(({ value, at, by }) => [value, (test.clock - at) / DAY, by])).toEqual([
      [stage("prospecting"), 30, test.people.exec], [stage("proposal"), 20, test.people.manager], [stage("closed_won"), 4, test.people.exec],
    ]);
    expect(valueOf(state, "stage")).toBe(stage("closed_won"));
  });

  it("S2 broken off and written again from its beginning it is applied once, and asks nothing of anybody", async () => {
    const { test, deal, edits, read, seq, write } = await withHistory();
    await write(edits.slice(0, 2));
    await write();
    const [after, state] = [await seq(), await read(deal)];
    await write();
    expect(await seq()).toBe(after);
    expect(await read(deal)).toEqual(state);
    expect(Object.keys(state?.trail ?? {})).toHaveLength(3);
    const admin = test.connect(test.people.admin);
    await admin.hello();
    await admin.next("checkpoint");
    const kinds = admin.heard.flatMap((message) => (message.t === "page" ? message.rows.map(({ record }) => record.kind) : []));
    expect(kinds).toContain("deal");
    expect(kinds).not.toContain("proposal");
  });

  it("S2 nothing of it comes to lie after now, so that an edit of today wins over it", async () => {
    const { test, deal, read, write, edits, stage } = await withHistory();
    await write([edits[0] as PastEdit, { ...(edits[1] as PastEdit), at: test.clock + 90 * DAY }]);
    expect((await read(deal))?.fields["stage"]?.at).toBe(test.clock);
    test.clock += 1000;
    const device = test.connect(test.people.exec);
    await device.hello();
    const base = (await read(deal))?.fields["stage"]?.origin ?? null;
    const [verdict] = await device.push(groupOf(1, [setting(deal, "deal", { stage: { value: stage("negotiation"), base } })]));
    expect(verdict).toMatchObject({ result: "applied" });
    expect(valueOf((await read(deal)) as RecordState, "stage")).toBe(stage("negotiation"));
  });

  it("S5 an edit that does not fit ends it with the reason; what came before stays", async () => {
    const { deal, edits, read, write } = await withHistory();
    const broken = { ...(edits[1] as PastEdit), changes: [setting(deal, "deal", { stage: { value: "no id", base: null } })] };
    expect(await write([edits[0] as PastEdit, broken])).toMatchObject({ ok: false, error: { code: "bad-value", field: "stage" } });
    expect(await read(deal)).toBeDefined();
  });
});
