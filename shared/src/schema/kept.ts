import { deletable, entity } from "./entity.ts";
import { link, text } from "./field.ts";

const once = { required: true, fixed: true } as const;

// One person has looked at a conflict and kept what stands: on none of that person's devices is it shown again. It is that
// person's alone, because whose value gave way must learn of it whatever the other one thinks of it. It names a record and
// an edit and says no word of theirs, so that nothing of a record stays behind with who may not see it any more; its id is
// no matter of reckoning, so that nobody can lie in its place beforehand.
export const kept = entity({
  kind: "kept", label: "Conflict left as it stands", plural: "Conflicts left as they stand", belongs: "person", ownerField: "person", title: "field",
  fields: {
    person: link("By", ["member"], once),
    about: text("Record", once),
    field: text("Field", once),
    /** The edit whose value gave way, or the one that settled a proposal: one that comes later is another conflict. */
    edit: text("Edit", once),
    ...deletable,
  },
});
