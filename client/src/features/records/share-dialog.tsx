// Who besides its owner may see a record and change its fields.
import { useState } from "react";
import { useMembers } from "../../app/use-definitions.ts";
import { usePerform } from "../../app/use-perform.ts";
import type { RecordPage } from "../../read/index.ts";
import { Checkbox } from "../../ui/checkbox.tsx";
import { SmallForm } from "../../ui/small-form.tsx";
import { pageWords } from "./page-texts.ts";

const none: readonly string[] = [];

export const ShareDialog = ({ view, onClose }: { readonly view: RecordPage; readonly onClose: () => void }) => {
  const perform = usePerform();
  const { members } = useMembers();
  const before = view.sets["sharedWith"] ?? none;
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(before));
  const owner = view.values["owner"];
  const others = members.filter(({ id, active }) => id !== owner && (active || before.includes(id)));
  const save = async () => {
    const added = [...chosen].filter((id) => !before.includes(id));
    const removed = before.filter((id) => !chosen.has(id));
    if (added.length + removed.length === 0) return undefined;
    return (await perform({ name: "share", args: { id: view.id, with: added, without: removed } }, pageWords.page.shared)).reason;
  };
  return (
    <SmallForm title={pageWords.page.shareTitle} description={pageWords.page.shareHint} saveLabel={pageWords.page.shareSave} onSave={save} onClose={onClose}>
      {others.length === 0 && <p className="text-body text-ink-muted">{pageWords.page.nobodyToShare}</p>}
      <div>
        {others.map(({ id, name, team }) => (
          <Checkbox
            key={id} label={name} hint={team === "" ? undefined : team} checked={chosen.has(id)}
            onChange={(is) => setChosen((was) => new Set(is ? [...was, id] : [...was].filter((one) => one !== id)))}
          />
        ))}
      </div>
    </SmallForm>
  );
};
