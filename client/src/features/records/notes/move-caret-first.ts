// The caret is where the person put it when something else changes the text. A browser moves it at once and tells the
// editor in a later turn: what changes between the two (somebody's words, somebody's caret) would put it back to where the
// editor last knew it, and the next word typed would stand there; and a key pressed between the two would do what it does
// to what was chosen before.
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

function settle(view: EditorView): void {
  const moved = movedTo(view, view.state);
  if (moved) view.dispatch(view.state.tr.setSelection(moved));
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
          props: {
            // A key for the editor itself (bold, a new line) is about what the page shows as chosen.
            handleDOMEvents: {
              keydown(made) {
                settle(made);
                return false;
              },
            },
          },
          view(made) {
            view = made;
            const before = (): void => {
              if (doc._transaction?.local === false) settle(made);
            };
            doc.on("beforeAllTransactions", before);
            return {
              destroy() {
                view = null;
                doc.off("beforeAllTransactions", before);
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
