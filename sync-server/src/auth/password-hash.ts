/**
 * Hashes passwords: scrypt with N=2^15, r=8, p=3 (32 MB and about a quarter of a second each).
 * Invariant: at most two run at a time. Each takes a thread of the pool that also writes the database's log to
 * disk, so a flood of sign-ins must not take them all; beyond a short queue the rest are turned away.
 */
import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from "node:crypto";

export type PasswordHash = {
  /** Throws PasswordsBusy when too many wait. */
  readonly hash: (password: string) => Promise<string>;
  readonly verify: (input: { hash: string; password: string }) => Promise<boolean>;
};

export class PasswordsBusy extends Error {
  override name = "PasswordsBusy";
}

const AT_ONCE = 2;
const WAITING = 40;
const KEY_BYTES = 32;

/** `costLog2` is 15 in the product; tests that make many users take less. */
export const createPasswordHash = (costLog2 = 15): PasswordHash => {
  const gate = createGate();
  const derive = (password: string, salt: Buffer, N: number, r: number, p: number): Promise<Buffer> =>
    gate(() => scryptKey(password.normalize("NFKC"), salt, { N, r, p, maxmem: 256 * N * r }));

  return {
    async hash(password) {
      const salt = randomBytes(16);
      const key = await derive(password, salt, 2 ** costLog2, 8, 3);
      return ["scrypt", costLog2, 8, 3, salt.toString("base64url"), key.toString("base64url")].join("$");
    },
    async verify({ hash, password }) {
      const [kind, log2, r, p, salt, key] = hash.split("$");
      if (kind !== "scrypt" || salt === undefined || key === undefined) throw new Error("not a password hash");
      const expected = Buffer.from(key, "base64url");
      const actual = await derive(password, Buffer.from(salt, "base64url"), 2 ** Number(log2), Number(r), Number(p));
      return expected.length === actual.length && timingSafeEqual(expected, actual);
    },
  };
};

const scryptKey = (password: string, salt: Buffer, options: ScryptOptions): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(password, salt, KEY_BYTES, options, (error, key) => (error === null ? resolve(key) : reject(error)));
  });

const createGate = () => {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= AT_ONCE) {
      if (waiting.length >= WAITING) throw new PasswordsBusy("too many sign-ins at once");
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else running++;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      // The place is handed over, not freed and taken again.
      if (next === undefined) running--;
      else next();
    }
  };
};
