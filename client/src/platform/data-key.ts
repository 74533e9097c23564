// The key that stored values are sealed with, and what it is wrapped by: a key of this browser's own, or what a person
// alone has (a PIN, a passkey), or what the server keeps for who signs in anew. Invariant: the key in use cannot be
// taken out of the browser's cryptography; the bytes of it exist only wrapped, or on the way from one wrapping to another.
export interface Wrapped { readonly iv: Uint8Array<ArrayBuffer>; readonly data: Uint8Array<ArrayBuffer> }

const AES = { name: "AES-GCM", length: 256 } as const;
const WRAPS: readonly KeyUsage[] = ["wrapKey", "unwrapKey"];
const SEALS: readonly KeyUsage[] = ["encrypt", "decrypt"];
/** What OWASP asks of PBKDF2 with SHA-256; a third of a second on a phone. */
export const PIN_ROUNDS = 600_000;

export const randomBytes = (length: number): Uint8Array<ArrayBuffer> => crypto.getRandomValues(new Uint8Array(length));

/** A data key that may be wrapped: only to be wrapped at once. */
export const newDataKey = (): Promise<CryptoKey> => crypto.subtle.generateKey(AES, true, [...SEALS]);

/** A key of this browser's own, to wrap with. */
export const newOwnKey = (extractable = false): Promise<CryptoKey> => crypto.subtle.generateKey(AES, extractable, [...WRAPS]);
export const ownKeyBytes = async (key: CryptoKey): Promise<Uint8Array<ArrayBuffer>> => new Uint8Array(await crypto.subtle.exportKey("raw", key));
export const ownKeyOf = (bytes: Uint8Array<ArrayBuffer>): Promise<CryptoKey> => crypto.subtle.importKey("raw", bytes, AES, false, [...WRAPS]);

/** From a PIN or a phrase: made slow on purpose. */
export async function pinKey(pin: string, salt: Uint8Array<ArrayBuffer>, rounds: number): Promise<CryptoKey> {
  const typed = await crypto.subtle.importKey("raw", new TextEncoder().encode(pin.normalize("NFKC")), "PBKDF2", false, ["deriveKey"]);
  return await crypto.subtle.deriveKey({ name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds }, typed, AES, false, [...WRAPS]);
}

/** From a secret nobody guesses. */
export async function secretKey(secret: Uint8Array<ArrayBuffer>, salt: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  const given = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveKey"]);
  return await crypto.subtle.deriveKey({ name: "HKDF", hash: "SHA-256", salt, info: new TextEncoder().encode("outrider lock") }, given, AES, false, [...WRAPS]);
}

export async function wrap(key: CryptoKey, by: CryptoKey): Promise<Wrapped> {
  const iv = randomBytes(12);
  return { iv, data: new Uint8Array(await crypto.subtle.wrapKey("raw", key, by, { name: "AES-GCM", iv })) };
}

/** Rejects where it was wrapped by another key. `extractable`: to be wrapped anew at once. */
export const unwrap = ({ iv, data }: Wrapped, by: CryptoKey, extractable = false): Promise<CryptoKey> =>
  crypto.subtle.unwrapKey("raw", data, by, { name: "AES-GCM", iv }, AES, extractable, [...SEALS]);
