// One struct of a Yjs V1 update: what it is, how long, what it refers to. Invariant: it takes exactly the bytes that Yjs
// takes for it, and passes only what the editor writes; everything else Yjs can read is refused by name.
import type { ByteReader } from "./byte-reader.ts";
import { isMarkName, isPlainName } from "./names.ts";
import { LIMITS } from "./limits.ts";
import { walkAny, walkJson } from "./plain-values.ts";

/** The one root of a body; the name under which TipTap's collaboration is told to look. */
export const BODY_ROOT = "body";

export const HIGHEST_CLIENT = 0xffff_fffe;

export interface Id {
  readonly client: number;
  readonly clock: number;
}

export interface Struct {
  readonly length: number;
  readonly origin: Id | null;
  readonly rightOrigin: Id | null;
  /** null: that of its neighbours. */
  readonly parent: Id | "root" | null;
}

const HAS_ORIGIN = 128;
const HAS_RIGHT_ORIGIN = 64;
const HAS_KEY = 32;

/** 0 and 2³²-1 no honest client draws in a lifetime; the highest would come first in every tie. */
export function readClient(reader: ByteReader): number {
  const client = reader.varUint(HIGHEST_CLIENT, "bad-client");
  if (client === 0) reader.fail("bad-client");
  return client;
}

const readId = (reader: ByteReader): Id => ({ client: readClient(reader), clock: reader.varUint(LIMITS.clock, "too-large") });

function readType(reader: ByteReader): number {
  const type = reader.varUint(Number.MAX_SAFE_INTEGER);
  // Elements and texts. Lists, maps, plain texts, fragments in fragments and hooks have no place in a note.
  if (type === 3 && !isPlainName(reader.text(LIMITS.name, "bad-key"))) reader.fail("bad-key");
  else if (type !== 3 && type !== 6) reader.fail("bad-content");
  return 1;
}

function readValues(reader: ByteReader): number {
  const count = reader.varUint(LIMITS.values, "too-large");
  for (let i = 0; i < count && reader.fault === null; i++) walkAny(reader);
  return count;
}

function readFormat(reader: ByteReader): number {
  if (!isMarkName(reader.text(LIMITS.name + 10, "bad-key"))) reader.fail("bad-key");
  walkJson(reader);
  return 1;
}

// By Yjs's numbers. 2 is JSON of an old format, 3 bytes, 5 an embedded object, 9 a document: the editor writes none.
const CONTENTS: Readonly<Record<number, (reader: ByteReader) => number>> = {
  1: (reader) => reader.varUint(LIMITS.span, "too-large"),
  4: (reader) => reader.skipText(),
  6: readFormat,
  7: readType,
  8: readValues,
};

/** Takes at least two bytes, or fails. */
export function readStruct(reader: ByteReader): Struct {
  const info = reader.byte();
  const kind = info & 31;
  const nothing = { origin: null, rightOrigin: null, parent: null };
  if (kind === 0) {
    if (info !== 0) reader.fail("malformed");
    return { ...nothing, length: positive(reader, reader.varUint(LIMITS.span, "too-large")) };
  }
  // A gap within the update, which is no part of anything that was typed.
  if (kind === 10) reader.fail("gap");
  const content = CONTENTS[kind];
  if (content === undefined) {
    reader.fail(kind <= 10 ? "bad-content" : "malformed");
    return { ...nothing, length: 1 };
  }
  const origin = (info & HAS_ORIGIN) === 0 ? null : readId(reader);
  const rightOrigin = (info & HAS_RIGHT_ORIGIN) === 0 ? null : readId(reader);
  const parent = origin === null && rightOrigin === null ? readParent(reader, (info & HAS_KEY) !== 0) : null;
  return { origin, rightOrigin, parent, length: positive(reader, content(reader)) };
}

function readParent(reader: ByteReader, keyed: boolean): Id | "root" {
  const isRoot = reader.varUint(1) === 1;
  if (isRoot && reader.text(LIMITS.name, "bad-key") !== BODY_ROOT) reader.fail("bad-key");
  const parent = isRoot ? "root" : readId(reader);
  if (keyed && !isPlainName(reader.text(LIMITS.name, "bad-key"))) reader.fail("bad-key");
  // The root has no attributes.
  if (keyed && isRoot) reader.fail("bad-content");
  return parent;
}

/** Yjs never writes a struct of no length; reading one, it would stand still. */
function positive(reader: ByteReader, length: number): number {
  if (length === 0) reader.fail("malformed");
  return length;
}
