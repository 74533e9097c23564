// Files damaged as carriers, programs and attackers do it: in their bytes, their lines or their fields. For tests.
// Invariant: the same chance, file and words make the same damage.
import type { Random } from "@outrider/shared/kernel";
import { mutant } from "@outrider/shared/testing";

const TEXT = new TextEncoder();
const read = (bytes: Uint8Array): string => new TextDecoder("latin1").decode(bytes);
/** Back to the bytes that `read` was given; what was put in beyond them comes as UTF-8. */
const write = (text: string): Uint8Array<ArrayBuffer> => {
  const parts = text.split(/([^\u0000-\u00ff]+)/);
  return new Uint8Array(parts.flatMap((part, at) => (at % 2 === 1 ? [...TEXT.encode(part)] : latin(part))));
};
/** What TextDecoder calls latin1 is Windows-1252: its own signs go back to one byte each. */
const BACK = new Map(Array.from({ length: 256 }, (_, byte) => [read(new Uint8Array([byte])), byte]));
const latin = (part: string): number[] => [...part].map((sign) => BACK.get(sign) ?? sign.charCodeAt(0) & 255);

const ENDS = ["\n", "\r\n", "\r", "\u2028", "\n\n\n", "\u0000\n"] as const;
const SIGNS = [",", ";", "\t", "|", '"', '""', ":", "=", "\\", "\\n", "'", " "] as const;

function inLines(random: Random, text: string): string {
  const lines = text.split(/(?<=\n)/);
  const at = random.int(lines.length);
  const line = lines[at] ?? "";
  switch (random.int(8)) {
    case 0: lines.splice(at, 1); break;
    case 1: lines.splice(at, 0, line); break;
    case 2: lines.splice(random.int(lines.length), 0, ...lines.splice(at, 1)); break;
    case 3: lines[at] = line.slice(0, random.int(line.length + 1)); break;
    case 4: lines[at] = line.replace(/\r?\n$/, random.pick(ENDS)); break;
    case 5: lines[at] = ` ${line}`; break;
    case 6: lines.length = at + 1; break;
    default: lines[at] = line.repeat(random.between(2, 40));
  }
  return lines.join("");
}

/** One value between two dividers becomes another. */
function inFields(random: Random, text: string, words: readonly string[]): string {
  const parts = text.split(/([,;\t|:\n])/);
  const at = random.int((parts.length + 1) / 2) * 2;
  const value = parts[at] ?? "";
  switch (random.int(7)) {
    case 0: parts[at] = ""; break;
    case 1: parts[at] = random.pick(words); break;
    case 2: parts[at] = `"${random.pick(words).replaceAll('"', '""')}"`; break;
    case 3: parts[at] = value + random.pick(SIGNS); break;
    case 4: parts[at] = random.pick(SIGNS) + value; break;
    case 5: parts[at] = value.repeat(random.between(2, 60)); break;
    default: parts[at] = parts[random.int(parts.length)] ?? "";
  }
  return parts.join("");
}

/** One to four damages of one kind or several. words: text to put in, hostile as it may be. */
export function damaged(random: Random, bytes: Uint8Array, words: readonly string[]): Uint8Array<ArrayBuffer> {
  if (bytes.length === 0) return new Uint8Array();
  let found: Uint8Array<ArrayBuffer> = new Uint8Array(bytes);
  for (let more = random.between(1, 4); more > 0 && found.length > 0; more -= 1) {
    const way = random.int(3);
    if (way === 0) found = Uint8Array.from(mutant(random, found, bytes));
    else found = write(way === 1 ? inLines(random, read(found)) : inFields(random, read(found), words));
  }
  return found;
}
