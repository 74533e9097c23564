import { describe, expect, it } from "vitest";
import type { EngineLink } from "../act/index.ts";
import type { Watchable, WatchName } from "../engine/api.ts";
import { watchShared } from "./shared-watch.ts";

type Rows = Watchable["query"]["shows"];
const rows = (total: number): Rows => ({ rows: [], offset: 0, total, complete: true });

function setUp() {
  const watched: { readonly name: WatchName; readonly of: unknown; readonly show: (value: never) => void; stopped: boolean }[] = [];
  const link = {
    watch(name: WatchName, of: unknown, show: (value: never) => void) {
      const watch = { name, of, show, stopped: false };
      watched.push(watch);
      return () => void (watch.stopped = true);
    },
  } as unknown as EngineLink;
  const say = (at: number, total: number): void => {
    const show = watched[at]?.show as unknown as ((value: Rows) => void) | undefined;
    show?.(rows(total));
  };
  return { link, watched, say };
}

describe("what several parts of a page watch", () => {
  it("W4 is watched once: all hear it, and who comes later hears the latest word at once", () => {
    const { link, watched, say } = setUp();
    const heard: string[] = [];
    watchShared(link, "query", { kind: "stage" }, ({ total }) => heard.push(`one ${total}`));
    watchShared(link, "query", { kind: "stage" }, ({ total }) => heard.push(`two ${total}`));
    expect(watched).toHaveLength(1);
    expect(heard).toEqual([]);
    say(0, 3);
    watchShared(link, "query", { kind: "stage" }, ({ total }) => heard.push(`three ${total}`));
    expect(heard).toEqual(["one 3", "two 3", "three 3"]);
    watchShared(link, "query", { kind: "deal" }, () => undefined);
    expect(watched.map(({ of }) => of)).toEqual([{ kind: "stage" }, { kind: "deal" }]);
  });

  it("W4 is watched until the last of them has left, and anew after that", () => {
    const { link, watched, say } = setUp();
    const heard: string[] = [];
    const leave = [1, 2].map((who) => watchShared(link, "query", { kind: "stage" }, ({ total }) => heard.push(`${who} ${total}`)));
    say(0, 1);
    leave[0]?.();
    say(0, 2);
    expect(heard).toEqual(["1 1", "2 1", "2 2"]);
    expect(watched[0]?.stopped).toBe(false);
    leave[1]?.();
    // Who has left may say so again.
    leave[1]?.();
    expect(watched[0]?.stopped).toBe(true);
    watchShared(link, "query", { kind: "stage" }, ({ total }) => heard.push(`3 ${total}`));
    // Nothing of before is shown to who comes after: it may be of somebody else.
    expect(heard).toHaveLength(3);
    leave[0]?.();
    expect(watched.map(({ stopped }) => stopped)).toEqual([true, false]);
  });

  it("W4 is told to who begins to watch before the watch itself has returned", () => {
    const heard: number[] = [];
    const link = { watch: (_name: string, _of: unknown, show: (value: Rows) => void) => { show(rows(7)); return () => undefined; } } as unknown as EngineLink;
    for (let who = 0; who < 2; who += 1) watchShared(link, "query", { kind: "stage" }, ({ total }) => heard.push(total));
    expect(heard).toEqual([7, 7]);
  });
});
