// Whose deals: everybody's, one's own, or one person's. A sign alone where there is no room for its words.
import { UserRound } from "lucide-react";
import { IconSelect } from "../ui/icon-select.tsx";
import { Select } from "../ui/select.tsx";
import { useIsDesk } from "../ui/use-is-desk.ts";
import { useUser } from "./app-context.tsx";
import { words } from "./deal-choice-texts.ts";
import { useMembers } from "./use-definitions.ts";

const EVERYBODY = "";

export const OwnerChoice = ({ owner, onChange }: { readonly owner: string | undefined; readonly onChange: (owner: string | undefined) => void }) => {
  const desk = useIsDesk();
  const user = useUser();
  const { members } = useMembers();
  const people = members.filter(({ active, id }) => (active || id === owner) && id !== user?.id).map(({ id, name }) => ({ value: id, label: name }));
  const options = [{ value: EVERYBODY, label: words.everybody }, ...(user === undefined ? [] : [{ value: user.id, label: words.mine }]), ...people];
  const choose = (id: string) => onChange(id === EVERYBODY ? undefined : id);
  return desk
    ? <div className="w-44"><Select label={words.owner} hideLabel value={owner ?? EVERYBODY} options={options} onChange={choose} /></div>
    : <IconSelect icon={UserRound} label={words.owner} value={owner ?? EVERYBODY} options={options} active={owner !== undefined} onChange={choose} />;
};
