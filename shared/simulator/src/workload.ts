// What people do: commands chosen by chance from what their device shows, as a screen would offer them. What they choose
// must not hang on any clock, so that a run with other clocks is the same run.
import type { Call } from "@outrider/shared/commands";
import { derivedId, type Random } from "@outrider/shared/kernel";
import { elementsOf, isDeleted, type RecordState, textOf } from "@outrider/shared/records";
import type { Kind } from "@outrider/shared/schema";
import { PEOPLE, STAGES } from "./cast.ts";
import { laterDeeds } from "./later-deeds.ts";

/** The records that a device shows. */
export interface Shown { read(id: string): RecordState | undefined; ids(kind: Kind): Iterable<string> }

export type Deed =
  | { readonly do: "perform"; readonly calls: readonly Call[] }
  | { readonly do: "import"; readonly groups: readonly (readonly Call[])[] }
  | { readonly do: "undo" };

/** `last`: the records that this device worked on last. People go on where they are. */
export interface Workload { next(shown: Shown, user: string, last: readonly string[]): Deed | null }

/** `first`: what people did when the planted bugs were given their seeds. `all`: all that they do. */
export type Work = "first" | "all";

/** What is done with a chance of its weight, and what deeds are made with. */
export type WeightedDeed = readonly [weight: number, deed: (shown: Shown, user: string) => Deed | null];
export interface DeedParts {
  readonly random: Random;
  /** A word, a number that no other deed has. */
  readonly word: () => string;
  readonly next: () => number;
  readonly perform: (...calls: readonly Call[]) => Deed;
  readonly person: () => string;
  readonly some: (shown: Shown, kinds: readonly Kind[], fits?: (state: RecordState) => boolean) => RecordState | null;
  readonly on: (state: RecordState | null, make: (state: RecordState) => Deed | null) => Deed | null;
}

const OWNED = ["lead", "contact", "deal"] as const;
const HOT = 4;

