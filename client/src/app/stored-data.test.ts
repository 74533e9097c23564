import { describe, expect, it } from "vitest";
import { statusBefore } from "../act/engine-link.ts";
import { createDeviceStorage } from "../platform/device-storage.ts";
import type { Status } from "../read/index.ts";
import { createStoredData } from "./stored-data.ts";

const DAY = 86_400_000;

function bench({ granted = true, persisted = false }: { granted?: boolean; persisted?: boolean } = {}) {
  const browser = { persisted, asked: 0, usage: 2_000_000, quota: 10_000_000 };
  const storage = createDeviceStorage({
    persisted: async () => browser.persisted,
    persist: async () => {
      browser.asked += 1;
      return (browser.persisted = granted);
    },
    estimate: async () => ({ usage: browser.usage, quota: browser.quota }),
  });
  const kept = new Map<string, string>();
  const memory = { read: (key: string) => kept.get(key), write: (key: string, value: string | undefined) => void kept.set(key, value ?? "") };
  const clock = { now: 1_800_000_000_000 };
  /** A start of the app, which tells what it is told of sync. */
  const start = () => {
    let show: (status: Status) => void = () => undefined;
    const data = createStoredData({ storage, memory, now: () => clock.now, watchStatus: (watch) => (show = watch) });
    const tell = async (status: Partial<Status>): Promise<void> => {
      show({ ...statusBefore("starting"), ...status });
      await new Promise((resolve) => setTimeout(resolve, 0));
    };
    return { data, tell };
  };
  return { browser, clock, start };
}

describe("stored data", () => {
  it("S14 asks the browser to keep the data once all of it is here, and not before", async () => {
    const { browser, start } = bench();
    const { data, tell } = start();
    for (const status of [{ phase: "starting" }, { phase: "connecting" }, { phase: "catching-up" }, { phase: "offline", complete: true }, { phase: "synced", complete: false }] as const) await tell(status);
    expect(browser.asked).toBe(0);
    await tell({ phase: "synced", complete: true });
    expect(browser.asked).toBe(1);
    expect(data.read()).toEqual({ kept: true, used: 2_000_000, free: 8_000_000 });
    await tell({ phase: "synced", complete: true });
    expect(browser.asked).toBe(1);
  });

  it("S14 does not ask where the browser keeps it already", async () => {
    const { browser, start } = bench({ persisted: true });
    const { data, tell } = start();
    await tell({ phase: "synced", complete: true });
    expect(browser.asked).toBe(0);
    expect(data.read()?.kept).toBe(true);
  });

  it("S14 who has said no is not asked again within a week, unless he asks himself", async () => {
    const { browser, clock, start } = bench({ granted: false });
    await start().tell({ phase: "synced", complete: true });
    clock.now += 6 * DAY;
    const second = start();
    await second.tell({ phase: "synced", complete: true });
    expect(browser.asked).toBe(1);
    expect(second.data.read()?.kept).toBe(false);
    await second.data.keep();
    expect(browser.asked).toBe(2);
    clock.now += 8 * DAY;
    await start().tell({ phase: "synced", complete: true });
    expect(browser.asked).toBe(3);
    // The clock is put back: what was noted in the future holds nobody up.
    clock.now -= 365 * DAY;
    await start().tell({ phase: "synced", complete: true });
    expect(browser.asked).toBe(4);
  });

  it("S14 a browser that says nothing, or fails to, is shown as saying nothing", async () => {
    const silent = createDeviceStorage(null);
    expect(await silent.look()).toEqual({ kept: undefined, used: undefined, free: undefined });
    expect(await silent.keep()).toBe(false);
    const broken = () => Promise.reject(new Error("not here"));
    const failing = createDeviceStorage({ persisted: broken, persist: broken, estimate: broken });
    expect(await failing.look()).toEqual({ kept: undefined, used: undefined, free: undefined });
    expect(await failing.keep()).toBe(false);
  });
});
