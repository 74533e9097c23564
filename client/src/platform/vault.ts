// Hands out the key of an account's stored values, or says why not: the lease is over, or the person's lock is on.
// Invariant: past the lease nobody gets the key without a contact with the server, not even who holds it already; a lock
// takes the browser's own way to the key away, so that it opens only by what the person has, or by what the server keeps
// for who has just signed in; a wrong PIN is counted on the disk before it is tried. Nothing that is stored is lost by
// any of it. It knows no database of records and no network.
import type { DeviceName } from "../engine/ports.ts";
import { createMutex } from "../engine/mutex.ts";
import { DEFAULT_LEASE_DAYS, type Lease, leaseFrom, leaseHeard, leaseIsOver, leaseSeen } from "../engine/lease.ts";
import type { Seal } from "../engine/seal.ts";
import type { LockProof, LockView, NewLock, Unlocked } from "../engine/wire.ts";
import { createAesSeal } from "./aes-seal.ts";
import { newDataKey, newOwnKey, ownKeyBytes, ownKeyOf, PIN_ROUNDS, pinKey, randomBytes, secretKey, unwrap, wrap, type Wrapped } from "./data-key.ts";
import type { VaultRows } from "./vault-rows.ts";

type Bytes = Uint8Array<ArrayBuffer>;

type Lock =
  | ({ readonly kind: "pin"; readonly salt: Bytes; readonly rounds: number; readonly wrong: number; /** ms */ readonly notBefore: number } & Wrapped)
  | ({ readonly kind: "passkey"; readonly id: Bytes; readonly salt: Bytes; readonly wrong: number } & Wrapped);

export interface VaultRow {
  readonly lease: Lease;
  /** By what the server knows this device, also where what it holds cannot be opened. */
  readonly device: DeviceName | null;
  /** All that was stored before there was a seal has one. */
  readonly resealed: boolean;
  /** The browser's own way to the key; bytes where it keeps no keys. null: there is a lock. */
  readonly own: ({ readonly by: CryptoKey | Bytes } & Wrapped) | null;
  readonly lock: Lock | null;
  /** By what the server keeps. */
  readonly recovery: ({ readonly salt: Bytes } & Wrapped) | null;
}

export type Opened =
  | { readonly kind: "open"; readonly seal: Seal; readonly resealed: boolean }
  | { readonly kind: "locked"; readonly lock: LockView }
  | { readonly kind: "lease-over" };

/** Wrong ones after which only signing in helps; after the third, each is followed by a wait. */
export const MOST_WRONG = 10;
const FREE_TRIES = 3;
const LONGEST_WAIT_MS = 5 * 60_000;
const KEPT_EVERY_MS = 60 * 60_000;

const waitAfter = (wrong: number): number => (wrong < FREE_TRIES ? 0 : Math.min(LONGEST_WAIT_MS, 5_000 * 2 ** (wrong - FREE_TRIES)));

export type Vault = ReturnType<typeof createVault>;

