// Several lines of text in which somebody may be mentioned: after an `@` the people of the workspace are offered.
import { voiceHere } from "../../../app/use-voice.ts";
import { TextArea, type TextAreaProps } from "../../../ui/text-area.tsx";
import { whenOpened } from "../../../ui/when-opened.tsx";
import { PeopleList } from "./people-list.tsx";
import { useMentionField } from "./use-mention-field.ts";

const VoiceButton = whenOpened(async () => (await import("./voice-button.tsx")).VoiceButton);

type MentionAreaProps = Pick<TextAreaProps, "label" | "value" | "onChange" | "rows" | "optional" | "hint" | "error" | "name">;

export const MentionArea = ({ value, onChange, ...rest }: MentionAreaProps) => {
  const { mention, take, field, onSelect, onBlur, onKeyDown } = useMentionField(value, onChange);
  return (
    <div className="relative">
      <TextArea {...rest} {...mention.aria} ref={field} value={value} onChange={onChange} onSelect={onSelect} onBlur={onBlur} onKeyDown={(event) => void onKeyDown(event)} />
      <PeopleList mention={mention} onTake={take} />
      {voiceHere() && <VoiceButton onText={(said) => onChange(value.trim() === "" ? said : `${value.trimEnd()} ${said}`)} />}
    </div>
  );
};
