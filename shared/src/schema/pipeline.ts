import { entity } from "./entity.ts";
import { choice, flag, link, number, text } from "./field.ts";

const administer = { guard: "administer" } as const;

// Definitions are archived, never deleted: old deals must still be readable.
export const pipeline = entity({
  kind: "pipeline", label: "Pipeline", plural: "Pipelines", belongs: "workspace", title: "name",
  fields: {
    name: text("Name", { required: true, ...administer }),
    order: number("Order", administer),
    archived: flag("Archived", administer),
  },
});

export const stage = entity({
  kind: "stage", label: "Stage", plural: "Stages", belongs: "workspace", title: "name",
  fields: {
    pipeline: link("Pipeline", ["pipeline"], { required: true, ...administer }),
    name: text("Name", { required: true, ...administer }),
    key: text("Key", administer),
    order: number("Order", administer),
    probability: number("Default probability", { min: 0, max: 100, unit: "percent", ...administer }),
    outcome: choice("Outcome", ["open", "won", "lost"], { required: true, ...administer }),
    stagnantAfter: number("Stagnant after days", { min: 0, max: 3650, ...administer }),
    archived: flag("Archived", administer),
  },
});
