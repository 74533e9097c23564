import { describe, expect, it } from "vitest";
import { createVirtualTime } from "../engine/testing/virtual-time.ts";
import type { ReleaseEvents } from "../platform/release-watch.ts";
import { createAppUpdate, type UpdateNote } from "./app-update.ts";

/** Tabs of one browser with one service worker: when a version is told to take over, all pages hear of it. */
function setUp(count: number) {
  const time = createVirtualTime(async () => {
    // A question and its answer are a turn each.
    for (let turn = 0; turn < 5; turn++) await new Promise((done) => setImmediate(done));
  });
  const tabs: { events: ReleaseEvents; unsaved: boolean; reloads: number; hear: (note: UpdateNote) => void }[] = [];
  let taken = 0;
  const updates = Array.from({ length: count }, (_, at) => {
    const tab: (typeof tabs)[number] = { events: { waiting: () => undefined, taken: () => undefined }, unsaved: false, reloads: 0, hear: () => undefined };
    tabs.push(tab);
    return createAppUpdate({
      watch: (events) => {
        tab.events = events;
        return {
          take: () => {
            taken += 1;
            setImmediate(() => tabs.forEach(({ events: each }) => each.taken()));
          },
        };
      },
      unsaved: () => tab.unsaved,
      tabs: {
        post: (note) => setImmediate(() => tabs.forEach((other, index) => index !== at && other.hear(note))),
        listen: (heard) => (tab.hear = heard),
      },
      after: time.after,
      reload: () => (tab.reloads += 1),
    });
  });
  for (const { events } of tabs) events.waiting();
  const [here, there] = [updates[0], updates[1]];
  if (!here || !there) throw new Error("two tabs at least");
  return { time, tabs, updates, here, there, taken: () => taken };
}

describe("a new version of the app", () => {
  it("W1 taken in one tab it is in all of them, where nothing is unsaved", async () => {
    const { time, tabs, here, there } = setUp(3);
    expect(here.read()).toBe("waiting");
    here.accept();
    await time.pass(500);
    expect(tabs.map(({ reloads }) => reloads)).toEqual([1, 1, 1]);
    expect(there.read()).toBe("waiting");
  });

  it("W1 what is typed and not saved on this page keeps it, until the person says so again", async () => {
    const { time, tabs, here, taken } = setUp(2);
    Object.assign(tabs[0] ?? {}, { unsaved: true });
    here.accept();
    await time.pass(500);
    expect([here.read(), taken()]).toEqual(["unsaved", 0]);
    here.accept();
    await time.pass(500);
    expect(tabs.map(({ reloads }) => reloads)).toEqual([1, 1]);
  });

  it("W1 what is typed in another tab keeps the version for all", async () => {
    const { time, tabs, here, there, taken } = setUp(3);
    Object.assign(tabs[1] ?? {}, { unsaved: true });
    here.accept();
    await time.pass(500);
    expect([here.read(), there.read(), taken()]).toEqual(["unsaved-elsewhere", "waiting", 0]);
    // Taken all the same, the page with the typed text stays as it is and says that it is old.
    here.accept();
    await time.pass(500);
    expect(tabs.map(({ reloads }) => reloads)).toEqual([1, 0, 1]);
    expect(there.read()).toBe("old");
    there.accept();
    await time.pass(500);
    expect([there.read(), tabs[1]?.reloads]).toEqual(["unsaved", 0]);
    Object.assign(tabs[1] ?? {}, { unsaved: false });
    there.accept();
    await time.pass(500);
    expect(tabs[1]?.reloads).toBe(1);
  });

  it("W1 something begun between the question and the taking is kept too", async () => {
    const { time, tabs, here, there } = setUp(2);
    here.accept();
    await time.pass(399);
    Object.assign(tabs[1] ?? {}, { unsaved: true });
    await time.pass(100);
    expect(tabs.map(({ reloads }) => reloads)).toEqual([1, 0]);
    expect(there.read()).toBe("old");
  });
});
