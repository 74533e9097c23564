import { deletable, entity } from "./entity.ts";
import { choice, flag, json, link, text } from "./field.ts";

export const AUDIENCES = ["me", "team", "workspace"] as const;
/** Kinds that have a list to be viewed. */
export const VIEW_KINDS = ["lead", "contact", "company", "deal"] as const;

const once = { required: true, fixed: true } as const;

// A way to look at a list, kept under a name. Its owner alone sees it until he lets his team or the whole workspace see
// it; then they use it, and he, whoever manages the team, and an admin change it. It says nothing of any record but the
// words of its own rule.
export const view = entity({
  kind: "view", label: "Saved view", plural: "Saved views", belongs: "audience", ownerField: "owner", title: "name",
  fields: {
    owner: link("Owner", ["member"], once),
    of: choice("Kind of record", VIEW_KINDS, once),
    name: text("Name", { required: true, max: 60 }),
    /** Which are shown: see rule.ts. None: all. */
    rule: json("Filter"),
    /** A field, `title` or `updatedAt`; none: as the list has it. */
    sort: text("Sorted by", { max: 200 }),
    descending: flag("Descending"),
    /** Names of fields, divided by spaces; none: as the list has it. */
    columns: text("Columns", { max: 4000 }),
    /** What the list calls that by which it is in groups. */
    group: text("Groups", { max: 60 }),
    /** It stands over the list of all who see it. */
    pinned: flag("Pinned"),
    audience: choice("Seen by", AUDIENCES, { required: true, guard: "share" }),
    /** Key of the team where `audience` is one. */
    team: text("Team", { max: 300, guard: "share" }),
    ...deletable,
  },
});
