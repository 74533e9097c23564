import { ROOTS } from "./activity.ts";
import { deletable, entity } from "./entity.ts";
import { link, text } from "./field.ts";

const once = { required: true, fixed: true } as const;

// Two records that look like one and are not: somebody has said so, and nobody is asked again who sees them. It hangs on
// one of the two and names the other, so that it is seen with the pair and goes with either. Two people may say it apart;
// it holds until both have taken it back.
export const distinct = entity({
  kind: "distinct", label: "Not the same", plural: "Not the same", belongs: "root", title: "other",
  fields: {
    root: link("One", ROOTS, once),
    /** No link: whoever sees the one need not see the other. */
    other: text("Other", once),
    ...deletable,
  },
});
