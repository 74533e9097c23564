import { deletable, entity } from "./entity.ts";
import { json, longText, text } from "./field.ts";

// Which contacts are meant, under a name that the whole workspace uses. It says nothing of any contact but the words of its
// own rule: whoever looks through it finds those whom he may see.
export const segment = entity({
  kind: "segment", label: "Segment", plural: "Segments", belongs: "workspace", title: "name",
  fields: {
    name: text("Name", { required: true, searchable: true, max: 120 }),
    /** Over contacts: see rule.ts. None: everybody. */
    rule: json("Rule"),
    notes: longText("Notes", { max: 2_000 }),
    ...deletable,
  },
});
