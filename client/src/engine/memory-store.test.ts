import { expect, it } from "vitest";
import { createMemoryDisk, createMemoryStore } from "./memory-store.ts";
import { describeStore } from "./store.contract.ts";

describeStore("the memory store", async () => {
  const disk = createMemoryDisk();
  return { open: async () => createMemoryStore(disk) };
});

it("S2 a crash before a commit keeps nothing of the call, one after it keeps all", async () => {
  for (const when of ["before", "after"] as const) {
    const disk = createMemoryDisk();
    const store = createMemoryStore(disk, (point) => {
      if (point.when === when) throw new Error("crash");
    });
    await expect(store.saveMeta({ offset: 5 })).rejects.toThrow("crash");
    expect(disk.meta.offset).toBe(when === "after" ? 5 : 0);
  }
});
