// What stands between an account's vault and its engine: the way in, with a last word from the server where the lease is
// over; the watch over the lease while the engine runs; and what pages ask. It holds nothing itself.
import { exhaustive } from "@outrider/shared/kernel";
import { NotOpened } from "../engine/host.ts";
import type { Timers } from "../engine/ports.ts";
import type { VaultAsk } from "../engine/wire.ts";
import type { Ticket } from "./sync-connection.ts";
import type { Opened, Vault } from "./vault.ts";

const LOOK_EVERY_MS = 60_000;

export interface OpenVaultOptions {
  readonly vault: Vault;
  /** Asks the server for anything: where it answers this person, the vault has had its contact. */
  readonly ask: () => Promise<Ticket>;
  /** This device was revoked: all of it goes. */
  readonly revoked: () => Promise<void>;
}

/** Rejects with NotOpened where the key is withheld. */
export async function openVault({ vault, ask, revoked }: OpenVaultOptions): Promise<Extract<Opened, { readonly kind: "open" }>> {
  let opened = await vault.open();
  // A lock keeps the person waiting, and not what the server has to say of this device.
  if (opened.kind === "locked") void ask().then((answer) => (answer === "revoked" ? revoked() : undefined)).catch(() => undefined);
  if (opened.kind === "lease-over") {
    const answer = await ask();
    if (answer === "revoked") {
      await revoked();
      throw new NotOpened("signed-out");
    }
    opened = await vault.open();
  }
  if (opened.kind !== "open") throw new NotOpened(opened.kind);
  return opened;
}

/** Calls once when the lease has run out under a running engine. Answers the way to stop watching. */
export function watchLease({ vault, timers, over }: { readonly vault: Pick<Vault, "isOver">; readonly timers: Timers; readonly over: () => void }): () => void {
  let stopped = false;
  let callOff: () => void = () => undefined;
  const look = async (): Promise<void> => {
    const isOver = await vault.isOver().catch(() => false);
    if (stopped) return;
    if (isOver) return over();
    callOff = timers.after(LOOK_EVERY_MS, () => void look());
  };
  callOff = timers.after(LOOK_EVERY_MS, () => void look());
  return () => {
    stopped = true;
    callOff();
  };
}

export interface VaultEnds {
  /** The key is gone from memory: ends the engine. */
  locked(): void;
  /** Key and data are to go: ends the engine and removes them. */
  forgotten(): Promise<void>;
}

export async function askVault(vault: Vault, ask: VaultAsk, { locked, forgotten }: VaultEnds): Promise<unknown> {
  switch (ask.do) {
    case "look":
      return vault.lock();
    case "device":
      return vault.device();
    case "unlock":
      return vault.unlock(ask.proof);
    case "set":
      return vault.setLock(ask.lock, ask.proof);
    case "close":
      vault.close();
      return locked();
    case "forget":
      return forgotten();
    default:
      return exhaustive(ask);
  }
}
