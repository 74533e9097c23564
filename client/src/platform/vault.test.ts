import { IDBFactory } from "fake-indexeddb";
import { describe, expect, it } from "vitest";
import type { Seal } from "../engine/seal.ts";
import { randomBytes } from "./data-key.ts";
import { createVault, MOST_WRONG, type VaultRow } from "./vault.ts";
import { createVaultRows } from "./vault-rows.ts";

const DAY = 24 * 60 * 60 * 1000;
const START = Date.UTC(2026, 10, 1);
const KEY = "w1.u1";

/** A browser: each `start` is a cold one. */
function browser() {
  const factory = new IDBFactory();
  let now = START;
  const rows = createVaultRows<VaultRow>(KEY, factory);
  return {
    rows, factory,
    start: () => createVault({ rows: createVaultRows<VaultRow>(KEY, factory), now: () => now, rounds: 1000 }),
    pass: (ms: number) => void (now += ms),
    now: () => now,
  };
}
type VaultOf = ReturnType<ReturnType<typeof browser>["start"]>;

const sealOf = async (vault: VaultOf): Promise<Seal> => {
  const opened = await vault.open();
  if (opened.kind !== "open") throw new Error(opened.kind);
  return opened.seal;
};
const value = new TextEncoder().encode("Halden Marine, 48,000 EUR");
const texts = (row: unknown): string => JSON.stringify(row, (_key, each: unknown) => (each instanceof Uint8Array ? new TextDecoder().decode(each) : each));

