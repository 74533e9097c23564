import { IDBFactory } from "fake-indexeddb";
import { describe, expect, it } from "vitest";
import { NotOpened } from "../engine/host.ts";
import { createVirtualTime } from "../engine/testing/virtual-time.ts";
import { randomBytes } from "./data-key.ts";
import type { Ticket } from "./sync-connection.ts";
import { createVault, type VaultRow } from "./vault.ts";
import { askVault, openVault, watchLease } from "./vault-door.ts";
import { createVaultRows } from "./vault-rows.ts";

const DAY = 24 * 60 * 60 * 1000;

function door() {
  let now = Date.UTC(2026, 10, 1);
  const vault = createVault({ rows: createVaultRows<VaultRow>("w1.u1", new IDBFactory()), now: () => now, rounds: 1000 });
  const asked: string[] = [];
  const open = (answer: Ticket) =>
    openVault({
      vault,
      ask: async () => {
        asked.push("asked");
        if (typeof answer !== "string") await vault.contact(now, 14);
        return answer;
      },
      revoked: async () => void asked.push("wiped"),
    });
  return { vault, open, asked, pass: (ms: number) => void (now += ms) };
}
const refusal = (opening: Promise<unknown>): Promise<unknown> => opening.then(() => "opened", (error: unknown) => (error instanceof NotOpened ? error.standing : error));

describe("the door of the vault", () => {
  it("U1 S1 within the lease nobody is asked, past it the server is, and who is not signed in there stays outside", async () => {
    const { open, asked, pass } = door();
    expect((await open("lost")).kind).toBe("open");
    expect(asked).toEqual([]);
    pass(15 * DAY);
    expect(await refusal(open("lost"))).toBe("lease-over");
    expect(await refusal(open("signed-out"))).toBe("lease-over");
    expect(asked).toEqual(["asked", "asked"]);
    expect((await open({ ticket: "t" })).kind).toBe("open");
    expect((await open("lost")).kind).toBe("open");
  });

  it("S7 P3 a device that was revoked meanwhile hears of it although nothing on it opens, and is wiped", async () => {
    const { open, asked, pass } = door();
    await open("lost");
    pass(15 * DAY);
    expect(await refusal(open("revoked"))).toBe("signed-out");
    expect(asked).toEqual(["asked", "wiped"]);
  });

  it("P3 a lock stays on whatever the server says, and pages are told of it", async () => {
    const { vault, open } = door();
    await open("lost");
    const locked: string[] = [];
    const ask = (what: Parameters<typeof askVault>[1]) => askVault(vault, what, { locked: () => void locked.push("locked"), forgotten: () => vault.forget() });
    expect(await ask({ do: "look" })).toBeNull();
    expect(await ask({ do: "device" })).toBeNull();
    await vault.named({ id: "d1", token: "t" });
    expect(await ask({ do: "device" })).toEqual({ id: "d1", token: "t" });
    expect(await ask({ do: "set", lock: { kind: "pin", pin: "271828", recovery: randomBytes(32) }, proof: null })).toEqual({ result: "open" });
    await ask({ do: "close" });
    expect(locked).toEqual(["locked"]);
    expect(await refusal(open({ ticket: "t" }))).toBe("locked");
    expect(await ask({ do: "unlock", proof: { pin: "271828" } })).toEqual({ result: "open" });
    expect((await open("lost")).kind).toBe("open");
    expect(await ask({ do: "look" })).toMatchObject({ open: true });
    await ask({ do: "forget" });
    expect(await ask({ do: "look" })).toBeNull();
  });

  it("S7 P3 a device that was revoked hears of it at its lock too", async () => {
    const { vault, open, asked } = door();
    await open("lost");
    await vault.setLock({ kind: "pin", pin: "271828", recovery: randomBytes(32) }, null);
    vault.close();
    expect(await refusal(open("revoked"))).toBe("locked");
    await expect.poll(() => asked).toEqual(["asked", "wiped"]);
  });

  it("U1 P3 a lease that runs out under a running engine ends it, once", async () => {
    const time = createVirtualTime(() => new Promise((done) => setImmediate(done)));
    let isOver = false;
    let over = 0;
    const stop = watchLease({ vault: { isOver: async () => isOver }, timers: time, over: () => void (over += 1) });
    await time.pass(3 * 60_000);
    expect(over).toBe(0);
    isOver = true;
    await time.pass(10 * 60_000);
    expect(over).toBe(1);
    stop();
    watchLease({ vault: { isOver: async () => isOver }, timers: time, over: () => void (over += 1) })();
    await time.pass(10 * 60_000);
    expect(over).toBe(1);
  });
});
