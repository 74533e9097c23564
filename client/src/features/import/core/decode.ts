// The text of a file of cards or of a calendar: UTF-8 by rule, wide characters by their mark, else the alphabet of old phones.
import type { Encoding } from "./table.ts";

export function decoded(bytes: Uint8Array): { readonly content: string; readonly encoding: Encoding } {
  const marked: Encoding | undefined = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : undefined;
  if (marked !== undefined) return { content: new TextDecoder(marked).decode(bytes), encoding: marked };
  try {
    return { content: new TextDecoder("utf-8", { fatal: true }).decode(bytes), encoding: "utf-8" };
  } catch {
    return { content: new TextDecoder("windows-1252").decode(bytes), encoding: "windows-1252" };
  }
}
