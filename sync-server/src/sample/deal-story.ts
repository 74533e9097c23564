// One deal told from its first contact to today: a story cut off where the present begins, so that a deal whose story
// has not ended is open in the stage it has come to. Each beat is one event: what was said, the move, the objection.
import { creationOf, type Values } from "@outrider/shared/commands";
import type { Change } from "@outrider/shared/records";
import type { Account, Person } from "./account.ts";
import { laterOn, type SampleEvent, type SampleStage, type SampleWorld } from "./event.ts";
import { say, type Slots } from "./grammar.ts";
import { PRODUCTS } from "./industries.ts";
import { DAY, dayOf, HOUR, workMoment } from "./moments.ts";
import { type Category, OBJECTIONS, RESPONSES, UNANSWERED } from "./objections.ts";
import type { Random } from "@outrider/shared/kernel";
import { OUTCOMES, RULES } from "./sentences.ts";
import { type Beat, STORIES, type Story } from "./stories.ts";
import { taskFor } from "./tasks.ts";

/** Open for so long after its last beat, a deal has been given up. */
const GIVEN_UP = 150 * DAY;
/** Nothing of the stories is younger than this: what happened today is the cast's. */
const LAST_DAY = 26 * HOUR;
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"] as const;
const SUBJECTS = ["{project}", "{project}: next steps", "{project} at {company}", "Your questions on {project}", "{project}, our talk"] as const;
const SOURCES = ["website", "referral", "event", "outbound", "partner"] as const;
const DURATIONS: Readonly<Record<"call" | "meeting", readonly [least: number, most: number]>> = { call: [4, 40], meeting: [30, 150] };

interface Telling { readonly world: SampleWorld; readonly random: Random; readonly name: string; readonly deal: string; readonly account: Account; readonly contact: Person; readonly slots: Slots }
interface Standing { stage: SampleStage; objection: { id: string; category: Category } | null; closeDate: number }

export interface ToldDeal { readonly id: string; readonly events: readonly SampleEvent[]; readonly contact: string }

/** `opened`: ms, at least five days before now. */
export function tellDeal(world: SampleWorld, random: Random, account: Account, name: string, opened: number): ToldDeal {
  const { industry, owner } = account;
  const deal = world.id("deal", name);
  const contact = random.pick(account.people);
  const story = random.weighted(STORIES.map((one) => [one, one.weight] as const));
  const project = random.pick(industry.projects);
  const amount = realistic(random, industry.value);
  const life = random.between(...industry.cycle) * DAY;
  const slots = slotsOf(random, account, contact, project, amount, opened + life);
  const telling: Telling = { world, random, name, deal, account, contact, slots };
  const standing: Standing = { stage: "prospecting", objection: null, closeDate: opened + life };

  const others = account.people.filter((person) => person.id !== contact.id && random.chance(0.5));
  const creation = creationOf(deal, {
    kind: "deal",
    values: {
      title: `${account.name}: ${project}`, stage: world.stage("prospecting"), probability: 10, value: { amount, currency: account.currency }, company: account.company, contact: contact.id, owner,
      industry: industry.name, closeDate: dayOf(standing.closeDate), openedOn: dayOf(opened), source: random.pick(SOURCES), notes: random.chance(0.25) ? say(RULES, random, "discovery", slots) : "",
    },
    sets: { stakeholders: [contact, ...others].map(({ id }) => id), ...rolesOf(contact, others), products: [...new Set([random.pick(PRODUCTS), random.pick(PRODUCTS)])], competitors: story.name === "lost to another" || random.chance(0.2) ? [slots["rival"] as string] : [] },
  });

  const events: SampleEvent[] = [];
  let before = 0;
  for (const [index, beat] of story.beats.entries()) {
    const at = Math.max(workMoment(random, opened + beat.at * life), before + HOUR);
    if (at > world.now - LAST_DAY) break;
    before = at;
    const changes = tellBeat(telling, standing, story, beat, index, at);
    if (index === 0) changes.unshift(creation);
    const closing = beat.stage === "closed_won" || beat.stage === "closed_lost";
    events.push({ at, by: owner, command: index === 0 ? "create" : closing ? "close" : beat.stage ? "moveStage" : "logActivity", changes });
  }
  if (events.length === 0) events.push({ at: opened, by: owner, command: "create", changes: [creation] });
  const last = (events.at(-1) as SampleEvent).at;
  const closed = standing.stage === "closed_won" || standing.stage === "closed_lost";
  if (!closed && world.now - last > GIVEN_UP) {
    const at = workMoment(random, last + GIVEN_UP * 0.7);
    events.push({ at, by: owner, command: "close", changes: [laterOn(deal, "deal", { stage: world.stage("closed_lost"), probability: 0, reason: "No decision", closeDate: dayOf(at) })] });
  } else {
    const task = taskFor(world, random, { name, root: deal, owner, slots, stage: standing.stage, last });
    if (task) events.push(task);
  }
  return { id: deal, events, contact: contact.id };
}

