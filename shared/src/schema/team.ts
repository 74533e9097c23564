// A team: a name for what members have in common by their field `team`, which holds its key. The key never changes, so a
// team is renamed without a word to its members. Its id derives from the key (commands/definition-ids).
import { entity } from "./entity.ts";
import { flag, text } from "./field.ts";

const administer = { guard: "administer" } as const;

export const team = entity({
  kind: "team", label: "Team", plural: "Teams", belongs: "workspace", title: "name",
  fields: {
    key: text("Key", { required: true, fixed: true, ...administer }),
    name: text("Name", { required: true, max: 60, ...administer }),
    archived: flag("Archived", administer),
  },
});
