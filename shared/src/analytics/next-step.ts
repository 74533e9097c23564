// The one thing to do now, out of one's own tasks and open deals, with the reason why it is that one. Pure and cheap: what
// the first page has at hand is enough. Order: a task that is late, a deal whose day has passed or is near, a task of today,
// a deal with nothing planned, a deal that stands still; among its like the older comes first, then the larger.
import { dayAfter, numberOfDay } from "@outrider/shared/kernel";

export interface TaskToDo { readonly id: string; readonly due: string }
export interface OpenDeal {
  readonly id: string;
  /** "" for none. */
  readonly closeDate: string;
  readonly amount: number;
  /** Whether an open task hangs on it. */
  readonly planned: boolean;
  /** Days in the present stage, where that is longer than the stage allows; 0: it is not. */
  readonly stagnantDays: number;
}

export type NextReason = "task-overdue" | "deal-slipped" | "task-today" | "deal-closing" | "deal-unplanned" | "deal-stagnant";
export interface NextStep {
  readonly id: string;
  readonly reason: NextReason;
  /** Days late, days left or days standing still, as the reason has it. */
  readonly days: number;
}

/** How urgent, the most first. */
const ORDER: readonly NextReason[] = ["task-overdue", "deal-slipped", "task-today", "deal-closing", "deal-unplanned", "deal-stagnant"];
const CLOSING_DAYS = 7;

/** What there is to do, the most urgent first; each task and each deal once, by its most urgent reason. today: `YYYY-MM-DD`. */
export function nextSteps(tasks: readonly TaskToDo[], deals: readonly OpenDeal[], today: string): readonly NextStep[] {
  const soon = dayAfter(today, CLOSING_DAYS);
  const between = (a: string, b: string): number => numberOfDay(b) - numberOfDay(a);
  const found: (NextStep & { readonly amount: number })[] = [];
  for (const { id, due } of tasks) {
    if (due !== "" && due < today) found.push({ id, reason: "task-overdue", days: between(due, today), amount: 0 });
    else if (due === today) found.push({ id, reason: "task-today", days: 0, amount: 0 });
  }
  for (const { id, closeDate, amount, planned, stagnantDays } of deals) {
    if (closeDate !== "" && closeDate < today) found.push({ id, reason: "deal-slipped", days: between(closeDate, today), amount });
    else if (closeDate !== "" && closeDate <= soon && !planned) found.push({ id, reason: "deal-closing", days: between(today, closeDate), amount });
    else if (!planned) found.push({ id, reason: "deal-unplanned", days: stagnantDays, amount });
    else if (stagnantDays > 0) found.push({ id, reason: "deal-stagnant", days: stagnantDays, amount });
  }
  const sooner = (a: NextStep, b: NextStep): number => (a.reason === "deal-closing" ? a.days - b.days : a.reason === "deal-unplanned" ? 0 : b.days - a.days);
  return found
    .sort((a, b) => ORDER.indexOf(a.reason) - ORDER.indexOf(b.reason) || sooner(a, b) || b.amount - a.amount || (a.id < b.id ? -1 : 1))
    .map(({ id, reason, days }) => ({ id, reason, days }));
}