/** Whom one talks with is for it; of the others the first decides, and the rest are listened to. */
function rolesOf(contact: Person, [decides, ...others]: readonly Person[]): Readonly<Record<string, readonly string[]>> {
  return { [decides ? "champions" : "decisionMakers"]: [contact.id], ...(decides && { decisionMakers: [decides.id] }), influencers: others.map(({ id }) => id) };
}

function tellBeat({ world, random, name, deal, contact, slots }: Telling, standing: Standing, story: Story, beat: Beat, index: number, at: number): Change[] {
  const changes: Change[] = [];
  const way = random.pick(beat.ways);
  const values: Record<string, Values[string]> = {
    root: deal, type: way, at, outcome: way === "note" ? "" : random.pick(OUTCOMES[beat.turn]), text: textOf(random, way, beat, slots),
    ...(way !== "note" && { direction: beat.turn !== "silence" && random.chance(0.4) ? "in" : "out" }), ...((way === "call" || way === "meeting") && { duration: random.between(...DURATIONS[way]) }),
  };
  changes.push(creationOf(world.id("activity", `${name} ${index}`), { kind: "activity", values, sets: way === "note" ? {} : { participants: [contact.id] } }));
  if (beat.raises) {
    const id = world.id("objection", name);
    const { category, severity } = beat.raises;
    changes.push(creationOf(id, { kind: "objection", values: { root: deal, text: say({ ...RULES, ...OBJECTIONS }, random, category, slots), category, severity, status: "open", raisedBy: contact.id, at } }));
    standing.objection = { id, category };
  }
  if (beat.settles && standing.objection) {
    const answers = beat.settles === "resolved" ? RESPONSES : UNANSWERED;
    changes.push(laterOn(standing.objection.id, "objection", { status: beat.settles, response: say({ ...RULES, ...answers }, random, standing.objection.category, slots) }));
    standing.objection = null;
  }
  const moved = moveOf(world, random, standing, story, beat, at);
  if (moved) changes.push(laterOn(deal, "deal", moved));
  return changes;
}

const PROBABILITY: Readonly<Record<SampleStage, number>> = { prospecting: 10, qualified: 25, proposal: 50, negotiation: 75, closed_won: 100, closed_lost: 0 };

function moveOf(world: SampleWorld, random: Random, standing: Standing, story: Story, { stage, slips }: Beat, at: number): Values | null {
  if (slips) {
    standing.closeDate = Math.max(standing.closeDate, at) + random.between(14, 60) * DAY;
    return { closeDate: dayOf(standing.closeDate) };
  }
  if (!stage) return null;
  standing.stage = stage;
  const closing = stage === "closed_won" || stage === "closed_lost";
  return { stage: world.stage(stage), probability: PROBABILITY[stage], ...(closing && { reason: random.pick(story.reasons), closeDate: dayOf(at) }) };
}

function textOf(random: Random, way: Beat["ways"][number], { turn }: Beat, slots: Slots): string {
  const said = say(RULES, random, turn, slots);
  if (way === "email") return `${say({ subject: SUBJECTS }, random, "subject", slots)}\n\n${said}`;
  return way === "meeting" && random.chance(0.5) ? `${said}\n\n${say(RULES, random, "discovery", slots)}` : said;
}

function slotsOf(random: Random, { name, industry, people, currency }: Account, { name: person }: Person, project: string, amount: number, end: number): Slots {
  const colleague = people.find((other) => firstOf(other.name) !== firstOf(person));
  return {
    person, first: firstOf(person), colleague: colleague ? firstOf(colleague.name) : random.pick(["the boss", "the board", "the head of finance"]), company: name, project: project.toLowerCase(),
    pain: random.pick(industry.pains), place: random.pick(industry.places), rival: random.pick(industry.competitors), product: random.pick(PRODUCTS), month: MONTHS[new Date(end).getUTCMonth()] as string,
    users: String(Math.max(4, Math.round(amount / 900 / 5) * 5)), amount: `${currency} ${String(amount).replaceAll(/\B(?=(\d{3})+$)/g, ",")}`,
  };
}

const firstOf = (name: string): string => name.split(" ")[0] as string;

/** Small sums are frequent and large ones rare, and all of them are round. */
function realistic(random: Random, [least, most]: readonly [number, number]): number {
  const amount = least * (most / least) ** (random.next() ** 1.3);
  const step = amount < 20_000 ? 100 : amount < 100_000 ? 500 : 1_000;
  return Math.round(amount / step) * step;
}
