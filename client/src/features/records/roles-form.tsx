// What somebody is in the decision on a deal: none, one or several of the roles.
import { STAKEHOLDER_ROLES, type StakeholderRole } from "@outrider/shared/schema";
import { useState } from "react";
import { usePerform } from "../../app/use-perform.ts";
import type { RecordPage } from "../../read/index.ts";
import { Checkbox } from "../../ui/checkbox.tsx";
import { SmallForm } from "../../ui/small-form.tsx";
import type { Picked } from "./link-picker.tsx";
import { panelWords } from "./panel-texts.ts";
import { rolesEdit, stakeholdersOf } from "./stakeholders.ts";

const words = panelWords.people;

export const RolesForm = ({ view, person, onClose }: { readonly view: RecordPage; readonly person: Picked; readonly onClose: () => void }) => {
  const perform = usePerform();
  const [roles, setRoles] = useState<readonly StakeholderRole[]>(() => stakeholdersOf(view).find(({ id }) => id === person.id)?.roles ?? []);
  const save = async () => {
    const edit = rolesEdit(view, person.id, roles);
    return edit === null ? undefined : (await perform({ name: "edit", args: { id: view.id, ...edit } }, words.saved(person.title))).reason;
  };
  return (
    <SmallForm title={words.roleTitle(person.title)} description={words.roleHint} saveLabel={words.save} onSave={save} onClose={onClose}>
      <div>
        {STAKEHOLDER_ROLES.map((role) => (
          <Checkbox key={role} label={words.roles[role]} checked={roles.includes(role)} onChange={(is) => setRoles((was) => (is ? [...was, role] : was.filter((one) => one !== role)))} />
        ))}
      </div>
    </SmallForm>
  );
};
