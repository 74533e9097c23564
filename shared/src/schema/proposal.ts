import { ROOTS } from "./activity.ts";
import { entity } from "./entity.ts";
import { choice, instant, json, link, text } from "./field.ts";

const system = { guard: "system" } as const;

// What somebody wanted a guarded field to be when another value already stood. Made by the merge, settled by people.
export const proposal = entity({
  kind: "proposal", label: "Proposal", plural: "Proposals", belongs: "root", title: "field",
  fields: {
    root: link("On", [...ROOTS, "member", "pipeline", "stage", "settings"], { required: true, ...system }),
    about: text("Record", { required: true, ...system }),
    aboutKind: text("Kind", { required: true, ...system }),
    field: text("Field", { required: true, ...system }),
    proposed: json("Proposed", system),
    author: link("Proposed by", ["member"], { required: true, ...system }),
    at: instant("When", { required: true, ...system }),
    // Who accepts sets the field as well, which nobody takes back by dismissing: of the two, what was done to the field is told.
    status: choice("Status", ["open", "accepted", "dismissed"], { required: true, prevails: "accepted" }),
  },
});
