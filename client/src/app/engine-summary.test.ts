import { describe, expect, it } from "vitest";
import { statusBefore, type EngineLink } from "../act/index.ts";
import type { Status } from "../read/index.ts";
import { createEngineSummary, summaryOf } from "./engine-summary.ts";

const status = (part: Partial<Status>): Status => ({ ...statusBefore("starting"), complete: true, ...part });

describe("summary of sync", () => {
  it.each([
    [{ phase: "synced" }, "synced"],
    [{ phase: "synced", pending: 2 }, "sending"],
    [{ phase: "catching-up" }, "sending"],
    [{ phase: "connecting" }, "starting"],
    [{ phase: "connecting", pending: 1 }, "saved-here"],
    [{ phase: "offline", pending: 3 }, "offline"],
    [{ phase: "offline", refused: 1 }, "attention"],
    [{ phase: "synced", proposals: 1 }, "attention"],
    [{ phase: "synced", lostLocalData: true }, "attention"],
    [{ phase: "synced", trouble: "full" }, "attention"],
    [{ phase: "update-needed" }, "attention"],
    [{ phase: "signed-out" }, "attention"],
    [{ phase: "replaced" }, "attention"],
  ] as const)("S11 %o is shown as %s", (part, state) => {
    expect(summaryOf(status(part)).state).toBe(state);
  });

  it("S11 the same object until a figure changes, then every listener is told once", () => {
    let show: (value: Status) => void = () => undefined;
    const link = { watch: (_name: string, _of: null, listener: typeof show) => ((show = listener), () => undefined) } as unknown as EngineLink;
    const summary = createEngineSummary(link);
    let told = 0;
    const stop = summary.subscribe(() => (told += 1));
    show(status({ phase: "synced" }));
    const first = summary.read();
    show(status({ phase: "synced", lastSynced: 5 }));
    expect(summary.read()).toBe(first);
    show(status({ phase: "synced", pending: 1 }));
    stop();
    show(status({ phase: "synced", pending: 2 }));
    expect([told, summary.read()]).toEqual([2, { state: "sending", pending: 2, attention: 0 }]);
  });
});
