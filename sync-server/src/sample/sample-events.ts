// The project's own sample of a sales team's data: accounts, deals, leads and what was said, over eighteen months up to
// today, all of it made up and the same for the same seed. Pure: it knows no clock, no database and no feed.
import type { Kind } from "@outrider/shared/schema";
import { createRandom, derivedId } from "@outrider/shared/kernel";
import { tellAccount } from "./account.ts";
import { castOwner, tellCast } from "./cast.ts";
import type { SampleEvent, SampleMember, SampleStage, SampleWorld } from "./event.ts";
import { tellLead } from "./leads.ts";
import { type SampleFile, tellFiles, tellOffice } from "./office.ts";
import { type Buyer, type SampleShop, tellShop } from "./shop.ts";

export interface SampleOrder {
  /** Two samples of one seed in one workspace are the same records. */
  readonly seed: string;
  /** How many records, about: a whole account more at most. */
  readonly size: number;
  /** ms since 1970; nothing is later. */
  readonly now: number;
  readonly workspace: string;
  /** Who owns it all, in their order; at least one. */
  readonly people: readonly SampleMember[];
  readonly stage: (key: SampleStage) => string;
  /** With the deals and leads that guides and tests know by name. */
  readonly cast: boolean;
  /** Key of the team that the people are in; none: it has no goal. */
  readonly team?: string;
}

/** Leads for each account, of which one in so many became its deal. */
const LEADS = 1.4;
const CONVERTED = 0.2;

export interface Sample { /** In order of time: whatever an event builds on came before it. */ readonly events: readonly SampleEvent[]; /** Null: nobody bought anything. */ readonly shop: SampleShop | null }

export const sampleEvents = (order: SampleOrder): readonly SampleEvent[] => tellSample(order).events;

/** With what lies beside records: orders, and messages of a campaign. */
export function tellSample(order: SampleOrder): Sample {
  const { seed, size, people, workspace, cast, team = "" } = order;
  if (people.length === 0) throw new Error("a sample needs people who own it");
  const world = worldOf(order);
  const events: SampleEvent[] = cast ? [...tellCast(world)] : [];
  const buyers: Buyer[] = [];
  let left = size - recordsIn(events);
  let owed = 0;
  const add = (more: readonly SampleEvent[]): void => {
    for (const event of more) events.push(event);
    left -= recordsIn(more);
  };
  for (let index = 0; left > 0; index++) {
    const random = createRandom(`${seed}/${index}`);
    const told = tellAccount(world, random.stream("account"), String(index));
    add(told.events);
    if (cast) buyers.push(...buyersIn(told.events));
    for (owed += LEADS; owed >= 1; owed--) {
      const key = `${index} ${owed.toFixed(1)}`;
      add(tellLead(world, random.stream(`lead ${key}`), key, owed < 2 && random.chance(CONVERTED) ? told : null));
    }
  }
  // What a team sets up for itself is few and no part of the size that was asked for.
  const bought = cast ? tellShop(world, createRandom(`${seed}/shop`), buyers) : null;
  if (bought) for (const event of [...tellOffice(world, workspace, team), ...filesOf(world).events, ...bought.events]) events.push(event);
  return { events: events.sort((a, b) => a.at - b.at), shop: bought?.shop ?? null };
}

const buyersIn = (events: readonly SampleEvent[]): readonly Buyer[] =>
  events.flatMap(({ at, changes }) => changes.flatMap(({ id, kind, create, add }) => (kind === "contact" && create === true ? [{ contact: id, email: add?.["emails"]?.[0] ?? "", since: at }] : [])));

/** The bytes of its files, where the cast is in it. */
export const sampleFiles = (order: SampleOrder): readonly SampleFile[] => (order.cast ? filesOf(worldOf(order)).files : []);

const filesOf = (world: SampleWorld) => tellFiles(world, (index) => castOwner(world, index));
const worldOf = ({ seed, now, workspace, people, stage }: SampleOrder): SampleWorld => ({ people, stage, now, id: (kind: Kind, name: string): string => derivedId("sample", workspace, seed, kind, name) });

const recordsIn = (events: readonly SampleEvent[]): number => events.reduce((sum, { changes }) => sum + changes.filter(({ create }) => create === true).length, 0);
