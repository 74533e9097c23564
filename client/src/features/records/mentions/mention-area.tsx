// Several lines of text in which somebody may be mentioned: after an `@` the people of the workspace are offered.
import { useLayoutEffect, useRef } from "react";
import type { MemberView } from "../../../app/use-definitions.ts";
import { TextArea, type TextAreaProps } from "../../../ui/text-area.tsx";
import { mentionText } from "./mention.ts";
import { PeopleList } from "./people-list.tsx";
import { useMention } from "./use-mention.ts";
import { voiceHere } from "../../../app/use-voice.ts";
import { whenOpened } from "../../../ui/when-opened.tsx";

const VoiceButton = whenOpened(async () => (await import("./voice-button.tsx")).VoiceButton);

type MentionAreaProps = Pick<TextAreaProps, "label" | "value" | "onChange" | "rows" | "optional" | "hint" | "error">;

const beforeCaret = ({ value, selectionStart, selectionEnd }: HTMLTextAreaElement): string | null => (selectionStart === selectionEnd ? value.slice(0, selectionEnd) : null);

export const MentionArea = ({ value, onChange, ...rest }: MentionAreaProps) => {
  const mention = useMention();
  const field = useRef<HTMLTextAreaElement>(null);
  /** Where the caret belongs once what was taken is shown. */
  const caret = useRef<number>(null);
  useLayoutEffect(() => {
    if (caret.current === null) return;
    field.current?.setSelectionRange(caret.current, caret.current);
    caret.current = null;
  }, [value]);
  const take = ({ name }: MemberView) => {
    const end = field.current?.selectionEnd ?? value.length;
    const start = mention.typed?.at;
    if (start === undefined) return;
    const written = mentionText(name, value.slice(end));
    caret.current = start + written.length;
    mention.leave();
    onChange(value.slice(0, start) + written + value.slice(end));
  };
  return (
    <div className="relative">
      <TextArea
        {...rest} {...mention.aria} ref={field} value={value} onChange={onChange}
        onSelect={(event) => mention.look(beforeCaret(event.currentTarget))}
        onBlur={() => mention.look(null)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing || event.metaKey || event.ctrlKey || event.altKey || !mention.key(event.key, take)) return;
          event.preventDefault();
          event.stopPropagation();
        }}
      />
      <PeopleList mention={mention} onTake={take} />
      {voiceHere() && <VoiceButton onText={(said) => onChange(value.trim() === "" ? said : `${value.trimEnd()} ${said}`)} />}
    </div>
  );
};
