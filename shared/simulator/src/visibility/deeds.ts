// What people do in a history of visibility: mostly what changes who may see what, chosen by chance from what their
// device shows, as a screen would offer it; the rest is ordinary work, so that there is something to be seen.
import type { Call } from "@outrider/shared/commands";
import type { Random } from "@outrider/shared/kernel";
import { elementsOf, isDeleted, type RecordState, textOf, valueOf } from "@outrider/shared/records";
import { type Kind, ROLES } from "@outrider/shared/schema";
import { createWorkload, type Deed, type Shown, type Work } from "../workload.ts";
import { PEOPLE, TEAMS } from "./people.ts";

const OWNED = ["lead", "contact", "deal"] as const;
const HANGING = ["activity", "task", "objection"] as const;
/** Those that later hung on records too. */
const HANGING_NOW = [...HANGING, "lineItem", "attachment", "distinct"] as const;
/** What hangs on deals alone. */
const ON_DEALS: readonly Kind[] = ["objection", "lineItem"];

export interface Deeds { next(shown: Shown, user: string, last: readonly string[]): Deed | null }

export function createDeeds(random: Random, work: Work = "all"): Deeds {
  const ordinary = createWorkload(random.stream("work"), work);
  let last: readonly string[] = [];
  const one = (call: Call): Deed => ({ do: "perform", calls: [call] });
  const person = (): string => random.pick(PEOPLE).id;
  const standing = (state: RecordState): boolean => !isDeleted(state);

  function some(shown: Shown, kinds: readonly Kind[], fits: (state: RecordState) => boolean = standing): RecordState | null {
    const found = kinds.flatMap((kind) => [...shown.ids(kind)].sort().flatMap((id) => shown.read(id) ?? [])).filter(fits);
    return found.length === 0 ? null : random.pick(found);
  }
  const on = (state: RecordState | null, make: (state: RecordState) => Deed | null): Deed | null => (state ? make(state) : null);

  const DEEDS: readonly (readonly [weight: number, deed: (shown: Shown, user: string) => Deed | null])[] = [
    [15, (shown) => on(some(shown, OWNED), ({ id }) => one({ name: "assign", args: { id, to: person() } }))],
    [4, (shown) => on(some(shown, ["task"]), ({ id }) => one({ name: "assign", args: { id, to: person() } }))],
    [15, (shown) => on(some(shown, OWNED), (state) => {
      const others = elementsOf(state, "sharedWith");
      const args = others.length > 0 && random.chance(0.5) ? { without: [random.pick(others)] } : { with: [person()] };
      return one({ name: "share", args: { id: state.id, ...args } });
    })],
    [9, (shown) => on(some(shown, work === "all" ? HANGING_NOW : HANGING), (state) => on(some(shown, ON_DEALS.includes(state.kind) ? ["deal"] : ["lead", "company", "contact", "deal"]), (root) =>
      one({ name: "edit", args: { id: state.id, values: { root: root.id } } })))],
    [3, (shown) => on(some(shown, ["task"], (state) => standing(state) && textOf(state, "root") !== ""), ({ id }) => one({ name: "edit", args: { id, values: { root: null } } }))],
    [7, (shown) => {
      const kind = random.pick(["contact", "company", "deal", "lead"] as const);
      const [winner, loser] = [some(shown, [kind]), some(shown, [kind])];
      return winner && loser && winner.id !== loser.id ? one({ name: "merge", args: { winner: winner.id, loser: loser.id } }) : null;
    }],
    [12, (shown, user) => on(some(shown, ["member"], ({ id }) => id !== PEOPLE[0].id), (member) => {
      if (textOf(shown.read(user) ?? member, "role") !== "admin") return null;
      const values = random.weighted([
        [{ role: random.pick(ROLES) }, 4], [{ team: random.pick(TEAMS) }, 4], [{ role: "manager", team: random.pick(TEAMS) }, 2],
        [{ active: valueOf(member, "active") !== true }, valueOf(member, "active") === true ? 2 : 8],
      ] as const);
      return one({ name: "edit", args: { id: member.id, values } });
    })],
    [5, (shown) => on(some(shown, [...OWNED, "task", "activity"]), ({ id }) => one({ name: "remove", args: { id } }))],
    [5, (shown) => on(some(shown, [...OWNED, "task", "activity"], isDeleted), ({ id }) => one({ name: "restore", args: { id } }))],
    [6, () => ({ do: "undo" })],
    [30, (shown, user) => ordinary.next(shown, user, last)],
  ];

  return {
    next(shown, user, worked) {
      last = worked;
      for (let tries = 0; tries < 6; tries++) {
        const deed = random.weighted(DEEDS.map(([weight, make]) => [make, weight] as const))(shown, user);
        if (deed) return deed;
      }
      return null;
    },
  };
}
