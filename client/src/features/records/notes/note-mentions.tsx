// People offered while a name is typed in a note. What is taken is written as plain text, so that every client reads it.
// Invariant: a key is the list's only while the list is there.
import type { Editor } from "@tiptap/core";
import { useEffect, useRef, useState } from "react";
import type { MemberView } from "../../../app/use-definitions.ts";
import { mentionText, typedBefore } from "../mentions/mention.ts";
import { PeopleList } from "../mentions/people-list.tsx";
import { useMention } from "../mentions/use-mention.ts";

/** What is between the beginning of the paragraph and the caret; anything that is no text counts as one strange sign. */
const beforeCaret = ({ state: { selection }, isEditable, isFocused }: Editor): string | null => {
  const { $from, empty } = selection;
  return !isEditable || !isFocused || !empty || !$from.parent.isTextblock || $from.parent.type.spec.code === true ? null : $from.parent.textBetween(0, $from.parentOffset, undefined, "\ufffc");
};

export const NoteMentions = ({ editor }: { readonly editor: Editor }) => {
  const mention = useMention();
  const [top, setTop] = useState(0);
  const now = useRef<{ readonly mention: typeof mention; readonly take: (person: MemberView) => void }>({ mention, take: () => undefined });
  const take = ({ name }: MemberView) => {
    const { state, view } = editor;
    const { $from, from } = state.selection;
    const at = mention.typed?.at;
    if (at === undefined) return;
    const written = mentionText(name, $from.parent.textBetween($from.parentOffset, $from.parent.content.size, undefined, "\ufffc"));
    mention.leave();
    view.dispatch(state.tr.insertText(written, $from.start() + at, from).scrollIntoView());
    view.focus();
  };
  useEffect(() => {
    now.current = { mention, take };
  });
  useEffect(() => {
    const look = () => {
      const before = beforeCaret(editor);
      now.current.mention.look(before);
      if (before === null || typedBefore(before) === null) return;
      const { view, state } = editor;
      setTop(view.coordsAtPos(state.selection.from).bottom - view.dom.getBoundingClientRect().top);
    };
    // Before the editor's own keys: ProseMirror leaves a key alone that somebody has taken.
    const onKey = (event: KeyboardEvent) => {
      if (event.isComposing || event.metaKey || event.ctrlKey || event.altKey || !now.current.mention.key(event.key, now.current.take)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    const { dom } = editor.view;
    dom.addEventListener("keydown", onKey, true);
    editor.on("transaction", look);
    editor.on("focus", look);
    editor.on("blur", look);
    return () => {
      dom.removeEventListener("keydown", onKey, true);
      editor.off("transaction", look);
      editor.off("focus", look);
      editor.off("blur", look);
    };
  }, [editor]);
  const { aria, people } = mention;
  const [controls, active] = [aria["aria-controls"], aria["aria-activedescendant"]];
  useEffect(() => {
    const { dom } = editor.view;
    dom.setAttribute("aria-autocomplete", "list");
    dom.setAttribute("aria-haspopup", "listbox");
    for (const [name, value] of [["aria-controls", controls], ["aria-activedescendant", active]] as const)
      if (value === undefined) dom.removeAttribute(name);
      else dom.setAttribute(name, value);
  }, [editor, controls, active]);
  return <PeopleList mention={mention} onTake={take} top={people.length === 0 ? undefined : top} />;
};
