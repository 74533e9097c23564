/** A short secret that must be read again, encrypted for the database: AES-256-GCM, a new nonce each time. */
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

export type SecretSeal = {
  readonly seal: (secret: string) => string;
  /** Throws where it was sealed by another key or changed. */
  readonly open: (sealed: string) => string;
};

const IV = 12;
const TAG = 16;

/** `key`: 32 bytes. */
export const createSecretSeal = (key: Buffer): SecretSeal => ({
  seal(secret) {
    const iv = randomBytes(IV);
    const cipher = createCipheriv("aes-256-gcm", key, iv);
    const data = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), data]).toString("base64url");
  },
  open(sealed) {
    const bytes = Buffer.from(sealed, "base64url");
    const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, IV), { authTagLength: TAG });
    decipher.setAuthTag(bytes.subarray(IV, IV + TAG));
    return Buffer.concat([decipher.update(bytes.subarray(IV + TAG)), decipher.final()]).toString("utf8");
  },
});
