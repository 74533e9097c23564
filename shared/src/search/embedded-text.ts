// What of a record a model of meaning is given, and the name of that text. Invariant: it follows from the record alone and
// is the same on every device and on the server, so that a vector that somebody computed can be told to stand for the text
// that somebody else sees.
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { elementsOf, isDeleted, type RecordState, textOf } from "@outrider/shared/records";
import { fieldOf, type Kind } from "@outrider/shared/schema";

/** The collections that the assistant retrieves from. */
export const COLLECTIONS = ["deals", "responses", "interactions", "personas"] as const;
export type Collection = (typeof COLLECTIONS)[number];

/** The fields that say what a record is about, the telling ones first: a model reads the beginning. */
const FIELDS = {
  deal: ["title", "industry", "reason", "notes", "competitors", "products", "tags"],
  objection: ["text", "response"],
  activity: ["outcome", "text"],
  contact: ["name", "title", "notes", "tags"],
  lead: ["name", "company", "notes", "tags"],
  company: ["name", "industry", "notes", "tags"],
  task: ["title", "text"],
  body: ["text"],
} as const satisfies Partial<Record<Kind, readonly string[]>>;

export type EmbeddedKind = keyof typeof FIELDS;
export const EMBEDDED_KINDS = Object.keys(FIELDS) as readonly EmbeddedKind[];
export const isEmbedded = (kind: string): kind is EmbeddedKind => Object.hasOwn(FIELDS, kind);

const COLLECTION_OF: Partial<Record<EmbeddedKind, Collection>> = { deal: "deals", objection: "responses", activity: "interactions", contact: "personas" };
/** Undefined for what only search finds by its meaning. */
export const collectionOf = (kind: string): Collection | undefined => (isEmbedded(kind) ? COLLECTION_OF[kind] : undefined);

/** Characters: some 250 words, which is what models of this size read. */
const LONGEST = 1_500;
/** A name alone, "A", tells nobody anything. */
const SHORTEST = 3;

/** One line a field. "" where there is nothing to be found by its meaning: deleted, merged into another, of another kind, or empty. */
export function embeddedText(state: RecordState): string {
  if (!isEmbedded(state.kind) || isDeleted(state) || textOf(state, "mergedInto") !== "") return "";
  const { kind } = state;
  const parts = FIELDS[kind].map((name) => (fieldOf(kind, name)?.many ? [...elementsOf(state, name)].sort().join(", ") : textOf(state, name)).replace(/\s+/g, " ").trim());
  const text = parts.filter((part) => part !== "").join("\n").slice(0, LONGEST).trimEnd();
  return text.length < SHORTEST ? "" : text;
}

/** 32 hexadecimal figures; "" for no text. */
export const textHash = (text: string): string => (text === "" ? "" : bytesToHex(sha256(utf8ToBytes(text)).subarray(0, 16)));
