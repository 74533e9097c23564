// What kind of picture some bytes are, by how they begin and never by what somebody calls them: only such are shown, and
// none of them can hold anything that runs. Pure.

const starts = (bytes: Uint8Array, at: number, ...signs: readonly (number | string)[]): boolean =>
  signs.flatMap((sign) => (typeof sign === "string" ? [...sign].map((letter) => letter.charCodeAt(0)) : [sign])).every((byte, index) => bytes[at + index] === byte);

/** The media type of a picture that every browser can draw; null: it is none. */
export function rasterType(bytes: Uint8Array): "image/png" | "image/jpeg" | "image/gif" | "image/webp" | "image/avif" | null {
  if (starts(bytes, 0, 0x89, "PNG\r\n", 0x1a, 0x0a)) return "image/png";
  if (starts(bytes, 0, 0xff, 0xd8, 0xff)) return "image/jpeg";
  if (starts(bytes, 0, "GIF87a") || starts(bytes, 0, "GIF89a")) return "image/gif";
  if (starts(bytes, 0, "RIFF") && starts(bytes, 8, "WEBP")) return "image/webp";
  if (starts(bytes, 4, "ftypavif") || starts(bytes, 4, "ftypavis")) return "image/avif";
  return null;
}

/** Whether the bytes are a PDF: it begins within the first kilobyte, as its standard allows. */
export const isPdf = (bytes: Uint8Array): boolean => new TextDecoder("latin1").decode(bytes.subarray(0, 1024)).includes("%PDF-");

const HEAD = 32;

/** The address of a small picture that came as base64, for an image alone; null where it is none that is drawn. */
export function thumbnailAddress(base64: string | null): string | null {
  if (base64 === null || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return null;
  try {
    const type = rasterType(Uint8Array.from(atob(base64.slice(0, HEAD)), (sign) => sign.charCodeAt(0)));
    return type && `data:${type};base64,${base64}`;
  } catch {
    return null;
  }
}

const MOST_TEXT = 200_000;
const NO_TEXT = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/;

/** Bytes as text, as far as it is shown; null where they are no text (UTF-8). */
export function plainText(bytes: Uint8Array): { readonly text: string; readonly more: boolean } | null {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return NO_TEXT.test(text) ? null : { text: text.slice(0, MOST_TEXT), more: text.length > MOST_TEXT };
  } catch {
    return null;
  }
}
