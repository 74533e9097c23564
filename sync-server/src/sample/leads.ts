// Leads in every state: what came in lately is new, what came in long ago has been won, lost or made a deal of.
import { creationOf } from "@outrider/shared/commands";
import { ownerAmong, SPAN, type ToldAccount } from "./account.ts";
import { laterOn, type SampleEvent, type SampleWorld } from "./event.ts";
import { type Rules, say } from "./grammar.ts";
import { INDUSTRIES } from "./industries.ts";
import { DAY, HOUR, workMoment } from "./moments.ts";
import { companyName, COUNTRIES, domainOf, emailOf, personName, phoneOf } from "./names.ts";
import type { Random } from "@outrider/shared/kernel";
import { taskFor } from "./tasks.ts";

const SOURCES = [["website", 6], ["event", 4], ["referral", 4], ["outbound", 3], ["partner", 2]] as const;
const AT_FIRST: Rules = {
  first: ["Wrote through the website: {wish}.", "Met at the fair, {wish}.", "Named by a customer of ours; {wish}.", "Left a card at the stand and said {wish2}.", "Asked for a call back, because {wish2}."],
  wish: ["wants prices for {users} people", "looks for something against {pain}", "wants to see {project}", "needs it to work without a network", "compares us with {rival}"],
  wish2: ["{pain} cannot go on", "their contract with {rival} ends", "they start with {project} this year", "their people have no signal on site"],
  contacted: ["Spoke with {person}: {wish2}. {next}.", "Sent {first} material on {project} and called after. {next}.", "{first} is the right person, {wish2}. {next}.", "Ten minutes on the phone. {wish}, says {first}. {next}."],
  qualified: ["{users} people, decision this year, budget there. {next}.", "Fits us well: {wish2}. {next}.", "{first} can decide himself up to a point. {next}."],
  lost: ["{users} people, too small for us.", "{first} went with {rival}. {wish2}, and they wanted it at once.", "{first} only wanted to know what {users} licences cost.", "{first} does not answer any more after four tries on {project}.", "No need for {project} after all, says {first}."],
  converted: ["Agreed with {first} to go into detail on {project}; made a deal of it.", "{first} wants a proposal for {users} people: now a deal.", "First meeting with {first} is set, {wish2}. Now a deal."],
  next: ["Call next week", "Wants a demo", "Waits for our mail", "On Thursday again", "Comes to the open day", "Asked for a customer of the same trade"],
};

type Status = "new" | "contacted" | "qualified" | "lost" | "converted";
const STEPS: Readonly<Record<Status, readonly Status[]>> = { new: [], contacted: ["contacted"], qualified: ["contacted", "qualified"], lost: ["contacted", "lost"], converted: ["contacted", "qualified", "converted"] };

/** `told`: the account that a converted lead became. */
export function tellLead(world: SampleWorld, random: Random, key: string, told: ToldAccount | null): readonly SampleEvent[] {
  const id = world.id("lead", key);
  const country = random.pick(COUNTRIES);
  const industry = told?.account.industry ?? random.pick(INDUSTRIES);
  const name = told?.account.people[0]?.name ?? personName(random, country);
  const company = told?.account.name ?? companyName(random, random.pick(industry.trades), country);
  const owner = told?.account.owner ?? ownerAmong(random, world.people);
  const [deal] = told?.deals ?? [];
  // A converted lead came in before its deal began, the others lately or, where they were lost, at any time.
  const start = deal?.events[0]?.at;
  const status: Status = start ? "converted" : random.weighted([["new", 30], ["contacted", 28], ["qualified", 19], ["lost", 15]]);
  const age = { new: 12, contacted: 35, qualified: 60, lost: SPAN / DAY - 40, converted: 0 }[status];
  const came = workMoment(random, start ? start - random.between(20, 45) * DAY : world.now - (5 + random.next() * age + STEPS[status].length * 8) * DAY);
  const slots = { person: name, first: name.split(" ")[0] as string, colleague: "the boss", company, pain: random.pick(industry.pains), project: random.pick(industry.projects).toLowerCase(), rival: random.pick(industry.competitors), users: String(random.between(1, 12) * 5) };
  const made = creationOf(id, {
    kind: "lead",
    values: {
      name, company, email: emailOf(name, domainOf(company)), phone: random.chance(0.75) ? phoneOf(random, country) : "", source: random.weighted(SOURCES), status: "new", owner,
      notes: say(AT_FIRST, random, "first", slots),
    },
  });
  const events: SampleEvent[] = [{ at: came, by: owner, command: "create", changes: [made] }];
  let at = came;
  for (const [index, step] of STEPS[status].entries()) {
    const converts = step === "converted" && start !== undefined;
    at = converts ? start + HOUR / 4 : Math.max(at + HOUR, workMoment(random, at + random.between(1, 5) * DAY));
    const links = converts ? { convertedAt: at, convertedContact: told?.account.people[0]?.id ?? null, convertedCompany: told?.account.company ?? null, convertedDeal: deal?.id ?? null } : {};
    const way = random.pick(["call", "email"] as const);
    const said = creationOf(world.id("activity", `lead ${key} ${index}`), {
      kind: "activity", values: { root: id, type: way, at, direction: "out", text: say(AT_FIRST, random, step, slots), ...(way === "call" && { duration: random.between(3, 25) }) },
    });
    events.push({ at, by: owner, command: converts ? "convert" : "logActivity", changes: [laterOn(id, "lead", { status: step, ...links }), said] });
  }
  const open = status === "new" || status === "contacted" || status === "qualified";
  const task = open && random.chance(0.4) ? taskFor(world, random, { name: `lead ${key}`, root: id, owner, slots, stage: "lead", last: at }) : null;
  return task ? [...events, task] : events;
}
