// The caret is where the person put it when something else changes the text. A browser moves it at once and tells the
// editor in a later turn: what changes between the two (somebody's words, somebody's caret) would put it back to where the
// editor last knew it, and the next word typed would stand there.
import { Extension } from "@tiptap/core";
import { type EditorState, Plugin, TextSelection } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import type { NoteState } from "../../../rooms/index.ts";

type Doc = NonNullable<NoteState["document"]>["doc"];

/** Where the page shows the caret, if it is another place than the editor knows; of what the page shows now. */
function movedTo(view: EditorView, state: EditorState): TextSelection | null {
  if (!view.hasFocus() || view.composing || !(state.selection instanceof TextSelection)) return null;
  const shown = view.dom.ownerDocument.getSelection();
  if (!shown?.anchorNode || !shown.focusNode || !view.dom.contains(shown.anchorNode) || !view.dom.contains(shown.focusNode)) return null;
  const [anchor, head] = [view.posAtDOM(shown.anchorNode, shown.anchorOffset), view.posAtDOM(shown.focusNode, shown.focusOffset)];
  if (anchor === state.selection.anchor && head === state.selection.head) return null;
  const moved = TextSelection.between(state.doc.resolve(anchor), state.doc.resolve(head));
  return moved instanceof TextSelection && !moved.eq(state.selection) ? moved : null;
}

export const moveCaretFirst = (doc: Doc) =>
  Extension.create({
    name: "moveCaretFirst",
    // It listens to the document before the editor's own part does, which notes the caret there.
    priority: 1100,
    addProseMirrorPlugins() {
      let view: EditorView | null = null;
      return [
        new Plugin({
          view(made) {
            view = made;
            const settle = (): void => {
              if (doc._transaction?.local !== false) return;
              const moved = movedTo(made, made.state);
              if (moved) made.dispatch(made.state.tr.setSelection(moved));
            };
            doc.on("beforeAllTransactions", settle);
            return {
              destroy() {
                view = null;
                doc.off("beforeAllTransactions", settle);
              },
            };
          },
          // What changes no word: somebody else's caret.
          appendTransaction(transactions, _before, state) {
            if (!view || transactions.some(({ docChanged, selectionSet }) => docChanged || selectionSet)) return null;
            const moved = movedTo(view, state);
            return moved && state.tr.setSelection(moved);
          },
        }),
      ];
    },
  });