export function createVault({ rows, now, rounds = PIN_ROUNDS }: { readonly rows: VaultRows<VaultRow>; readonly now: () => number; readonly rounds?: number }) {
  const inTurn = createMutex();
  let key: CryptoKey | null = null;
  let heardAt = 0;

  /** A key of the browser's own, which keeps it as a key where it can. */
  async function keepOwn(data: CryptoKey, rest: Omit<VaultRow, "own">): Promise<VaultRow> {
    const by = await newOwnKey();
    const row: VaultRow = { ...rest, own: { by, ...(await wrap(data, by)) } };
    try {
      await rows.write(row);
      return row;
    } catch (error) {
      if (!(error instanceof DOMException) || error.name !== "DataCloneError") throw error;
      const bytes = await ownKeyBytes(await newOwnKey(true));
      const plain: VaultRow = { ...rest, own: { by: bytes, ...(await wrap(data, await ownKeyOf(bytes))) } };
      await rows.write(plain);
      return plain;
    }
  }

  const unwrapOwn = async ({ by, ...wrapped }: NonNullable<VaultRow["own"]>, extractable = false): Promise<CryptoKey> =>
    unwrap(wrapped, by instanceof Uint8Array ? await ownKeyOf(by) : by, extractable);

  async function change(part: (row: VaultRow) => Partial<VaultRow>): Promise<void> {
    const row = await rows.read();
    if (row !== undefined) await rows.write({ ...row, ...part(row) });
  }

  /** To the hour: a start does not wait for a write that says what was known already. */
  async function noteSeen(row: VaultRow): Promise<void> {
    const lease = leaseSeen(row.lease, now());
    if (lease.seen - row.lease.seen >= KEPT_EVERY_MS) await rows.write({ ...row, lease });
  }

  const viewOf = (lock: Lock): LockView => ({
    kind: lock.kind,
    open: key !== null,
    signIn: lock.wrong >= MOST_WRONG,
    waitMs: lock.kind === "pin" ? Math.max(0, Math.min(LONGEST_WAIT_MS, lock.notBefore - now())) : 0,
    ...(lock.kind === "passkey" && { passkey: { id: lock.id, salt: lock.salt } }),
  });

  /** The key by what the person shows, or why not. */
  async function byProof(row: VaultRow, proof: LockProof, extractable = false): Promise<CryptoKey | Unlocked> {
    const { lock, recovery } = row;
    if ("recovery" in proof) {
      if (recovery === null) return { result: "wrong", waitMs: 0 };
      return await unwrap(recovery, await secretKey(proof.recovery, recovery.salt), extractable).catch((): Unlocked => ({ result: "wrong", waitMs: 0 }));
    }
    if (lock === null) return row.own === null ? { result: "wrong", waitMs: 0 } : await unwrapOwn(row.own, extractable);
    const view = viewOf(lock);
    if (view.signIn) return { result: "sign-in" };
    if (view.waitMs > 0) return { result: "wrong", waitMs: view.waitMs };
    const wrong = lock.wrong + 1;
    const waitMs = waitAfter(wrong);
    // Counted before it is tried: a browser that is killed in between has used the try up.
    await rows.write({ ...row, lock: lock.kind === "pin" ? { ...lock, wrong, notBefore: now() + waitMs } : { ...lock, wrong } });
    const by = lock.kind === "pin" ? ("pin" in proof ? pinKey(proof.pin, lock.salt, lock.rounds) : null) : "secret" in proof ? secretKey(proof.secret, lock.salt) : null;
    const found = by === null ? null : await unwrap(lock, await by, extractable).catch(() => null);
    if (found === null) return wrong >= MOST_WRONG ? { result: "sign-in" } : { result: "wrong", waitMs };
    await rows.write({ ...row, lock: lock.kind === "pin" ? { ...lock, wrong: 0, notBefore: 0 } : { ...lock, wrong: 0 } });
    return found;
  }

  return {
    /** The seal of what is stored, where nothing is in the way. A browser that has none yet makes its key. */
    open: (): Promise<Opened> =>
      inTurn(async () => {
        let row = await rows.read();
        if (row === undefined) {
          // What is held already was held before: the lease begins now.
          row = await keepOwn(await newDataKey(), { lease: leaseFrom(now(), now(), DEFAULT_LEASE_DAYS), device: null, resealed: false, lock: null, recovery: null });
        }
        await noteSeen(row);
        if (leaseIsOver(row.lease, now())) return { kind: "lease-over" };
        if (key === null && row.own !== null) key = await unwrapOwn(row.own);
        if (key !== null) return { kind: "open", seal: createAesSeal(key), resealed: row.resealed };
        if (row.lock === null) throw new Error("there is no way to the key");
        return { kind: "locked", lock: viewOf(row.lock) };
      }),

    /** The server has answered this person, and said its time and its lease. */
    contact: (serverNow: number, days: number): Promise<void> =>
      inTurn(async () => {
        heardAt = now();
        await change(() => ({ lease: leaseFrom(now(), serverNow, days) }));
      }),
    /** The server was heard on an open connection: noted once an hour. */
    heard(): void {
      if (Math.abs(now() - heardAt) < KEPT_EVERY_MS) return;
      heardAt = now();
      void inTurn(() => change(({ lease }) => ({ lease: leaseHeard(lease, now()) }))).catch(() => undefined);
    },
    /** Whether the key may be used no longer; notes how late it is. */
    isOver: (): Promise<boolean> =>
      inTurn(async () => {
        const row = await rows.read();
        if (row === undefined) return false;
        await noteSeen(row);
        return leaseIsOver(row.lease, now());
      }),

    device: async (): Promise<DeviceName | null> => (await rows.read())?.device ?? null,
    /** What the server calls this device now. */
    named: (device: DeviceName | null): Promise<void> =>
      inTurn(() => change((row) => (row.device?.token === device?.token ? {} : { device }))),
    resealed: (): Promise<void> => inTurn(() => change(() => ({ resealed: true }))),

    lock: async (): Promise<LockView | null> => {
      const lock = (await rows.read())?.lock ?? null;
      return lock && viewOf(lock);
    },
    /** Opens the lock. By what the server keeps, the lock goes: whoever had to sign in has forgotten it. */
    unlock: (proof: LockProof): Promise<Unlocked> =>
      inTurn(async () => {
        const row = await rows.read();
        if (row === undefined) return { result: "open" };
        const recovering = "recovery" in proof;
        const found = await byProof(row, proof, recovering);
        if ("result" in found) return found;
        if (recovering) {
          const own = await keepOwn(found, { ...row, lock: null, recovery: null });
          key = own.own && (await unwrapOwn(own.own));
        } else key = found;
        return { result: "open" };
      }),
    /** Sets a lock in the place of what there is, or takes it off. `proof`: of the lock there is, where there is one. */
    setLock: (next: NewLock, proof: LockProof | null): Promise<Unlocked> =>
      inTurn(async () => {
        const row = await rows.read();
        if (row === undefined || (row.lock !== null && proof === null)) return { result: "wrong", waitMs: 0 };
        const data = row.own === null ? await byProof(row, proof ?? { pin: "" }, true) : await unwrapOwn(row.own, true);
        if ("result" in data) return data;
        if (next.kind === "none") {
          await keepOwn(data, { ...row, lock: null, recovery: null });
          return { result: "open" };
        }
        const salt = next.kind === "passkey" ? next.salt : randomBytes(16);
        const by = next.kind === "pin" ? await pinKey(next.pin, salt, rounds) : await secretKey(next.secret, salt);
        const wrapped = await wrap(data, by);
        const lock: Lock = next.kind === "pin" ? { kind: "pin", salt, rounds, wrong: 0, notBefore: 0, ...wrapped } : { kind: "passkey", id: next.id, salt, wrong: 0, ...wrapped };
        const recoverySalt = randomBytes(16);
        const recovery = { salt: recoverySalt, ...(await wrap(data, await secretKey(next.recovery, recoverySalt))) };
        await rows.write({ ...row, own: null, lock, recovery });
        return { result: "open" };
      }),
    /** Locks now: the key is gone from memory, and comes back only by the lock. */
    close(): void {
      key = null;
    },
    /** The data is gone, and so is its key. */
    forget: (): Promise<void> =>
      inTurn(async () => {
        await rows.remove();
        key = null;
      }),
  };
}
