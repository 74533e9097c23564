// How far a goal is: what counts towards it in its month or quarter, and whether that is as much as there should be by now.
import { dayAfter } from "@outrider/shared/kernel";
import { type GoalMeasure, GOAL_MEASURES, GOAL_SPANS, type GoalSpan } from "@outrider/shared/schema";
import type { BaseMoney } from "./base-money.ts";
import { addMonths, daysIn, monthStart, quarterStart } from "./calendar.ts";
import type { GoalFact } from "./fact.ts";
import type { Facts } from "./fact-book.ts";
import { closedOn } from "./figures.ts";
import type { Period } from "./period.ts";
import type { Zone } from "./zone.ts";

/** `coming`: has not begun. `reached`, also before its end. `missed`: over, and not reached. */
export type GoalPace = "coming" | "reached" | "ahead" | "behind" | "missed";

export interface GoalProgress extends Period {
  readonly id: string;
  /** One of these two says whose it is. */
  readonly person: string;
  readonly team: string;
  readonly measure: GoalMeasure;
  readonly span: GoalSpan;
  readonly target: number;
  readonly done: number;
  /** What should be done by the end of today at an even pace. */
  readonly expected: number;
  readonly pace: GoalPace;
  /** Of what is in money; "" for numbers. */
  readonly currency: string;
  /** Who set it. */
  readonly owner: string;
}

export const goalPeriod = (span: GoalSpan, from: string): Period => ({ from, to: dayAfter(addMonths(from, span === "month" ? 1 : 3), -1) });
/** When the span in which a day lies begins. */
export const goalStart = (span: GoalSpan, day: string): string => (span === "month" ? monthStart(day) : quarterStart(day));

function paceOf(period: Period, today: string, done: number, target: number): Pick<GoalProgress, "expected" | "pace"> {
  const passed = today < period.from ? 0 : daysIn(period.from, today < period.to ? today : period.to) / daysIn(period.from, period.to);
  const expected = target * passed;
  if (done >= target) return { expected, pace: "reached" };
  if (today < period.from) return { expected, pace: "coming" };
  if (today > period.to) return { expected, pace: "missed" };
  return { expected, pace: done >= expected ? "ahead" : "behind" };
}

const isOneOf = <T extends string>(values: readonly T[], text: string): text is T => (values as readonly string[]).includes(text);

/** Of several goals for the same the one that somebody else set counts, and of those the latest. */
function standing(goals: Iterable<GoalFact>): readonly GoalFact[] {
  const best = new Map<string, GoalFact>();
  const weight = ({ owner, person }: GoalFact): number => (owner === person ? 0 : 1);
  for (const goal of goals) {
    const key = `${goal.person} ${goal.team} ${goal.measure} ${goal.span} ${goal.from}`;
    const other = best.get(key);
    if (!other || weight(goal) > weight(other) || (weight(goal) === weight(other) && (goal.at > other.at || (goal.at === other.at && goal.id > other.id)))) best.set(key, goal);
  }
  return [...best.values()];
}

export interface GoalsQuestion { readonly today: string; readonly zone: string }

interface Lately { readonly facts: Facts; readonly money: BaseMoney; readonly zone: Zone; readonly today: string }

/** The goals that today lies in, and those of the span before and after, each with how far it is. One's soonest to end first. */
export function goalsOf({ facts, money, zone, today }: Lately): readonly GoalProgress[] {
  const members = facts.of("member");
  const stages = facts.of("stage");
  const counted = standing(facts.of("goal").values()).flatMap((goal) => {
    const { measure, span, from, target } = goal;
    if (!isOneOf(GOAL_MEASURES, measure) || !isOneOf(GOAL_SPANS, span) || from === "") return [];
    const period = goalPeriod(span, from);
    const near = period.to >= addMonths(today, span === "month" ? -1 : -3) && period.from <= addMonths(today, span === "month" ? 1 : 3);
    if (!near) return [];
    const people = goal.person !== "" ? new Set([goal.person]) : new Set([...members.values()].filter(({ team }) => team === goal.team).map(({ id }) => id));
    return [{ goal, measure, span, period, people, start: zone.startOf(period.from), end: zone.startOf(dayAfter(period.to, 1)), target, done: 0 }];
  });
  const by = (measure: GoalMeasure) => counted.filter((one) => one.measure === measure);
  const [sales, leads, activities] = [by("won"), by("leads"), by("activities")];
  if (sales.length > 0) {
    for (const deal of facts.of("deal").values()) {
      if (stages.get(deal.stage)?.outcome !== "won") continue;
      const day = closedOn(deal, zone);
      for (const one of sales) if (one.people.has(deal.owner) && day >= one.period.from && day <= one.period.to) one.done += money.worth(deal.amount, deal.currency, day);
    }
  }
  if (leads.length > 0) for (const lead of facts.of("lead").values()) for (const one of leads) if (one.people.has(lead.owner) && lead.at >= one.start && lead.at < one.end) one.done += 1;
  if (activities.length > 0) for (const done of facts.of("activity").values()) for (const one of activities) if (one.people.has(done.by) && done.at >= one.start && done.at < one.end) one.done += 1;
  return counted
    .map(({ goal, measure, span, period, target, done }): GoalProgress => {
      // A goal in another currency is held against the base by the rate of its first day.
      const inBase = measure === "won" && goal.currency !== "" ? money.worth(target, goal.currency, period.from) || target : target;
      return {
        id: goal.id, person: goal.person, team: goal.team, measure, span, ...period, target: inBase, done, ...paceOf(period, today, done, inBase),
        currency: measure === "won" ? money.currency : "", owner: goal.owner,
      };
    })
    .sort((a, b) => (a.to < b.to ? -1 : a.to > b.to ? 1 : GOAL_MEASURES.indexOf(a.measure) - GOAL_MEASURES.indexOf(b.measure) || (a.id < b.id ? -1 : 1)));
}
