// The box of a field of several lines that is edited in place, in which somebody may be mentioned. It begins with the focus:
// the person asked to edit this very field.
import { useEffect } from "react";
import type { LinesBoxProps } from "../../../ui/field-editor.tsx";
import { PeopleList } from "./people-list.tsx";
import { useMentionField } from "./use-mention-field.ts";

export const MentionBox = ({ value, onChange, onBlur, onKeyDown, ...rest }: LinesBoxProps) => {
  const { mention, take, field, ...heard } = useMentionField(value, onChange);
  useEffect(() => field.current?.focus(), [field]);
  return (
    <div className="relative">
      <textarea
        {...rest} {...mention.aria} ref={field} value={value}
        onChange={(event) => onChange(event.target.value)}
        onSelect={heard.onSelect}
        onBlur={() => {
          heard.onBlur();
          onBlur();
        }}
        onKeyDown={(event) => {
          if (!heard.onKeyDown(event)) onKeyDown(event);
        }}
      />
      <PeopleList mention={mention} onTake={take} />
    </div>
  );
};
