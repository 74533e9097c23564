// A text box in which somebody may be mentioned: what it tells the list of people, and where the caret stands once one was
// taken. Knows no label and no frame.
import { type KeyboardEvent, type RefObject, type SyntheticEvent, useLayoutEffect, useRef } from "react";
import type { MemberView } from "../../../app/use-definitions.ts";
import { mentionText } from "./mention.ts";
import { type Mention, useMention } from "./use-mention.ts";

type Box = HTMLTextAreaElement;

interface MentionField {
  readonly mention: Mention;
  readonly take: (person: MemberView) => void;
  readonly field: RefObject<Box | null>;
  readonly onSelect: (event: SyntheticEvent<Box>) => void;
  readonly onBlur: () => void;
  /** Whether the key was the list's. */
  readonly onKeyDown: (event: KeyboardEvent<Box>) => boolean;
}

const beforeCaret = ({ value, selectionStart, selectionEnd }: Box): string | null => (selectionStart === selectionEnd ? value.slice(0, selectionEnd) : null);

export function useMentionField(value: string, onChange: (value: string) => void): MentionField {
  const mention = useMention();
  const field = useRef<Box>(null);
  /** Where the caret belongs once what was taken is shown. */
  const caret = useRef<number>(null);
  useLayoutEffect(() => {
    if (caret.current === null) return;
    field.current?.setSelectionRange(caret.current, caret.current);
    caret.current = null;
  }, [value]);
  const take = ({ name }: MemberView): void => {
    const end = field.current?.selectionEnd ?? value.length;
    const start = mention.typed?.at;
    if (start === undefined) return;
    const written = mentionText(name, value.slice(end));
    caret.current = start + written.length;
    mention.leave();
    onChange(value.slice(0, start) + written + value.slice(end));
  };
  return {
    mention, take, field,
    onSelect: (event) => mention.look(beforeCaret(event.currentTarget)),
    onBlur: () => mention.look(null),
    onKeyDown(event) {
      if (event.nativeEvent.isComposing || event.metaKey || event.ctrlKey || event.altKey || !mention.key(event.key, take)) return false;
      event.preventDefault();
      event.stopPropagation();
      return true;
    },
  };
}
