// The seal of stored values: AES-GCM under one key, behind four bytes by which a sealed value is known. Values from
// before there was a seal are opened as they are, and sealed one after another (reseal.ts). No frame begins with those
// four bytes: as a length they would be more than a gigabyte.
import type { Seal } from "../engine/seal.ts";

const MARK = [0x4f, 0x53, 0x4c, 0x31] as const;
const IV = 12;
const HEAD = MARK.length + IV;

export const isSealed = (stored: unknown): stored is Uint8Array<ArrayBuffer> =>
  stored instanceof Uint8Array && stored.length > HEAD && MARK.every((byte, at) => stored[at] === byte);

/** `open` rejects where the value was sealed by another key or is damaged. */
export function createAesSeal(key: CryptoKey): Seal {
  const { subtle } = crypto;
  return {
    async seal(value) {
      const iv = crypto.getRandomValues(new Uint8Array(IV));
      const sealed = new Uint8Array(await subtle.encrypt({ name: "AES-GCM", iv }, key, value as Uint8Array<ArrayBuffer>));
      const stored = new Uint8Array(HEAD + sealed.length);
      stored.set(MARK);
      stored.set(iv, MARK.length);
      stored.set(sealed, HEAD);
      return stored;
    },
    async open(stored) {
      if (!isSealed(stored)) return stored;
      return new Uint8Array(await subtle.decrypt({ name: "AES-GCM", iv: stored.subarray(MARK.length, HEAD) }, key, stored.subarray(HEAD)));
    },
  };
}
