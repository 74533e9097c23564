import { compareKeys } from "@outrider/shared/projection";
import fc from "fast-check";
import { expect, it } from "vitest";
import { createSortedIds } from "./sorted-ids.ts";

const compare = (a: number, b: number): number => compareKeys(a, b, false);

it("S10 whatever window is looked at first, and whatever changes in between, the order is one", () => {
  const arbEntry = fc.record({ id: fc.integer({ min: 0, max: 99 }).map(String), key: fc.integer({ min: 0, max: 9 }) });
  const arbAct = fc.oneof(
    fc.record({ look: fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 12 })) }),
    fc.record({ put: arbEntry }), fc.record({ remove: fc.integer({ min: 0, max: 99 }).map(String) }),
  );
  fc.assert(
    fc.property(fc.uniqueArray(arbEntry, { selector: ({ id }) => id, maxLength: 100 }), fc.array(arbAct, { maxLength: 12 }), (entries, acts) => {
      const ids = createSortedIds<number>(compare);
      const model = new Map(entries.map(({ id, key }) => [id, key]));
      const order = (): string[] => [...model].sort(([a, m], [b, n]) => m - n || (a < b ? -1 : 1)).map(([id]) => id);
      ids.fill([...entries]);
      for (const act of acts) {
        if ("look" in act) expect(ids.slice(act.look[0], act.look[0] + act.look[1])).toEqual(order().slice(act.look[0], act.look[0] + act.look[1]));
        else if ("put" in act) {
          ids.put(act.put.id, act.put.key);
          model.set(act.put.id, act.put.key);
        } else {
          ids.remove(act.remove);
          model.delete(act.remove);
        }
        expect(ids.size).toBe(model.size);
        expect([...ids.all()].sort()).toEqual([...model.keys()].sort());
      }
      expect(ids.entries().map(({ id }) => id)).toEqual(order());
    }),
  );
});
