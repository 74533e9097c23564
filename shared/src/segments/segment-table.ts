// Contacts as columns, so that a rule over a hundred thousand of them is a few passes over arrays: of each path that was
// ever asked one column, figures as numbers, texts as codes of a dictionary, money as an amount and the code of its currency. It is filled in pieces by whoever owns it
// and kept up contact by contact. Invariant: once `missing` is empty, `run` finds just those whom `match` finds.
import { moneyOf, type Value } from "@outrider/shared/schema";
import { figureOfValue, isFigure, type Plan, type PlanLeaf, plainWord, type Range } from "./segment-plan.ts";
import { segmentPathOf, type SegmentType } from "./segment-paths.ts";

interface Column { put(place: number, values: readonly Value[]): void; move(from: number, to: number): void; test(leaf: PlanLeaf, into: Uint8Array, size: number): void }

function grown<A extends Float64Array | Int32Array>(array: A, size: number, make: (length: number) => A, empty: number): A {
  if (size <= array.length) return array;
  const next = make(Math.max(1024, size, array.length * 2));
  next.fill(empty);
  next.set(array);
  return next;
}

const within = (value: number, { from, above, to, below }: Range): boolean => (above ? value > from : value >= from) && (below ? value < to : value <= to);

const NO_WORD = -1;

function createFigures(): Column {
  let cells = new Float64Array(0);
  return {
    put(place, values) {
      cells = grown(cells, place + 1, (length) => new Float64Array(length), Number.NaN);
      cells[place] = figureOfValue(values[0]);
    },
    move: (from, to) => void (cells[to] = cells[from] as number),
    test({ test }, into, size) {
      const ranges = test.is === "ranges" ? test.ranges : [];
      if (ranges.length === 1 && ranges[0]) {
        const { from, above, to, below } = ranges[0];
        for (let place = 0; place < size; place++) {
          const value = cells[place] as number;
          into[place] = (above ? value > from : value >= from) && (below ? value < to : value <= to) ? 1 : 0;
        }
        return;
      }
      for (let place = 0; place < size; place++) {
        const value = cells[place] as number;
        into[place] = (test.is === "filled" ? !Number.isNaN(value) : ranges.some((range) => within(value, range))) ? 1 : 0;
      }
    },
  };
}

/** Amounts as they stand, whatever they are worth on a day. */
function createAmounts(): Column {
  let cells = new Float64Array(0);
  let codes = new Int32Array(0);
  const currencies: string[] = [];
  return {
    put(place, values) {
      cells = grown(cells, place + 1, (length) => new Float64Array(length), Number.NaN);
      codes = grown(codes, place + 1, (length) => new Int32Array(length), NO_WORD);
      const money = moneyOf(values[0]);
      cells[place] = money?.amount ?? Number.NaN;
      if (money === null) return void (codes[place] = NO_WORD);
      const known = currencies.indexOf(money.currency);
      codes[place] = known < 0 ? currencies.push(money.currency) - 1 : known;
    },
    move(from, to) {
      cells[to] = cells[from] as number;
      codes[to] = codes[from] as number;
    },
    test({ test }, into, size) {
      const of = test.is === "amounts" ? test.of : [];
      const ranges = currencies.map((currency) => of.filter((one) => one.currency === null || one.currency === currency).flatMap((one) => one.ranges));
      for (let place = 0; place < size; place++) {
        const code = codes[place] as number;
        if (code === NO_WORD || test.is === "filled") into[place] = code === NO_WORD ? 0 : 1;
        else {
          const value = cells[place] as number;
          into[place] = 0;
          for (const range of ranges[code] as readonly Range[]) if (within(value, range)) into[place] = 1;
        }
      }
    },
  };
}


function createWords(): Column {
  const codes = new Map<string, number>();
  const words: string[] = [];
  let cells = new Int32Array(0);
  /** Of those with several: the others. */
  const more = new Map<number, readonly number[]>();
  const codeOf = (value: Value): number => {
    const word = plainWord(value);
    const known = codes.get(word);
    if (known !== undefined) return known;
    codes.set(word, words.length);
    words.push(word);
    return words.length - 1;
  };
  return {
    put(place, values) {
      cells = grown(cells, place + 1, (length) => new Int32Array(length), NO_WORD);
      const [first, ...others] = values;
      cells[place] = first === undefined ? NO_WORD : codeOf(first);
      if (others.length > 0) more.set(place, others.map(codeOf));
      else more.delete(place);
    },
    move(from, to) {
      cells[to] = cells[from] as number;
      const others = more.get(from);
      if (others) more.set(to, others);
      else more.delete(to);
      more.delete(from);
    },
    test({ test }, into, size) {
      // Each word is looked at once, and each contact only for the codes of its words.
      const fits = new Uint8Array(words.length);
      if (test.is === "words") {
        for (const word of test.words) {
          const code = codes.get(word);
          if (code !== undefined) fits[code] = 1;
        }
      } else if (test.is === "part") for (const [code, word] of words.entries()) fits[code] = word.includes(test.part) ? 1 : 0;
      else fits.fill(test.is === "filled" ? 1 : 0);
      for (let place = 0; place < size; place++) {
        const code = cells[place] as number;
        into[place] = code === NO_WORD ? 0 : (fits[code] as number);
      }
      for (const [place, others] of more) if (place < size && into[place] === 0 && others.some((code) => fits[code] === 1)) into[place] = 1;
    },
  };
}

