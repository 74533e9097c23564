// Identifiers: UUIDs as lower-case text. Random ones come from the platform by argument; derived ones are made here,
// so that two devices that do the same thing offline name the same record.
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

export const isUuid = (text: unknown): text is string => typeof text === "string" && UUID.test(text);

/** A UUID (version 8) derived from its parts by SHA-256: equal parts, equal id. */
export function derivedId(...parts: readonly string[]): string {
  const hex = bytesToHex(sha256(utf8ToBytes(JSON.stringify(parts))));
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 3) | 8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
