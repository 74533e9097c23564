// Values of attributes and marks, as lib0 and as JSON write them. Invariant: what passes is plain data (null, booleans,
// finite numbers, texts, lists, objects with plain names), nested no deeper than LIMITS.depth, and no recursion here
// goes deeper than that. It keeps no value: it only looks.
import { hasHalfSign } from "@outrider/shared/kernel";
import type { ByteReader } from "./byte-reader.ts";
import { isPlainName } from "./names.ts";
import { LIMITS } from "./limits.ts";

function float(reader: ByteReader, width: 4 | 8): void {
  const bytes = reader.take(width);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (bytes.length === width && !Number.isFinite(width === 4 ? view.getFloat32(0) : view.getFloat64(0))) reader.fail("bad-content");
}

/** One value as lib0's readAny takes it. */
export function walkAny(reader: ByteReader): void {
  const start = reader.at;
  // What is still open around this place: how many values each wants, and whether they have keys.
  const open: { wants: number; readonly keys: boolean }[] = [{ wants: 1, keys: false }];
  for (let parts = 0; reader.fault === null; parts++) {
    if (parts > 2 * LIMITS.valueParts || reader.at - start > LIMITS.valueBytes) return reader.fail("too-large");
    const top = open.at(-1);
    if (top === undefined) return;
    if (top.wants === 0) {
      open.pop();
      continue;
    }
    top.wants -= 1;
    if (top.keys && !isPlainName(reader.text(LIMITS.name, "bad-key"))) return reader.fail("bad-key");
    const type = reader.byte();
    if (type === 125) reader.skipVarInt();
    else if (type === 124) float(reader, 4);
    else if (type === 123) float(reader, 8);
    else if (type === 119) reader.skipText();
    else if (type === 118 || type === 117) {
      // Each thing in it takes a byte at least.
      open.push({ wants: reader.varUint(reader.left), keys: type === 118 });
      if (open.length > LIMITS.depth + 1) return reader.fail("too-deep");
    } else if (type !== 127 && type !== 126 && type !== 121 && type !== 120) return reader.fail("bad-content");
  }
}

/** How deep the brackets of a JSON text go, without reading it. */
function bracketsDeep(text: string): number {
  let depth = 0;
  let deepest = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const sign = text.charAt(i);
    if (quoted && sign === "\\") i += 1;
    else if (sign === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (sign === "[" || sign === "{") deepest = Math.max(deepest, ++depth);
    else if (sign === "]" || sign === "}") depth -= 1;
  }
  return deepest;
}

type Verdict = "bad-key" | "bad-content" | null;

function judge(value: unknown): Verdict {
  if (typeof value === "string") return hasHalfSign(value) ? "bad-content" : null;
  if (typeof value === "number") return Number.isFinite(value) ? null : "bad-content";
  if (Array.isArray(value)) return value.map(judge).find((verdict) => verdict !== null) ?? null;
  if (typeof value !== "object" || value === null) return null;
  for (const [key, item] of Object.entries(value)) {
    const verdict = isPlainName(key) ? judge(item) : "bad-key";
    if (verdict !== null) return verdict;
  }
  return null;
}

function parsed(text: string): { readonly value: unknown } | null {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return null;
  }
}

/** One value written as JSON. */
export function walkJson(reader: ByteReader): void {
  const text = reader.text(LIMITS.valueBytes, "too-large");
  if (reader.fault !== null) return;
  if (bracketsDeep(text) > LIMITS.depth) return reader.fail("too-deep");
  const read = parsed(text);
  const verdict = read === null ? "malformed" : judge(read.value);
  if (verdict !== null) reader.fail(verdict);
}
