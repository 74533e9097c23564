// What Yjs walks to find the place of concurrent inserts, counted as it goes, and whether there is such a place. Invariant:
// what is run here throws Unplaced before it walks further than it may. A person's edits go to where nobody else just
// wrote, or meet a few others; bytes made for it have every struct walk past all the others: 32 KB of them kept a
// document busy for seconds, here and then on every device that opens it. And Yjs believes that two neighbours are
// neighbours: where they are not, or half a character is one, copies that took the same updates show different texts.
import * as Y from "yjs";
import type { BodyFaultCode } from "./fault.ts";

export class Unplaced extends Error {
  readonly code: BodyFaultCode;

  constructor(code: BodyFaultCode) {
    super(code);
    this.code = code;
  }
}

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

/** Steps between two neighbours that were such once. Throws where they never were: they lie in two lists, of which one may be forgotten, or the right one lies left. */
function stepsBetween(item: Y.Item, most: number): number {
  const [left, right]: readonly (Y.Item | Y.GC | null)[] = [item.left, item.right];
  if (!left || !right) return 0;
  if (left instanceof Y.GC || right instanceof Y.GC) {
    // All there was in a list is forgotten at once.
    if (left instanceof Y.GC && right instanceof Y.GC) return 0;
    throw new Unplaced("misplaced");
  }
  // Finding the right one cut the left one in two: it lies within it.
  if (!sameId(left.lastId, item.origin)) throw new Unplaced("misplaced");
  if (left.right === right) return 0;
  if (left.parent !== right.parent || left.parentSub !== right.parentSub) throw new Unplaced("misplaced");
  let steps = 0;
  for (let at: Y.Item | null = left.right; at !== right && steps <= most; steps++) {
    if (at === null) throw new Unplaced("misplaced");
    at = at.right;
  }
  return steps;
}

const isFirstHalf = (unit: number): boolean => unit >= 0xd800 && unit < 0xdc00;

/** Runs what integrates structs, in at most so many steps; gives the steps it took. Throws Unplaced, and what `run` throws. strict: for what is not believed yet. */
export function countingSteps(most: number, strict: boolean, run: () => void): number {
  const integrate: Integrate = Y.Item.prototype.integrate;
  const splice = Y.ContentString.prototype.splice;
  let steps = 0;
  Y.Item.prototype.integrate = function counted(this: Y.Item, transaction: Y.Transaction, offset: number): void {
    if (offset === 0) {
      steps += stepsOf(this, transaction, most - steps);
      if (strict && steps <= most) steps += stepsBetween(this, most - steps);
    }
    if (steps > most) throw new Unplaced("too-tangled");
    integrate.call(this, transaction, offset);
  };
  if (strict) {
    Y.ContentString.prototype.splice = function whole(this: Y.ContentString, offset: number): Y.ContentString {
      if (isFirstHalf(this.str.charCodeAt(offset - 1))) throw new Unplaced("misplaced");
      return splice.call(this, offset);
    };
  }
  try {
    run();
  } finally {
    Y.Item.prototype.integrate = integrate;
    Y.ContentString.prototype.splice = splice;
  }
  return steps;
}
