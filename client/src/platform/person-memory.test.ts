import { IDBFactory } from "fake-indexeddb";
import { afterEach, expect, it, vi } from "vitest";
import { plainSeal } from "../engine/seal.ts";
import { createPersonMemory } from "./person-memory.ts";
import type { TextMemory } from "./text-memory.ts";

afterEach(() => void vi.restoreAllMocks());

it("S1 who was signed in is there at the next start, and gone after signing out", async () => {
  const disk = { seal: plainSeal, indexedDB: new IDBFactory() };
  expect(await createPersonMemory(disk).read()).toBeUndefined();
  await createPersonMemory(disk).write("ada");
  expect(await createPersonMemory(disk).read()).toBe("ada");
  await createPersonMemory(disk).write(undefined);
  expect(await createPersonMemory(disk).read()).toBeUndefined();
});

it("S14 who was signed in is still known when the browser has lost its databases, and nobody is after signing out", async () => {
  const texts = new Map<string, string>();
  const spare: TextMemory = { read: (key) => texts.get(key), write: (key, value) => void (value === undefined ? texts.delete(key) : texts.set(key, value)) };
  const disk = () => ({ seal: plainSeal, spare, indexedDB: new IDBFactory() });
  await createPersonMemory(disk()).write("ada");
  expect(await createPersonMemory(disk()).read()).toBe("ada");
  const broken = new IDBFactory();
  vi.spyOn(broken, "open").mockImplementation(() => {
    throw new DOMException("Internal error opening backing store", "UnknownError");
  });
  expect(await createPersonMemory({ ...disk(), indexedDB: broken }).read()).toBe("ada");

  const last = disk();
  await createPersonMemory(last).write("ada");
  await createPersonMemory(last).write(undefined);
  expect(texts.size).toBe(0);
  // The browser may not have written that down yet when it is killed.
  spare.write("outrider.person", "ada");
  expect(await createPersonMemory(last).read()).toBeUndefined();
});

it("S2 asks the browser to have it on the disk before it says so", async () => {
  const factory = new IDBFactory();
  const asked: unknown[] = [];
  const open = factory.open.bind(factory);
  vi.spyOn(factory, "open").mockImplementation((...args) => {
    const opening = open(...args);
    opening.addEventListener("success", () => {
      const db = opening.result;
      const transaction = db.transaction.bind(db);
      vi.spyOn(db, "transaction").mockImplementation((stores, mode, options) => {
        if (mode === "readwrite") asked.push(options);
        return transaction(stores, mode, options);
      });
    });
    return opening;
  });
  await createPersonMemory({ seal: plainSeal, indexedDB: factory }).write("ada");
  expect(asked).toEqual([{ durability: "strict" }]);
});

it("U1 what is kept has passed the seal, and a seal that cannot be opened is taken for nothing", async () => {
  const factory = new IDBFactory();
  const seal = { seal: async (value: unknown) => [value], open: async (stored: unknown) => (stored as [unknown])[0] };
  await createPersonMemory({ seal, indexedDB: factory }).write("ada");
  expect(await createPersonMemory({ seal, indexedDB: factory }).read()).toBe("ada");
  const broken = { ...seal, open: () => Promise.reject(new Error("damaged")) };
  expect(await createPersonMemory({ seal: broken, indexedDB: factory }).read()).toBeUndefined();
});

it("U1 where storage is blocked it remembers nothing and signs in all the same", async () => {
  const factory = new IDBFactory();
  vi.spyOn(factory, "open").mockImplementation(() => {
    throw new DOMException("blocked", "SecurityError");
  });
  const memory = createPersonMemory({ seal: plainSeal, indexedDB: factory });
  await memory.write("ada");
  expect(await memory.read()).toBeUndefined();
});

it("U1 another tab hears that it was written, the one that wrote does not", async () => {
  const disk = { seal: plainSeal, indexedDB: new IDBFactory() };
  const [mine, other] = [createPersonMemory(disk), createPersonMemory(disk)];
  const heard: string[] = [];
  mine.onOther(() => heard.push("mine"));
  other.onOther(() => heard.push("other"));
  await mine.write("ada");
  await expect.poll(() => heard).toContain("other");
  expect(heard).toEqual(["other"]);
});
