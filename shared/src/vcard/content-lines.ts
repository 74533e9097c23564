// The lines of a vCard as names, parameters and values: folded lines put together, quoted-printable text read. Generous,
// since cards come from many programs: what cannot be read is left as it stands. It knows no property.

export interface ContentLine {
  /** The line of the text on which it begins, from 1. */
  readonly line: number;
  /** In capitals, without a group (`item1.EMAIL` is EMAIL). */
  readonly name: string;
  /** In capitals; several values of one parameter are divided by commas. A bare `HOME` is a TYPE. */
  readonly params: Readonly<Record<string, string>>;
  readonly value: string;
}

/** Longest value that is kept, in UTF-16 units: pictures lie in cards too, and nobody reads them here. */
const LONGEST = 20_000;
const BARE_ENCODINGS = new Set(["QUOTED-PRINTABLE", "BASE64", "8BIT", "7BIT"]);

/** Lines that begin with white space go on with the one before. */
function unfolded(text: string): readonly { readonly line: number; readonly text: string }[] {
  const lines: { readonly line: number; readonly parts: string[] }[] = [];
  for (const [index, line] of text.split(/\r\n|\n|\r/).entries()) {
    const before = lines.at(-1);
    if (before !== undefined && /^[ \t]/.test(line)) before.parts.push(line.slice(1));
    else lines.push({ line: index + 1, parts: [line] });
  }
  return lines.map(({ line, parts }) => ({ line, text: parts.join("") }));
}

/** Where the value begins: the first colon that stands in no quotes. */
function colonOf(line: string): number {
  let quoted = false;
  for (let at = 0; at < line.length; at += 1) {
    if (line[at] === '"') quoted = !quoted;
    else if (line[at] === ":" && !quoted) return at;
  }
  return -1;
}

const bare = (value: string): string => value.replace(/^"(.*)"$/s, "$1");

function paramsOf(parts: readonly string[]): Readonly<Record<string, string>> {
  const params = new Map<string, string>();
  for (const part of parts) {
    const at = part.indexOf("=");
    const upper = part.trim().toUpperCase();
    const [name, value] = at >= 0 ? [part.slice(0, at).trim().toUpperCase(), bare(part.slice(at + 1).trim()).toUpperCase()] : [BARE_ENCODINGS.has(upper) ? "ENCODING" : "TYPE", upper];
    params.set(name, params.has(name) ? `${params.get(name)},${value}` : value);
  }
  return Object.fromEntries(params);
}

/** =C3=A9 as é; bytes that are no UTF-8 are taken for Latin-1, which old programs wrote. */
export function readQuotedPrintable(text: string): string {
  return text.replace(/(=[0-9A-Fa-f]{2})+/g, (run) => {
    try {
      return decodeURIComponent(run.replaceAll("=", "%"));
    } catch {
      return run.replace(/=(..)/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
    }
  });
}

export function contentLines(text: string): readonly ContentLine[] {
  const lines = unfolded(text);
  const found: ContentLine[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const { line: number, text: line } = lines[at] as (typeof lines)[number];
    const colon = colonOf(line);
    if (colon < 0) continue;
    const [head = "", ...rest] = line.slice(0, colon).split(";");
    const params = paramsOf(rest);
    let value = line.slice(colon + 1);
    if (params["ENCODING"] === "QUOTED-PRINTABLE") {
      // A line that ends with = goes on in the next one.
      while (value.endsWith("=") && at + 1 < lines.length && value.length < LONGEST) {
        at += 1;
        value = value.slice(0, -1) + (lines[at] as (typeof lines)[number]).text;
      }
      value = readQuotedPrintable(value.slice(0, LONGEST));
    }
    found.push({ line: number, name: head.slice(head.lastIndexOf(".") + 1).trim().toUpperCase(), params, value: value.slice(0, LONGEST) });
  }
  return found;
}
