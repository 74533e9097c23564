// The rooms of one device while it is not known what its person may see: nothing is told by an older view of it.
import type { Down } from "@outrider/shared/protocol";
import { expect, test } from "vitest";
import type { Committed } from "../feed/committed.ts";
import type { FeedStore, TypedRow } from "../feed/feed-store.ts";
import { createPresence, type Guest } from "./presence.ts";
import { createSessionRooms } from "./session-rooms.ts";
import { toldText } from "./told.ts";

const BODY = "body";

function setUp() {
  const heard: Down[] = [];
  const asked: string[] = [];
  const world = { visible: true, sure: true, membersSeq: 1, readsMembers: 1, typed: [] as TypedRow[] };
  const presence = createPresence();
  let looks = 0;
  const rooms = createSessionRooms({
    store: {
      typed: (_workspace, body, after) => {
        asked.push("typed");
        return Promise.resolve(world.typed.filter((row) => row.body === body && row.seq > after));
      },
      find: (async () => {
        asked.push("find");
        return { rows: world.visible ? [{ record: BODY, places: [], packed: "" }] : [], head: 9, membersSeq: world.readsMembers, boot: "", from: 0 };
      }) as unknown as FeedStore["find"],
    },
    presence, workspace: "w", user: "me", device: () => "mine", buckets: () => ["b"], follows: (bucket) => bucket === "b",
    membersSeq: () => world.membersSeq, isSure: () => world.sure, lookAtMembers: () => void looks++, send: (told) => void heard.push(JSON.parse(toldText(told)) as Down),
    now: () => 0, failed: (error) => { throw error; },
  });
  const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
  const other: Guest = { user: "other", tell: () => undefined };
  const commit = (more: Partial<Committed>, sure: boolean): void =>
    rooms.committed({ after: 4, upTo: 5, boot: "", rows: [], gone: [], typed: [], membersChanged: false, membersSeq: 0, applied: new Map(), ...more }, sure);
  const typedAt = (seq: number, buckets: readonly string[] = ["b"]) => ({ body: BODY, seq, update: "AAA=", device: "other", buckets });
  const told = (): readonly number[] => heard.flatMap((one) => (one.t === "typed" ? [one.seq] : []));
  async function enter(): Promise<void> {
    rooms.enter(BODY);
    await turn();
  }
  return { heard, asked, world, presence, rooms, turn, other, commit, typedAt, told, enter, looks: () => looks };
}

test("S6 what was typed is read before it is asked who may see it", async () => {
  const { asked, enter } = setUp();
  await enter();
  expect(asked).toEqual(["typed", "find"]);
});

test("S6 what is typed right after a commit that this device does not stand behind is told only once it was looked at", async () => {
  const { commit, enter, told, rooms, turn, world, typedAt } = setUp();
  await enter();
  commit({ typed: [typedAt(5)] }, true);
  expect(told()).toEqual([5]);
  world.typed = [5, 6].map((seq) => ({ body: BODY, seq, update: "AAA=" }));
  commit({ typed: [typedAt(6)] }, false);
  expect(told()).toEqual([5]);
  rooms.lookAgain();
  await turn();
  expect(told()).toEqual([5, 6]);
});

test("S6 while it is not known what a person follows they are told nothing, not even who is there; then all at once", async () => {
  const { commit, enter, heard, rooms, turn, world, presence, other } = setUp();
  await enter();
  presence.enter("w", BODY, other);
  world.sure = false;
  commit({ membersChanged: true }, false);
  const before = heard.length;
  presence.aware("w", { room: BODY, client: 5, clock: 1, state: { cursor: 1 } }, other);
  rooms.lookAgain();
  await turn();
  expect(heard.length).toBe(before);
  world.sure = true;
  rooms.lookAgain();
  await turn();
  expect(heard.at(-1)).toMatchObject({ t: "aware", whole: true, who: [{ client: 5, user: "other" }] });
});

test("S6 who may see a room no more hears nothing of it after the commit that says so", async () => {
  const { commit, enter, heard, rooms, turn, world, presence, other, typedAt } = setUp();
  await enter();
  presence.enter("w", BODY, other);
  world.visible = false;
  commit({ gone: [{ record: BODY, bucket: "b", seq: 5 }] }, true);
  await turn();
  const before = heard.length;
  presence.aware("w", { room: BODY, client: 5, clock: 1, state: { cursor: 1 } }, other);
  commit({ typed: [typedAt(6, ["elsewhere"])] }, true);
  rooms.lookAgain();
  await turn();
  expect(heard.length).toBe(before);
});

test("S13 where another server has changed the members, they are looked at before anything is told", async () => {
  const { enter, told, world, looks, rooms, turn } = setUp();
  world.readsMembers = 2;
  world.typed = [{ body: BODY, seq: 5, update: "AAA=" }];
  await enter();
  expect([told(), looks()]).toEqual([[], 1]);
  world.membersSeq = 2;
  rooms.lookAgain();
  await turn();
  expect(told()).toEqual([5]);
});
