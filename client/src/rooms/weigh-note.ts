// How much of a note's room is taken.
import { LIMITS } from "@outrider/shared/bodies";
import { type Doc, encodeStateAsUpdate } from "yjs";

/** From 0 to 1: at 1 the server takes no more. */
export const weighNote = (doc: Doc): number => encodeStateAsUpdate(doc).length / LIMITS.bodyBytes;

/** Bytes of one paste that are sure to go into one update, formats and all. */
export const MAX_PASTE = Math.floor(LIMITS.updateBytes * 0.6);
