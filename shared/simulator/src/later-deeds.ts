// What people do besides: lines of a deal, what was said against it and by whom, files, views and goals that they let others
// see, what they have looked at and left, who has a say in a deal, groups of companies, fields of their own, whole shelves
// given to somebody else. (A file's bytes are not part of a run: that it is all there the server writes.)
import { type Change, isDeleted, type RecordState, textOf } from "@outrider/shared/records";
import { AUDIENCES, customName, GOAL_MEASURES, type Kind, STAKEHOLDER_ROLES, VIEW_KINDS } from "@outrider/shared/schema";
import { STAGES } from "./cast.ts";
import type { DeedParts, WeightedDeed } from "./workload.ts";

const ROOTS = ["lead", "contact", "company", "deal"] as const satisfies readonly Kind[];
const BINNED = ["lineItem", "objection", "attachment", "view", "goal", "distinct", "kept"] as const satisfies readonly Kind[];
const LATER = ["lineItem", "objection", "attachment", "view", "goal"] as const satisfies readonly Kind[];

export function laterDeeds({ random, word, next, perform, person, some, on }: DeedParts): readonly WeightedDeed[] {
  const money = () => ({ amount: next(), currency: random.pick(["EUR", "USD"]) });
  const team = (): string => random.pick(["north", "south"]);
  const audience = (): Record<string, string> => {
    const chosen = random.pick(AUDIENCES);
    return { audience: chosen, ...(chosen === "team" && { team: team() }) };
  };
  const edits: Record<(typeof LATER)[number], (state: RecordState) => Record<string, string | number | boolean | null | { amount: number; currency: string }>> = {
    lineItem: () => random.pick([{ quantity: next() }, { unitPrice: money() }, { discount: random.int(101) }, { product: word() }]),
    objection: () => random.pick([{ severity: random.pick(["low", "high"]) }, { category: random.pick(["price", "trust"]) }, { at: next() }, { text: word() }]),
    attachment: () => ({ name: `${word()}.pdf` }),
    view: () => random.pick([{ name: word() }, { pinned: random.chance(0.5) }, { sort: "title" }, audience()]),
    goal: () => ({ target: next() }),
  };
  const mine = (shown: Parameters<typeof some>[0], kind: Kind, user: string): RecordState | null => some(shown, [kind], (state) => !isDeleted(state) && textOf(state, "owner") === user);

  return [
    [9, (shown) => on(some(shown, ["deal"]), ({ id }) => {
      const product = random.chance(0.5) ? `p${random.int(3)}` : word();
      return perform(
        { name: "create", args: { kind: "lineItem", id: random.uuid(), values: { root: id, product, quantity: random.between(1, 9), unitPrice: money(), ...(random.chance(0.3) && { discount: random.int(50) }) } } },
        { name: "edit", args: { id, add: { products: [product] } } },
      );
    })],
    [11, (shown) => {
      const kind = random.pick(LATER);
      return on(some(shown, [kind]), (state) => perform({ name: "edit", args: { id: state.id, values: edits[kind](state) } }));
    }],
    [4, (shown) => on(some(shown, ["deal"]), ({ id }) => {
      const contact = some(shown, ["contact"]);
      const values = { root: id, text: word(), category: random.pick(["price", "need"]), severity: "medium", status: "open", at: next(), ...(contact && { raisedBy: contact.id }) };
      return perform({ name: "create", args: { kind: "objection", id: random.uuid(), values } });
    })],
    [5, (shown) => on(some(shown, ROOTS), ({ id }) => {
      const about = some(shown, ["activity"], (state) => textOf(state, "root") === id);
      const values = { root: id, name: `${word()}.png`, type: "image/png", size: 1 + next(), sha256: next().toString(16).padStart(64, "0"), ...(about && { about: about.id }) };
      return perform({ name: "create", args: { kind: "attachment", id: random.uuid(), values } });
    })],
    [4, (_shown, user) => perform({ name: "create", args: { kind: "view", id: random.uuid(), values: { owner: user, of: random.pick(VIEW_KINDS), name: word(), ...audience() } } })],
    [2, (shown, user) => on(mine(shown, "view", user), ({ id }) => perform({ name: "edit", args: { id, values: { audience: "me" } } }))],
    [4, (_shown, user) => {
      const whose = random.chance(0.3) ? { team: team() } : { person: random.chance(0.6) ? user : person() };
      const values = { ...whose, measure: random.pick(GOAL_MEASURES), span: random.pick(["month", "quarter"]), from: "2027-01-01", target: next(), owner: user };
      return perform({ name: "create", args: { kind: "goal", id: random.uuid(), values, sets: { sharedWith: [person()] } } });
    }],
    [4, (shown) => {
      const kind = random.pick(ROOTS);
      const [one, other] = [some(shown, [kind]), some(shown, [kind])];
      return one && other && one.id !== other.id ? perform({ name: "create", args: { kind: "distinct", id: random.uuid(), values: { root: one.id, other: other.id } } }) : null;
    }],
    [3, (shown, user) => on(some(shown, ROOTS, ({ losers }) => Object.keys(losers).length > 0), ({ id, losers }) => {
      const [field, loser] = random.pick(Object.entries(losers));
      return perform({ name: "create", args: { kind: "kept", id: random.uuid(), values: { person: user, about: id, field, edit: loser.origin } } });
    })],
    [5, (shown) => on(some(shown, BINNED), ({ id }) => perform({ name: "remove", args: { id } }))],
    [3, (shown) => on(some(shown, BINNED, isDeleted), ({ id }) => perform({ name: "restore", args: { id } }))],
    [5, (shown) => on(some(shown, ["deal"]), ({ id }) => on(some(shown, ["contact"]), (contact) => {
      const part = { stakeholders: [contact.id], [random.pick(STAKEHOLDER_ROLES)]: [contact.id] };
      return perform({ name: "edit", args: random.chance(0.7) ? { id, add: part } : { id, remove: part } });
    }))],
    [3, (shown) => on(some(shown, ["company"]), ({ id }) => on(some(shown, ["company"]), (parent) =>
      perform({ name: "edit", args: { id, values: { parent: parent.id === id || random.chance(0.2) ? null : parent.id } } })))],
    [2, () => perform({ name: "create", args: { kind: "customField", id: random.uuid(), values: { of: random.pick(ROOTS), type: random.pick(["text", "number", "choice"]), label: word(), options: "red\ngreen", order: next() } } })],
    [5, (shown) => on(some(shown, ["customField"], () => true), (field) => {
      const [of, type] = [textOf(field, "of") as (typeof ROOTS)[number], textOf(field, "type") as "text" | "number" | "choice"];
      const value = { text: word(), number: next(), choice: random.pick(["red", "green"]) }[type];
      return on(some(shown, [of]), ({ id }) => perform({ name: "edit", args: { id, values: { [customName(type, field.id)]: value } } }));
    })],
    [3, (shown, user) => {
      const to = person();
      const ids = (["lead", "contact", "deal", "task"] as const).flatMap((kind) => [...shown.ids(kind)].sort()).filter(() => random.chance(0.4));
      return to === user || ids.length === 0 ? null : perform({ name: "reassign", args: { from: user, to, ids } });
    }],
    [3, (shown) => on(some(shown, ["lead", "contact", "company", "deal"]), (one) => {
      // The same two, either way round, by whoever comes to it.
      const other = some(shown, [one.kind], (state) => state.id !== one.id && !isDeleted(state) && textOf(state, "mergedInto") === "");
      return other ? perform({ name: "merge", args: { winner: one.id, loser: other.id } }) : null;
    })],
    [2, (shown) => on(some(shown, ROOTS, (state) => textOf(state, "mergedInto") !== ""), ({ id }) => perform({ name: "edit", args: { id, values: { mergedInto: null } } }))],
    [2, (shown) => on(some(shown, ["deal"]), ({ id }) => perform({ name: "create", args: { kind: "task", id: random.uuid(), values: { title: word(), root: id, assignee: person() } } }, { name: "moveStage", args: { id, stage: random.pick(Object.values(STAGES)) } }))],
  ];
}

/** What the server writes by itself once it has all bytes of a file that this commit has added. */
export const uploadOf = ({ id, kind, fields }: RecordState, at: number): Change | null =>
  kind === "attachment" && fields["uploadedAt"] === undefined ? { id, kind, set: { uploadedAt: { value: at, base: null } } } : null;