describe("the vault", () => {
  it("P3 a key is made once, cannot be taken out, and opens at the next start what was sealed", async () => {
    const here = browser();
    const sealed = await (await sealOf(here.start())).seal(value);
    expect(new TextDecoder().decode(sealed as Uint8Array)).not.toContain("Halden");
    expect(await (await sealOf(here.start())).open(sealed)).toEqual(value);
    const by = (await here.rows.read())?.own?.by;
    if (!(by instanceof CryptoKey)) throw new Error("no key is kept");
    expect(by.extractable).toBe(false);
    await expect(crypto.subtle.exportKey("raw", by)).rejects.toThrow(/extractable/);
  });

  it("P3 a browser that keeps no keys in databases keeps its bytes, and opens the same", async () => {
    const here = browser();
    const rows = createVaultRows<VaultRow>(KEY, here.factory);
    const write = async (row: VaultRow): Promise<void> => {
      if (row.own?.by instanceof CryptoKey) throw new DOMException("no keys here", "DataCloneError");
      await rows.write(row);
    };
    const start = (): VaultOf => createVault({ rows: { ...rows, write }, now: here.now, rounds: 1000 });
    const sealed = await (await sealOf(start())).seal(value);
    expect(await (await sealOf(start())).open(sealed)).toEqual(value);
    expect((await rows.read())?.own?.by).toBeInstanceOf(Uint8Array);
  });

  it("P3 S2 without one copy of its key an account still opens, and after a wipe there is none", async () => {
    const here = browser();
    const vault = here.start();
    const sealed = await (await sealOf(vault)).seal(value);
    const db = await new Promise<IDBDatabase>((done) => {
      const asked = here.factory.open("outrider.keys");
      asked.onsuccess = () => done(asked.result);
    });
    const gone = db.transaction("keys", "readwrite");
    gone.objectStore("keys").clear();
    await new Promise((done) => (gone.oncomplete = done));
    db.close();
    expect(await (await sealOf(here.start())).open(sealed)).toEqual(value);
    await vault.forget();
    expect(await here.rows.read()).toBeUndefined();
    await expect((await sealOf(here.start())).open(sealed)).rejects.toThrow(/operation/i);
  });

  it("U1 P3 past the lease nobody gets the key, not even who has it in memory; a contact gives the same one back", async () => {
    const here = browser();
    const vault = here.start();
    const sealed = await (await sealOf(vault)).seal(value);
    await vault.contact(here.now(), 3);
    here.pass(3 * DAY);
    expect((await vault.open()).kind).toBe("open");
    here.pass(1);
    expect(await vault.isOver()).toBe(true);
    expect((await vault.open()).kind).toBe("lease-over");
    expect((await here.start().open()).kind).toBe("lease-over");
    const later = here.start();
    await later.contact(here.now(), 3);
    expect(await (await sealOf(later)).open(sealed)).toEqual(value);
  });

  it("P3 a clock that was put back after the lease had run out gains nothing", async () => {
    const here = browser();
    await here.start().open();
    await here.start().contact(here.now(), 14);
    here.pass(13 * DAY);
    await here.start().open();
    here.pass(2 * DAY);
    expect((await here.start().open()).kind).toBe("lease-over");
    here.pass(-14 * DAY);
    expect((await here.start().open()).kind).toBe("lease-over");
  });

  it("U1 the server heard on an open connection renews the lease", async () => {
    const here = browser();
    const vault = here.start();
    await vault.open();
    await vault.contact(here.now(), 2);
    for (let day = 0; day < 5; day += 1) {
      here.pass(DAY);
      vault.heard();
      expect(await vault.isOver()).toBe(false);
    }
    here.pass(2 * DAY + 1);
    expect(await vault.isOver()).toBe(true);
  });

  it("P3 with a PIN the browser's own way to the key is gone: a cold start asks, the right PIN opens the same data", async () => {
    const here = browser();
    const vault = here.start();
    const sealed = await (await sealOf(vault)).seal(value);
    expect(await vault.setLock({ kind: "pin", pin: "271828", recovery: randomBytes(32) }, null)).toEqual({ result: "open" });
    expect((await here.rows.read())?.own).toBeNull();
    expect(texts(await here.rows.read())).not.toContain("271828");
    expect((await vault.open()).kind).toBe("open");
    const next = here.start();
    expect(await next.open()).toEqual({ kind: "locked", lock: { kind: "pin", open: false, signIn: false, waitMs: 0 } });
    expect(await next.unlock({ pin: "271829" })).toEqual({ result: "wrong", waitMs: 0 });
    expect((await next.open()).kind).toBe("locked");
    expect(await next.unlock({ pin: "271828" })).toEqual({ result: "open" });
    expect(await (await sealOf(next)).open(sealed)).toEqual(value);
    next.close();
    expect((await next.open()).kind).toBe("locked");
  });

  it("P3 wrong PINs are waited for longer and longer, across restarts, and after ten only signing in helps", async () => {
    const here = browser();
    await here.start().open();
    const sealed = await (await sealOf(here.start())).seal(value);
    const recovery = randomBytes(32);
    await here.start().setLock({ kind: "pin", pin: "1234", recovery }, null);
    const waits: number[] = [];
    for (let tried = 1; tried < MOST_WRONG; tried += 1) {
      const answer = await here.start().unlock({ pin: "0000" });
      if (answer.result !== "wrong") throw new Error(answer.result);
      waits.push(answer.waitMs);
      if (answer.waitMs > 0) {
        // Sooner it is not even tried, not even the right one.
        expect(await here.start().unlock({ pin: "1234" })).toEqual({ result: "wrong", waitMs: answer.waitMs });
        here.pass(answer.waitMs);
      }
    }
    expect(waits).toEqual([0, 0, 5_000, 10_000, 20_000, 40_000, 80_000, 160_000, 300_000]);
    expect(await here.start().unlock({ pin: "0000" })).toEqual({ result: "sign-in" });
    here.pass(DAY);
    expect(await here.start().unlock({ pin: "1234" })).toEqual({ result: "sign-in" });
    expect(await here.start().lock()).toMatchObject({ signIn: true });
    // What the server keeps opens it, and the lock is gone.
    expect(await here.start().unlock({ recovery: randomBytes(32) })).toEqual({ result: "wrong", waitMs: 0 });
    expect(await here.start().unlock({ recovery })).toEqual({ result: "open" });
    expect(await (await sealOf(here.start())).open(sealed)).toEqual(value);
    expect(await here.start().lock()).toBeNull();
  });

  it("P3 a passkey's secret opens it too, and a lock is changed or taken off only by who can open it", async () => {
    const here = browser();
    const vault = here.start();
    const sealed = await (await sealOf(vault)).seal(value);
    const [secret, salt, id] = [randomBytes(32), randomBytes(32), randomBytes(16)];
    await vault.setLock({ kind: "passkey", id, salt, secret, recovery: randomBytes(32) }, null);
    expect(await here.start().open()).toMatchObject({ kind: "locked", lock: { kind: "passkey", passkey: { id, salt } } });
    expect(await here.start().unlock({ secret: randomBytes(32) })).toMatchObject({ result: "wrong" });
    expect(await here.start().setLock({ kind: "none" }, null)).toMatchObject({ result: "wrong" });
    expect(await here.start().setLock({ kind: "none" }, { pin: "1" })).toMatchObject({ result: "wrong" });
    const next = here.start();
    expect(await next.unlock({ secret })).toEqual({ result: "open" });
    expect(await next.setLock({ kind: "pin", pin: "1234", recovery: randomBytes(32) }, { secret })).toEqual({ result: "open" });
    expect(await here.start().unlock({ secret })).toMatchObject({ result: "wrong" });
    expect(await here.start().setLock({ kind: "none" }, { pin: "1234" })).toEqual({ result: "open" });
    expect(await (await sealOf(here.start())).open(sealed)).toEqual(value);
  });

  it("U1 P3 the lease holds for a locked device too, and the lock after a contact", async () => {
    const here = browser();
    const vault = here.start();
    await vault.open();
    await vault.setLock({ kind: "pin", pin: "1234", recovery: randomBytes(32) }, null);
    here.pass(15 * DAY);
    expect((await here.start().open()).kind).toBe("lease-over");
    const back = here.start();
    await back.contact(here.now(), 14);
    expect((await back.open()).kind).toBe("locked");
  });
});
