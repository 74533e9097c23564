// Text that lies in the database and may be read by this server alone: AES-256-GCM under a key of its own.
// Invariant: what was changed, or sealed for something else, does not open.
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

const IV = 12;
const TAG = 16;

export interface Sealer {
  seal(text: string): string;
  /** Throws where the text is not what was sealed. */
  open(sealed: string): string;
}

/**
 * `key`: 32 bytes. `purpose` is bound in, so that a text sealed for one thing cannot be put in another's place; none where the
 * key itself is for one thing alone, and what lies there was sealed before there were purposes.
 */
export function createSealer(key: Buffer, purpose = ""): Sealer {
  return {
    seal(text) {
      const iv = randomBytes(IV);
      const cipher = createCipheriv("aes-256-gcm", key, iv).setAAD(Buffer.from(purpose));
      const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), body]).toString("base64url");
    },
    open(sealed) {
      const bytes = Buffer.from(sealed, "base64url");
      if (bytes.length < IV + TAG) throw new Error(`a sealed ${purpose} is too short`);
      const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, IV)).setAAD(Buffer.from(purpose));
      decipher.setAuthTag(bytes.subarray(IV, IV + TAG));
      return Buffer.concat([decipher.update(bytes.subarray(IV + TAG)), decipher.final()]).toString("utf8");
    },
  };
}