export function createWorkload(random: Random, work: Work = "all"): Workload {
  let count = 0;
  const word = (): string => `w${count++}`;
  const perform = (...calls: readonly Call[]): Deed => ({ do: "perform", calls });
  const person = (): string => random.pick(PEOPLE).id;

  let recent: ReadonlySet<string> = new Set();

  /** A record of one of the kinds, often the last one or one of the few that everybody works on. */
  function some(shown: Shown, kinds: readonly Kind[], fits: (state: RecordState) => boolean = (state) => !isDeleted(state)): RecordState | null {
    const found = kinds.flatMap((kind) => [...shown.ids(kind)].sort().flatMap((id) => shown.read(id) ?? [])).filter(fits);
    if (found.length === 0) return null;
    const again = found.filter(({ id }) => recent.has(id));
    if (again.length > 0 && random.chance(0.35)) return random.pick(again);
    return random.chance(0.6) ? random.pick(found.slice(0, HOT)) : random.pick(found);
  }
  const on = (state: RecordState | null, make: (state: RecordState) => Deed | null): Deed | null => (state ? make(state) : null);

  const EDITS = {
    lead: () => random.pick([{ notes: word() }, { phone: `+${count++}` }, { status: random.pick(["contacted", "qualified", "lost"]) }, { score: random.int(100), notes: word() }]),
    contact: () => random.pick([{ notes: word() }, { title: word() }, { name: word(), address: word() }]),
    company: () => random.pick([{ notes: word() }, { industry: word() }]),
    deal: () => random.pick([
      { notes: word() }, { title: word() }, { value: { amount: count++, currency: "EUR" } }, { closeDate: `2027-0${1 + random.int(9)}-1${random.int(9)}` }, { reason: word() },
    ]),
    task: () => random.pick([{ done: random.chance(0.5) }, { title: word() }, { due: `2027-0${1 + random.int(9)}-01` }]),
    activity: () => ({ text: word() }),
    objection: () => random.pick([{ response: word() }, { status: random.pick(["open", "resolved"]) }]),
  };
  type Editable = keyof typeof EDITS;

  const deeds: readonly WeightedDeed[] = [
    ...(work === "all" ? laterDeeds({ random, word, next: () => count++, perform, person, some, on }) : []),
    [26, (shown) => {
      const kind = random.pick(["deal", "deal", "lead", "contact", "company", "task", "activity", "objection"] as const satisfies readonly Editable[]);
      return on(some(shown, [kind]), ({ id }) => perform({ name: "edit", args: { id, values: EDITS[kind]() } }));
    }],
    [6, (shown) => on(some(shown, [...OWNED, "company"]), (state) => {
      const tags = elementsOf(state, "tags");
      const args = tags.length > 0 && random.chance(0.5) ? { id: state.id, remove: { tags: [random.pick(tags)] } } : { id: state.id, add: { tags: [`tag${random.int(4)}`] } };
      return perform({ name: "edit", args });
    })],
    [8, (shown, user) => {
      const kind = random.pick(["lead", "contact", "deal", "company", "task"] as const);
      const name = word();
      const company = kind === "company" ? null : some(shown, ["company"]);
      const values = {
        lead: { name, company: word(), status: "new" }, contact: { name, company: company?.id ?? null }, deal: { title: name, stage: STAGES.first, company: company?.id ?? null },
        company: { name }, task: { title: name, assignee: random.chance(0.7) ? user : person() },
      }[kind];
      return perform({ name: "create", args: { kind, values, id: random.uuid() } });
    }],
    [7, (shown) => on(some(shown, ["lead", "deal", "contact", "company"]), ({ id }) => perform({ name: "logActivity", args: { root: id, type: "call", text: word() } }))],
    [3, (shown) => on(some(shown, ["deal"]), ({ id }) => perform({ name: "create", args: { kind: "objection", values: { root: id, text: word(), status: "open" }, id: random.uuid() } }))],
    [8, (shown) => on(some(shown, ["deal"]), ({ id }) => perform({ name: "moveStage", args: { id, stage: random.pick(Object.values(STAGES)) } }))],
    [3, (shown) => on(some(shown, ["deal"]), ({ id }) =>
      perform({ name: "close", args: { id, stage: random.pick([STAGES.won, STAGES.lost]), reason: word(), closeDate: "2027-03-03" } }))],
    [7, (shown) => on(some(shown, OWNED), ({ id }) => perform({ name: "assign", args: { id, to: person() } }))],
    [7, (shown) => on(some(shown, OWNED), (state) => {
      const others = elementsOf(state, "sharedWith");
      const args = others.length > 0 && random.chance(0.4) ? { without: [random.pick(others)] } : { with: [person()] };
      return perform({ name: "share", args: { id: state.id, ...args } });
    })],
    [4, (shown) => on(some(shown, [...OWNED, "task", "activity"]), ({ id }) => perform({ name: "remove", args: { id } }))],
    [3, (shown) => on(some(shown, [...OWNED, "task", "activity"], isDeleted), ({ id }) => perform({ name: "restore", args: { id } }))],
    [5, (shown) => on(some(shown, ["lead"], (state) => !isDeleted(state) && textOf(state, "status") !== "converted"), ({ id }) =>
      perform({ name: "convert", args: { id, ...(random.chance(0.7) && { deal: { title: word(), stage: STAGES.first } }) } }))],
    [4, (shown) => {
      const kind = random.pick(["contact", "company", "deal", "lead"] as const);
      const [winner, loser] = [some(shown, [kind]), some(shown, [kind])];
      return winner && loser && winner.id !== loser.id ? perform({ name: "merge", args: { winner: winner.id, loser: loser.id } }) : null;
    }],
    [6, (shown) => on(some(shown, ["proposal"], (state) => textOf(state, "status") === "open"), ({ id }) => perform({ name: "settle", args: { id, accept: random.chance(0.5) } }))],
    [7, () => ({ do: "undo" })],
    [4, (_shown, user) => {
      const source = word();
      return { do: "import", groups: Array.from({ length: random.between(2, 12) }, (_, row) => {
        const id = (what: string): string => derivedId("import", user, source, what, String(row));
        return [
          { name: "create", args: { id: id("company"), kind: "company", values: { name: `${source} ${row}` } } },
          { name: "create", args: { id: id("contact"), kind: "contact", values: { name: word(), company: id("company") }, sets: { tags: ["import"] } } },
        ] as const;
      }) };
    }],
    [3, (shown) => on(some(shown, ["company"]), ({ id }) => {
      const contact = random.uuid();
      return perform(
        { name: "create", args: { kind: "contact", id: contact, values: { name: word(), company: id } } },
        { name: "create", args: { kind: "deal", id: random.uuid(), values: { title: word(), stage: STAGES.second, contact, company: id } } },
      );
    })],
    [5, (shown) => on(some(shown, ["member"]), (state) => {
      const values = random.pick([
        { role: random.pick(["manager", "exec", "exec"]) }, { team: random.pick(["north", "south"]) }, { role: "manager", team: random.pick(["north", "south"]) }, { active: random.chance(0.6) },
      ]);
      // Somebody must stay who can let the others in again.
      return state.id === PEOPLE[0].id ? null : perform({ name: "edit", args: { id: state.id, values } });
    })],
  ];
  const total = deeds.reduce((sum, [weight]) => sum + weight, 0);

  return {
    next(shown, user, last) {
      recent = new Set(last);
      for (let tries = 0; tries < 6; tries++) {
        let drawn = random.int(total);
        const choice = deeds.find(([weight]) => (drawn -= weight) < 0);
        const deed = choice?.[1](shown, user);
        if (deed) return deed;
      }
      return null;
    },
  };
}
