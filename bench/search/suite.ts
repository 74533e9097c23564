// Owns what search costs in the engine, without a browser: words typed letter by letter over all kinds, each letter a
// question that was never asked before; once as they stand, and once mistyped, where what was meant has to be found.
import { createRandom } from "@outrider/shared/kernel";
import { glanceOf, type RecordState } from "@outrider/shared/records";
import type { Kind } from "@outrider/shared/schema";
import { createHaystacks } from "../../client/src/engine/haystacks.ts";
import { createQueries } from "../../client/src/engine/queries.ts";
import { createCompanySizes } from "../../client/src/engine/company-sizes.ts";
import { createRelations, type View } from "../../client/src/engine/relations.ts";
import { createWorkedOut } from "../../client/src/engine/worked-out.ts";
import { NOW, sampleStates } from "../assistant/sample-book.ts";
import type { Metric, Row } from "../metric.ts";
import { quantile } from "../statistics.ts";

/** What the box that searches everything asks for. */
const KINDS = ["lead", "contact", "company", "deal", "body", "activity", "task", "objection", "attachment"] as const satisfies readonly Kind[];
const SHOWN = 8;
const WORDS = 40;

/** As on a device, where what a glance tells lies beside each record. */
function viewOf(states: ReadonlyMap<string, RecordState>): View {
  const glances = new Map([...states].map(([id, state]) => [id, glanceOf(state)]));
  return {
    read: (id) => states.get(id), peek: (id) => states.get(id), glance: (id) => glances.get(id),
    *ids(kind) {
      for (const state of states.values()) if (state.kind === kind) yield state.id;
    },
  };
}

/** Words of names that are there, each long enough to be mistyped. */
function wordsOf(states: ReadonlyMap<string, RecordState>, seed: string): readonly string[] {
  const random = createRandom(seed);
  const names = [...states.values()].flatMap(({ kind, fields }) => (kind === "company" || kind === "contact" ? String(fields["name"]?.value ?? "").toLowerCase().split(/\W+/) : []));
  const long = [...new Set(names.filter((word) => word.length >= 6))];
  return Array.from({ length: Math.min(WORDS, long.length) }, () => random.pick(long));
}

/** Two letters in the middle have changed places. */
const mistyped = (word: string): string => `${word.slice(0, 2)}${word[3] ?? ""}${word[2] ?? ""}${word.slice(4)}`;

/** `size`: how many records, about. */
export function runSearch(size: number): Promise<Row[]> {
  const states = sampleStates(size, "bench");
  const of = `${states.size.toLocaleString("en")} records`;
  const view = viewOf(states);
  const relations = createRelations(view);
  const haystacks = createHaystacks(view);
  const queries = createQueries({ view, haystacks, relations, workedOut: createWorkedOut({ relations, sizes: createCompanySizes(view), now: () => NOW }), beyond: { reach: () => ({ complete: true }), want: () => undefined, turn: 0 }, pendingOf: () => new Set(), keeps: () => false });
  const ask = (search: string): { readonly ms: number; readonly found: number } => {
    const before = performance.now();
    const live = queries.live({ kind: KINDS, search, alike: KINDS, limit: SHOWN });
    const found = live.compute().total;
    live.close?.();
    return { ms: performance.now() - before, found };
  };
  const preparing = performance.now();
  while (!haystacks.ready) haystacks.prepare(1_000);
  const prepared = performance.now() - preparing;
  const words = wordsOf(states, "search");
  const letters = words.flatMap((word) => Array.from({ length: word.length - 1 }, (_, at) => ask(word.slice(0, at + 2)).ms));
  const wrong = words.map((word) => ask(mistyped(word)));
  const row = (metric: Metric, what: string, values: readonly number[], note?: string): Row => ({ id: "search", metric, of: `${of}: ${what}`, peer: "outrider", ours: true, value: quantile(values, 0.95), worst: Math.max(...values), runs: values.length, ...(note !== undefined && { note }) });
  return Promise.resolve([
    row("searched", "a letter more, p95", letters),
    row("searched", "a mistyped word, p95", wrong.map(({ ms }) => ms), `${wrong.filter(({ found }) => found > 0).length} of ${wrong.length} found something`),
    { id: "search", metric: "prepared", of, peer: "outrider", ours: true, value: prepared, runs: 1, note: "in pieces of 1,000 while nothing else is asked" },
  ]);
}
