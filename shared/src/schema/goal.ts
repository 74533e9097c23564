import { deletable, entity } from "./entity.ts";
import { choice, date, link, number, setOf, text } from "./field.ts";

export const GOAL_MEASURES = ["won", "activities", "leads"] as const;
export type GoalMeasure = (typeof GOAL_MEASURES)[number];
export const GOAL_SPANS = ["month", "quarter"] as const;
export type GoalSpan = (typeof GOAL_SPANS)[number];

const once = { fixed: true, guard: "assign" } as const;
/** Who is only shown a goal may not move it: that is its owner's, and those's who may give it away. */
const owners = { guard: "assign" } as const;

// What a person or a team wants to reach in a month or a quarter. It belongs to who set it, and is shared with who it is
// for; who may set one for whom is asked at the door (access/check-goal).
export const goal = entity({
  kind: "goal", label: "Goal", plural: "Goals", belongs: "owner", ownerField: "owner", title: "measure",
  fields: {
    person: link("For", ["member"], once),
    /** A team's key, where it is a team's. */
    team: text("Team", once),
    measure: choice("Measure", GOAL_MEASURES, { required: true, ...once }),
    span: choice("Span", GOAL_SPANS, { required: true, ...once }),
    /** The first day of the month or quarter. */
    from: date("From", { required: true, ...once }),
    target: number("Target", { required: true, min: 0, ...owners }),
    /** Of a target in money. */
    currency: text("Currency", { max: 3, ...owners }),
    owner: link("Set by", ["member"], { required: true, policy: "ask", guard: "assign" }),
    sharedWith: setOf(link("", ["member"]), "Shared with", { guard: "share" }),
    ...deletable,
  },
});
