import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CLASS_OPS, type RuleField } from "./rule-fields.ts";
import { dissolved, duplicated, inserted, moved, placed, placeOf, wrapped } from "./rule-moves.ts";
import { completeOf, conditionsIn, type Group, isGroup, newCondition, newGroup, type Part, replaced } from "./rule-tree.ts";

const field: RuleField = { path: "spend", label: "Spend", of: "number", field: undefined };
const leaf = (): Part => ({ ...newCondition(field), values: ["5"] });
const { group: arbGroup } = fc.letrec<{ group: Group; part: Part }>((tie) => ({
  part: fc.oneof({ maxDepth: 3 }, fc.constant(null).map(leaf), tie("group")),
  group: fc.tuple(fc.constantFrom<Group["join"][]>("all", "any", "none"), fc.array(tie("part"), { maxLength: 4 })).map(([join, parts]) => newGroup(join, parts)),
}));
const keysOf = (tree: Group): readonly number[] => tree.parts.flatMap((part) => [part.key, ...(isGroup(part) ? keysOf(part) : [])]);
/** As it is read from top to bottom: conditions by key, groups by their edges. */
const said = (tree: Group): string => tree.parts.map((part) => (isGroup(part) ? `(${part.key} ${said(part)})` : String(part.key))).join(" ");

describe("moving the parts of a rule", () => {
  it("M3 a part goes up and down through all groups: nothing is lost, nothing is doubled, and the way back is the same way", () => {
    fc.assert(fc.property(arbGroup, fc.nat(), fc.constantFrom<1 | -1>(1, -1), (tree, pick, by) => {
      const keys = keysOf(tree);
      fc.pre(keys.length > 0);
      const key = keys[pick % keys.length] as number;
      const after = moved(tree, key, by);
      expect(keysOf(after).toSorted()).toEqual(keys.toSorted());
      if (said(after) !== said(tree)) expect(said(moved(after, key, by === 1 ? -1 : 1))).toBe(said(tree));
      // Far enough it stands at the end of the whole.
      let far = tree;
      for (let step = 0; step < 3 * keys.length + 2; step += 1) far = moved(far, key, by);
      expect(far.parts.at(by === 1 ? -1 : 0)?.key).toBe(key);
    }));
  });

  it("M3 a part that is dropped stands where the line was: nothing is lost or doubled, and no group goes into itself", () => {
    fc.assert(fc.property(arbGroup, fc.nat(), fc.nat(), fc.nat(), (tree, pick, into, spot) => {
      const keys = keysOf(tree);
      fc.pre(keys.length > 0);
      const key = keys[pick % keys.length] as number;
      const groups = [tree, ...keys.flatMap((one) => { const part = placeOf(tree, one)?.part; return part && isGroup(part) ? [part] : []; })];
      const parent = groups[into % groups.length] ?? tree;
      const at = spot % (parent.parts.length + 1);
      const after = placed(tree, key, parent.key, at);
      expect(keysOf(after).toSorted()).toEqual(keys.toSorted());
      const own = placeOf(tree, key)?.part;
      if (own && isGroup(own) && (own === parent || keysOf(own).includes(parent.key))) {
        expect(after).toBe(tree);
        return;
      }
      const behind = parent.parts.slice(at).find((part) => part.key !== key);
      const place = placeOf(after, key);
      expect(place?.parent.key).toBe(parent.key);
      expect(place?.parent.parts[(place?.at ?? 0) + 1]?.key).toBe(behind?.key);
    }));
  });

  it("M3 what is doubled has keys of its own; what is removed comes back to its place; a group of its own can be taken apart again", () => {
    fc.assert(fc.property(arbGroup, fc.nat(), (tree, pick) => {
      const keys = keysOf(tree);
      fc.pre(keys.length > 0);
      const key = keys[pick % keys.length] as number;
      const twice = keysOf(duplicated(tree, key));
      expect(new Set(twice).size).toBe(twice.length);
      const place = placeOf(tree, key);
      if (place === null) throw new Error("it is there");
      expect(conditionsIn(duplicated(tree, key)) - conditionsIn(tree)).toBe(isGroup(place.part) ? conditionsIn(place.part) : 1);
      expect(said(inserted(replaced(tree, key, undefined), place.parent.key, place.at, place.part))).toBe(said(tree));
      const own = wrapped(tree, key);
      const around = placeOf(own, key)?.parent.key as number;
      expect(said(dissolved(own, around))).toBe(said(tree));
    }));
    const tree = newGroup("all", [leaf()]);
    for (const change of [duplicated, wrapped, dissolved]) expect(change(tree, -1)).toBe(tree);
    expect(inserted(tree, -1, 0, leaf()).parts).toHaveLength(2);
  });

  it("M3 what has no value yet is left out of what is counted, and how much that is is said", () => {
    const empty = newCondition(field);
    const { tree, left } = completeOf(newGroup("all", [leaf(), empty, newGroup("any", [empty, { ...newCondition(field), op: CLASS_OPS.number[7] }])]), [field]);
    expect([left, conditionsIn(tree)]).toEqual([2, 2]);
  });
});
