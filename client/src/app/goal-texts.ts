// Every word that goals are said in, on the dashboard and at home.
import type { GoalPace } from "@outrider/shared/analytics";
import type { GoalMeasure } from "@outrider/shared/schema";
import { catalogue } from "./catalogue.ts";

export const words = catalogue({
  of: { won: "Won value", activities: "Activities", leads: "New leads" } satisfies Record<GoalMeasure, string>,
  quarterOf: (quarter: number, year: string) => `Q${quarter} ${year}`,
  title: (what: string, when: string) => `${what}, ${when}`,
  progress: (done: string, target: string) => `${done} of ${target}`,
  paces: { coming: "Not begun", reached: "Reached", ahead: "On pace", behind: "Behind", missed: "Missed" } satisfies Record<GoalPace, string>,
  expected: (figure: string) => `${figure} by today would be an even pace`,
});
