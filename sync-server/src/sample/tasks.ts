// What is still to be done, by the stage of the deal or the state of the lead: due around today, some of it overdue. What
// was done is ticked off.
import { creationOf } from "@outrider/shared/commands";
import type { SampleEvent, SampleStage, SampleWorld } from "./event.ts";
import { type Rules, say, type Slots } from "./grammar.ts";
import { DAY, dayOf, HOUR } from "./moments.ts";
import type { Random } from "@outrider/shared/kernel";

type State = SampleStage | "lead";

const TITLES: Readonly<Record<State, readonly string[]>> = {
  prospecting: ["Call {first} about {project}", "Find out who decides at {company}", "Agree a first talk with {colleague}"],
  qualified: ["Prepare the demo for {company}", "Send {first} the example from the trade", "Ask {first} for a date on site"],
  proposal: ["Follow up the proposal with {first}", "Ask {colleague} what is missing in the offer", "Bring the figures up to date for {company}"],
  negotiation: ["Answer the remarks on the contract", "Get the signature from {first}", "Clear the start date with {colleague}"],
  closed_won: ["Hand over {company} to onboarding", "Thank {first}", "Ask {first} for a reference"],
  closed_lost: ["Write {first} a short farewell", "Note {company} for next year"],
  lead: ["Call {first} back", "Send {first} the price list", "Check whether {company} fits us"],
};
const DETAILS: Rules = { details: ["{first} expects it this week.", "Have the figures of {company} at hand.", "Mention {pain}.", "Not before ten in the morning."] };

interface Occasion { readonly name: string; readonly root: string; readonly owner: string; readonly slots: Slots; readonly stage: State; /** When something happened there last, ms. */ readonly last: number }

const OPEN = 0.75;
const DONE = 0.3;

/** Null where there is nothing to do. */
export function taskFor(world: SampleWorld, random: Random, { name, root, owner, slots, stage, last }: Occasion): SampleEvent | null {
  const closed = stage === "closed_won" || stage === "closed_lost";
  if (!random.chance(closed ? DONE : OPEN)) return null;
  // Most is due in the days around today; a few things have been overlooked for longer.
  const due = closed ? last + random.between(1, 10) * DAY : world.now + random.weighted([[random.between(-3, 7), 8], [random.between(-20, -4), 2], [random.between(8, 30), 3]]) * DAY;
  const values = {
    title: say({ title: TITLES[stage] }, random, "title", slots), root, assignee: owner, due: dayOf(due), done: closed && due < world.now,
    text: random.chance(0.3) ? say(DETAILS, random, "details", slots) : "",
  };
  return { at: last + HOUR / 2, by: owner, command: "create", changes: [creationOf(world.id("task", name), { kind: "task", values })] };
}