export interface SegmentTable {
  readonly size: number;
  has(id: string): boolean;
  idAt(place: number): string;
  add(id: string): void;
  remove(id: string): void;
  /** The paths among these that have no column yet: what is put in pieces before it counts. */
  missing(paths: readonly string[]): readonly string[];
  /** Fills a path for all contacts; it counts once the last piece is done. */
  fill(path: string, values: (id: string) => readonly Value[]): Generator<void, void>;
  /** A contact looks different: all its cells, or those of some paths. */
  put(id: string, values: (path: string, id: string) => readonly Value[], of?: (path: string) => boolean): void;
  forget(of: (path: string) => boolean): void;
  /** One byte a contact, by its place. All paths must have their columns. */
  run(plan: Plan): Uint8Array;
}

const A_PIECE = 200;

/** Without contacts and without columns. What costs is a column, which `fill` makes in pieces. */
export function createSegmentTable(): SegmentTable {
  const ids: string[] = [];
  const places = new Map<string, number>();
  const columns = new Map<string, Column>();
  /** Being filled: what changes meanwhile is put there too. */
  const coming = new Map<string, Column>();
  const made = (type: SegmentType): Column => (type === "money" ? createAmounts() : isFigure(type) ? createFigures() : createWords());

  function run(plan: Plan): Uint8Array {
    if ("not" in plan) {
      const found = run(plan.not);
      for (let place = 0; place < found.length; place++) found[place] = found[place] === 0 ? 1 : 0;
      return found;
    }
    const [parts, all] = "and" in plan ? [plan.and, true] : "or" in plan ? [plan.or, false] : [null, true];
    if (parts === null) {
      const found = new Uint8Array(ids.length);
      columns.get((plan as PlanLeaf).path)?.test(plan as PlanLeaf, found, ids.length);
      return found;
    }
    const [first, ...others] = parts;
    if (!first) return new Uint8Array(ids.length).fill(all ? 1 : 0);
    const found = run(first);
    for (const part of others) {
      const next = run(part);
      if (all) for (let place = 0; place < found.length; place++) found[place] = (found[place] as number) & (next[place] as number);
      else for (let place = 0; place < found.length; place++) found[place] = (found[place] as number) | (next[place] as number);
    }
    return found;
  }

  return {
    get size() { return ids.length; },
    has: (id) => places.has(id),
    idAt: (place) => ids[place] as string,
    add(id) {
      if (places.has(id)) return;
      places.set(id, ids.length);
      ids.push(id);
    },
    remove(id) {
      const place = places.get(id);
      if (place === undefined) return;
      const last = ids.length - 1;
      places.delete(id);
      const moved = ids.pop() as string;
      for (const column of [...columns.values(), ...coming.values()]) {
        if (place !== last) column.move(last, place);
        column.put(last, []);
      }
      if (place === last) return;
      ids[place] = moved;
      places.set(moved, place);
    },
    missing: (paths) => paths.filter((path) => !columns.has(path)),
    *fill(path, values) {
      const column = made(segmentPathOf(path)?.type ?? "text");
      coming.set(path, column);
      // From the end: the last takes the place of one that goes, so nobody is passed over.
      for (let place = ids.length - 1; place >= 0; place--) {
        const id = ids[place];
        if (coming.get(path) !== column) return;
        if (id !== undefined) column.put(place, values(id));
        if (place % A_PIECE === 0) yield;
      }
      if (coming.get(path) !== column) return;
      coming.delete(path);
      columns.set(path, column);
    },
    put(id, values, of = () => true) {
      const place = places.get(id);
      if (place === undefined) return;
      for (const [path, column] of [...columns, ...coming]) if (of(path)) column.put(place, values(path, id));
    },
    forget(of) {
      for (const all of [columns, coming]) for (const path of all.keys()) if (of(path)) all.delete(path);
    },
    run,
  };
}
