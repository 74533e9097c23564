// Recognises files that are no CSV by their first bytes, so that the refusal can say what they are.
import { text } from "../texts.ts";

const MAGIC: readonly (readonly [readonly number[], string])[] = [
  [[0x50, 0x4b, 0x03, 0x04], text.what.zip],
  [[0xd0, 0xcf, 0x11, 0xe0], text.what.oldOffice],
  [[0x25, 0x50, 0x44, 0x46], text.what.pdf],
  [[0x89, 0x50, 0x4e, 0x47], text.what.image],
  [[0xff, 0xd8, 0xff], text.what.image],
  [[0x47, 0x49, 0x46, 0x38], text.what.image],
  [[0x1f, 0x8b], text.what.archive],
  [[0x37, 0x7a, 0xbc, 0xaf], text.what.archive],
  [[0x53, 0x51, 0x4c, 0x69, 0x74, 0x65], text.what.database],
];

/** What the bytes are, where they are a known kind of file that is not text; otherwise null. */
export function sniffBytes(head: Uint8Array): string | null {
  const found = MAGIC.find(([magic]) => magic.every((byte, at) => head[at] === byte));
  return found ? found[1] : null;
}

const TEXTS: readonly (readonly [RegExp, string])[] = [
  [/^\s*(<!doctype html|<html)/i, text.what.html],
  [/^\s*<\?xml/i, text.what.xml],
  [/^\s*BEGIN:VCARD/i, text.what.vcard],
  [/^\s*BEGIN:VCALENDAR/i, text.what.calendar],
  [/^\s*\{\\rtf/i, text.what.rtf],
  [/^\s*(\{\s*"[^"\n]*"\s*:|\[\s*[[{])/, text.what.json],
];

/** What the text is, where it is a known kind of text that is no table; otherwise null. */
export function sniffText(start: string): string | null {
  const found = TEXTS.find(([pattern]) => pattern.test(start));
  return found ? found[1] : null;
}
