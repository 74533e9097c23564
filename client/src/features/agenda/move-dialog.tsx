// To another day, chosen as a date: for whoever drags nothing, and for days that are far.
import { useState } from "react";
import { SmallForm } from "../../ui/small-form.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { type DayItem } from "./day-items.ts";
import { titleIn } from "./title-in.ts";
import { words } from "./texts.ts";

export const MoveDialog = ({ item, onMove, onClose }: { readonly item: DayItem; readonly onMove: (item: DayItem, day: string) => Promise<boolean>; readonly onClose: () => void }) => {
  const [day, setDay] = useState(item.day);
  const save = (): Promise<string | undefined> => {
    if (Number.isNaN(Date.parse(`${day}T00:00:00Z`))) return Promise.resolve(words.needsDay);
    void onMove(item, day);
    return Promise.resolve(undefined);
  };
  return (
    <SmallForm title={words.toDayTitle} description={titleIn(item)} saveLabel={words.moveSave} onSave={save} onClose={onClose}>
      <TextField label={words.day} type="date" value={day} onChange={setDay} />
    </SmallForm>
  );
};
