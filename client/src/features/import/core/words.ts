// Names as people write them, made comparable: case, accents, spaces and punctuation set aside, and the distance
// between two of them. It only compares; nothing here changes a value.

/** Whether two squashed names differ by a slip or two. */
export { nearlySame } from "@outrider/shared/search";

/** "  Déjà  Vu " → "deja vu": equal names read the same, whatever their case and spacing. */
export const normal = (name: string): string =>
  name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[\s\u00a0]+/gu, " ").trim();

/** Case and spacing set aside, nothing else: what counts as the same name when records are linked. */
export const sameName = (name: string): string => name.normalize("NFC").toLowerCase().replace(/[\s\u00a0]+/gu, " ").trim();

/** Letters and digits alone: "GTX Pro" and "GTXPro" are one. */
export const squashed = (name: string): string => normal(name).replace(/[^\p{L}\p{N}]+/gu, "");

/** "InvoiceNo", "close_date", "E-Mail " → "invoice no", "close date", "e mail". */
export const headerWords = (header: string): string =>
  normal(header.replace(/([a-z0-9])([A-Z])/g, "$1 $2")).replace(/[^\p{L}\p{N}%]+/gu, " ").trim();
