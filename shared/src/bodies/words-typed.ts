// What somebody typed in one update, as plain text: for a person to whom it is shown because it was not taken.
import * as Y from "yjs";
import { LIMITS } from "./limits.ts";

const UNWANTED = /[\u0000-\u0008\u000b-\u001f\u007f]/g;

/** Of an update that this device made itself; "" where it only deletes or formats. */
export function wordsTyped(update: Uint8Array): string {
  let words = "";
  for (const struct of Y.decodeUpdate(update).structs) {
    if (!(struct instanceof Y.Item)) continue;
    if (struct.content instanceof Y.ContentString) words += struct.content.str;
    else if (struct.content instanceof Y.ContentType && words !== "" && !words.endsWith("\n")) words += "\n";
    if (words.length > LIMITS.textLength) break;
  }
  return words.slice(0, LIMITS.textLength).replace(UNWANTED, "").trim();
}
