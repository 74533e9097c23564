// Other people's carets and selections in the text, each with a name, in a colour of the design.
import { Extension } from "@tiptap/core";
import { yCursorPlugin } from "@tiptap/y-tiptap";
import { type NoteState, personTone } from "../../../rooms/index.ts";

type Awareness = NonNullable<NoteState["document"]>["awareness"];
interface Person { readonly id: string; readonly name: string }

function caretOf({ id, name }: Person): HTMLElement {
  const caret = document.createElement("span");
  caret.className = `note-caret note-person-${personTone(id)}`;
  const sign = document.createElement("span");
  sign.className = "note-caret-name";
  sign.textContent = name;
  caret.append(sign);
  return caret;
}

export const carets = (awareness: Awareness) =>
  Extension.create({
    name: "carets",
    addProseMirrorPlugins: () => [yCursorPlugin(awareness, { cursorBuilder: caretOf, selectionBuilder: ({ id }: Person) => ({ class: `note-selection note-person-${personTone(id)}` }) })],
  });
