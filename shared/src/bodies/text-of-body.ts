// The words of a body, for search and previews: plain text, a line a block. Invariant: bounded whatever the body holds,
// no recursion, and no character that a text column of a database refuses.
import { withoutHalfSigns } from "@outrider/shared/kernel";
import * as Y from "yjs";
import { LIMITS } from "./limits.ts";
import { openDoc } from "./open-doc.ts";
import { BODY_ROOT } from "./walk-struct.ts";

/** Elements that lie within a line. */
const INLINE: ReadonlySet<string> = new Set(["mention", "emoji", "image"]);
const LINE_BREAK = "hardBreak";
const UNWANTED = /[\u0000-\u0008\u000b-\u001f\u007f]/g;

/** At most LIMITS.textLength characters. */
export function textOfDoc(doc: Y.Doc): string {
  let text = "";
  const endLine = (): void => {
    if (text !== "" && !text.endsWith("\n")) text += "\n";
  };
  // What is to be looked at next, innermost last; null ends the line of an element.
  const open: (Y.Item | null)[] = [];
  const push = (item: Y.Item | null): void => {
    if (item !== null) open.push(item);
  };
  push(doc.getXmlFragment(BODY_ROOT)._start);
  for (let item = open.pop(); item !== undefined && text.length <= LIMITS.textLength; item = open.pop()) {
    if (item === null) {
      endLine();
      continue;
    }
    push(item.right);
    if (item.deleted) continue;
    const { content } = item;
    if (content instanceof Y.ContentString) text += content.str;
    if (!(content instanceof Y.ContentType)) continue;
    const type: Y.AbstractType<unknown> = content.type;
    if (type instanceof Y.XmlElement && type.nodeName === LINE_BREAK) text += "\n";
    else if (type instanceof Y.XmlElement && !INLINE.has(type.nodeName)) {
      endLine();
      open.push(null);
    }
    push(type._start);
  }
  // The cut may go through a character; other halves there are none, whatever Yjs has split.
  return withoutHalfSigns(text.slice(0, LIMITS.textLength).replace(UNWANTED, "")).trimEnd();
}

/** Of a state that was tried; throws where Yjs cannot read it. */
export function textOfBody(state: Uint8Array): string {
  const doc = openDoc("text", state);
  const text = textOfDoc(doc);
  doc.destroy();
  return text;
}
