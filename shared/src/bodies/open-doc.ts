// A body opened as a Y.Doc. The id is always given: drawing one costs twenty times what the rest does.
import * as Y from "yjs";
import { BODY_ROOT } from "./walk-struct.ts";

/** state: null for a body nobody has written in. */
export function openDoc(id: string, state: Uint8Array | null): Y.Doc {
  const doc = new Y.Doc({ guid: id, gc: true });
  doc.getXmlFragment(BODY_ROOT);
  if (state !== null) Y.applyUpdate(doc, state);
  return doc;
}
