// What Yjs walks to find the place of concurrent inserts, counted as it goes. Invariant: what is run here throws
// TooTangled before it walks further than it may. A person's edits go to where nobody else just wrote, or meet a few
// others; bytes made for it have every struct walk past all the others: 32 KB of them kept a document busy for seconds,
// here and then on every device that opens it.
import * as Y from "yjs";

export class TooTangled extends Error {}

type Integrate = (transaction: Y.Transaction, offset: number) => void;
type Parent = Y.AbstractType<unknown>;

const sameId = (a: Y.ID | null, b: Y.ID | null): boolean => a === b || (a !== null && b !== null && a.client === b.client && a.clock === b.clock);

/** The steps of the loops in Yjs's Item.integrate, by the same rules, as far as `most`. */
function stepsOf(item: Y.Item, { doc: { store } }: Y.Transaction, most: number): number {
  const { left, right, parentSub, origin, rightOrigin } = item;
  const parent = item.parent as Parent | null | undefined;
  if (parent === null || parent === undefined) return 0;
  const between = left === null ? right === null || right.left !== null : left.right !== right;
  if (!between) return 0;
  let steps = 0;
  let at: Y.Item | null = left === null ? parent._start : left.right;
  if (left === null && parentSub !== null) {
    at = parent._map.get(parentSub) ?? null;
    for (; at !== null && at.left !== null && steps <= most; steps++) at = at.left;
  }
  const conflicting = new Set<Y.Item>();
  const passed = new Set<Y.Item>();
  for (; at !== null && at !== right && steps <= most; steps++) {
    passed.add(at);
    conflicting.add(at);
    if (sameId(origin, at.origin)) {
      if (at.id.client < item.id.client) conflicting.clear();
      else if (sameId(rightOrigin, at.rightOrigin)) break;
    } else if (at.origin !== null && passed.has(Y.getItem(store, at.origin))) {
      if (!conflicting.has(Y.getItem(store, at.origin))) conflicting.clear();
    } else break;
    at = at.right;
  }
  return steps;
}

/** Runs what integrates structs, in at most so many steps; gives the steps it took. Throws TooTangled, and what `run` throws. */
export function countingSteps(most: number, run: () => void): number {
  const integrate: Integrate = Y.Item.prototype.integrate;
  let steps = 0;
  Y.Item.prototype.integrate = function counted(this: Y.Item, transaction: Y.Transaction, offset: number): void {
    if (offset === 0) steps += stepsOf(this, transaction, most - steps);
    if (steps > most) throw new TooTangled();
    integrate.call(this, transaction, offset);
  };
  try {
    run();
  } finally {
    Y.Item.prototype.integrate = integrate;
  }
  return steps;
}
