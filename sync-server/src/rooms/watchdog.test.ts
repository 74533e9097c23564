import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createWatchdog } from "./watchdog.ts";

describe("watchdog", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const watched = (cpu: (ms: number) => number | null): { readonly dog: ReturnType<typeof createWatchdog>; readonly hangs: () => number } => {
    const started = Date.now();
    let hangs = 0;
    return { dog: createWatchdog(1_000, () => cpu(Date.now() - started), () => (hangs += 1)), hangs: () => hangs };
  };

  it("S5 what works longer than the limit hangs, however often it made progress before", () => {
    const { dog, hangs } = watched((ms) => ms);
    dog.start();
    for (let i = 0; i < 5; i++) {
      vi.advanceTimersByTime(900);
      dog.progress();
    }
    expect(hangs()).toBe(0);
    vi.advanceTimersByTime(1_200);
    expect(hangs()).toBeGreaterThan(0);
    dog.stop();
    const said = hangs();
    vi.advanceTimersByTime(9_000);
    expect(hangs()).toBe(said);
  });

  it("S5 what waits for the processor is waited for, but not for ever", () => {
    const { dog, hangs } = watched((ms) => ms / 100);
    dog.start();
    vi.advanceTimersByTime(4_000);
    expect(hangs()).toBe(0);
    vi.advanceTimersByTime(2_000);
    expect(hangs()).toBeGreaterThan(0);
    dog.stop();
  });

  it("S5 where the system tells nothing, the clock alone counts", () => {
    const { dog, hangs } = watched(() => null);
    dog.start();
    vi.advanceTimersByTime(1_200);
    expect(hangs()).toBeGreaterThan(0);
    dog.stop();
  });
});
