// Search by meaning: which texts are still to be embedded and by which model, the vectors of those that are, and what is
// close to something. It computes no vector itself: a page hands them in. Invariant: a vector counts only while the record
// has the text it stands for; vectors of two models never meet; what this device may see no more has no vector here.
// Nothing is looked at before somebody asks.
import { foundBy, haystackOf, type Keeps, type Pending, rowOf, searchWords } from "@outrider/shared/projection";
import { EMBEDDED_KINDS, embeddedText, isEmbedded, textHash } from "@outrider/shared/search";
import type { Closeness } from "@outrider/shared/sales";
import type { Kind } from "@outrider/shared/schema";
import type { CloseAnswer, CloseOf, MeaningAnswer, OwedText } from "../api-answers.ts";
import type { Beyond } from "../beyond.ts";
import type { Live } from "../live.ts";
import type { Timers } from "../ports.ts";
import type { View } from "../relations.ts";
import type { TextVector, VectorExchange, VectorStore } from "./meaning-ports.ts";
import { createTextWords } from "./text-words.ts";
import { createVectorShelf, type VectorShelf } from "./vector-shelf.ts";

export interface MeaningDeps {
  readonly view: View;
  readonly timers: Timers;
  readonly store: VectorStore;
  readonly exchange: VectorExchange;
  /** Whether the server can be asked. */
  readonly live: () => boolean;
  /** Whether the server has what is not here, and how to ask for it by its id. */
  readonly beyond: Pick<Beyond, "want" | "bounded">;
  readonly pendingOf: (id: string) => Pending;
  readonly keeps: Keeps;
  /** Something is to be shown that was not known before. */
  readonly changed: () => void;
  readonly failed: (error: unknown) => void;
}

export interface Meaning {
  /** The next texts without a vector of this model, at most ten; none where all are done or not all have been looked at yet. */
  owed(model: string): Promise<readonly OwedText[]>;
  /** Keeps what still stands for the text of its record. */
  take(model: string, vectors: readonly TextVector[]): Promise<void>;
  /** Forgets the vectors of every other model; of all where there is none. */
  keepOnly(models: readonly string[]): Promise<void>;
  state(model: string): Live<MeaningAnswer>;
  close(of: CloseOf): Live<CloseAnswer>;
  /** Of a kind what is close to a record or to a vector of this model, by id; undefined where there are no vectors to compare. */
  near(of: { readonly model: string; readonly kind: Kind; readonly of: string | readonly number[] }): Closeness | undefined;
  /** Changes whenever an answer to that may be another one. */
  readonly turn: number;
  changed(ids: ReadonlySet<string>): void;
  forget(): void;
}

const BATCH = 10;
const ASKED_AT_ONCE = 200;
const SHARED_AT_ONCE = 50;
/** With no network; what is beyond, another device computes again. */
const MOST_UNSHARED = 2_000;
const PIECE_MS = 6;
const LOOKED_AT_ONCE = 50;
const FIRST_FOUND = 60;
const USUAL = 8;
/** Of one kind, for the assistant to choose among. */
const MOST_NEAR = 200;
/** Less is chance. */
const CLOSE_ENOUGH = 0.35;

interface Index {
  readonly shelf: VectorShelf;
  /** Whose text has no vector yet; null before everything has been looked at. */
  owed: Set<string> | null;
  /** Those of them that the server has not been asked about. */
  unasked: string[];
}

export function createMeaning({ view, timers, store, exchange, live, beyond, pendingOf, keeps, changed, failed }: MeaningDeps): Meaning {
  /** The name of each record's text as it is now; of those that have one. */
  const hashes = new Map<string, string>();
  let looking: Iterator<string> | null = null;
  let looked = false;
  let indexes: Map<string, Index> | null = null;
  let loading: Promise<Map<string, Index>> | null = null;
  let lastKey = 0;
  let turn = 0;
  let callOff: (() => void) | null = null;
  const textOf = (id: string): string => {
    const state = view.peek(id);
    return state ? embeddedText(state) : "";
  };
  const words = createTextWords(textOf);
  let unshared: { readonly model: string; readonly vector: TextVector }[] = [];
  let sharing = false;
  let writing: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = writing.then(work);
    writing = done.catch(failed);
    return done;
  };

  function* all(): Generator<string> {
    for (const kind of EMBEDDED_KINDS) yield* view.ids(kind);
  }

  function look(id: string): void {
    const text = textOf(id);
    if (text === "") hashes.delete(id);
    else hashes.set(id, textHash(text));
    for (const index of indexes?.values() ?? []) note(index, id);
  }

  function note({ shelf, owed, unasked }: Index, id: string): void {
    if (owed === null) return;
    if (!hashes.has(id) || shelf.hashOf(id) === hashes.get(id)) owed.delete(id);
    else {
      owed.add(id);
      unasked.push(id);
    }
  }

  function begin(index: Index): void {
    if (index.owed !== null || !looked) return;
    index.owed = new Set();
    for (const id of hashes.keys()) note(index, id);
  }

  /** One piece at a time, so that no answer waits for it. */
  function work(): void {
    if (callOff || (looked && !words.owes)) return;
    looking ??= all();
    callOff = timers.after(PIECE_MS, () => {
      callOff = null;
      const until = timers.now() + PIECE_MS;
      for (let steps = 0; steps < LOOKED_AT_ONCE && timers.now() <= until && (!looked || words.owes); steps++) {
        if (looked) words.prepare();
        else {
          const { done, value } = (looking as Iterator<string>).next();
          if (done === true) ended();
          else look(value);
        }
      }
      turn += 1;
      changed();
      work();
    });
  }

  function ended(): void {
    looked = true;
    looking = null;
    words.begin(hashes.keys());
    void opened().then((open) => {
      for (const index of open.values()) {
        begin(index);
        drop(index, [...index.shelf.ids()].filter((id) => !hashes.has(id)));
      }
    });
  }

  const drop = ({ shelf }: Index, ids: readonly string[]): void => void inTurn(() => shelf.remove(ids)).catch(failed);

  function opened(): Promise<Map<string, Index>> {
    loading ??= store.load().catch(() => []).then((packs) => {
      const made = new Map<string, Index>();
      lastKey = Math.max(lastKey, 0, ...packs.map(({ key }) => key));
      for (const model of new Set(packs.map(({ pack }) => pack.model))) made.set(model, newIndex(model, packs.filter(({ pack }) => pack.model === model)));
      indexes = made;
      turn += 1;
      changed();
      return made;
    });
    return loading;
  }

  function newIndex(model: string, packs: Parameters<typeof createVectorShelf>[0]["packs"]): Index {
    const index: Index = { shelf: createVectorShelf({ model, store, newKey: () => (lastKey += 1), packs }), owed: null, unasked: [] };
    begin(index);
    return index;
  }

  async function indexOf(model: string): Promise<Index> {
    const open = await opened();
    const known = open.get(model) ?? newIndex(model, []);
    open.set(model, known);
    return known;
  }

  async function keep(index: Index, vectors: readonly TextVector[]): Promise<readonly TextVector[]> {
    const fitting = vectors.filter(({ id, hash }) => hashes.get(id) === hash);
    await inTurn(() => index.shelf.put(fitting));
    for (const { id } of fitting) note(index, id);
    turn += 1;
    changed();
    return fitting;
  }

  /** What somebody on the team has computed need not be computed again. */
  async function askTeam(model: string, index: Index): Promise<void> {
    while (live() && index.unasked.length > 0) {
      const ids = index.unasked.slice(-ASKED_AT_ONCE).filter((id) => index.owed?.has(id));
      const known = ids.length === 0 ? [] : await exchange.known(model, ids.map((id) => ({ id, hash: hashes.get(id) ?? "" })));
      if (known === null) return;
      const asked = new Set(ids);
      index.unasked = index.unasked.filter((id) => !asked.has(id) && index.owed?.has(id));
      await keep(index, known);
    }
  }

  /** Many at a time, and nobody waits for it. */
  async function shareAll(): Promise<void> {
    if (sharing) return;
    sharing = true;
    try {
      while (live() && unshared.length > 0) {
        const model = unshared[0]?.model ?? "";
        const batch = unshared.filter((one) => one.model === model).slice(0, SHARED_AT_ONCE);
        unshared = unshared.filter((one) => !batch.includes(one));
        await exchange.share(model, batch.map(({ vector }) => vector));
      }
    } finally {
      sharing = false;
    }
    unshared = unshared.slice(-MOST_UNSHARED);
  }

  const meaning: Meaning = {
    async owed(model) {
      const index = await indexOf(model);
      work();
      if (!looked) return [];
      begin(index);
      await askTeam(model, index);
      const batch: OwedText[] = [];
      for (const id of index.owed ?? []) {
        const text = textOf(id);
        if (batch.push({ id, hash: textHash(text), text }) >= BATCH) break;
      }
      return batch;
    },
    async take(model, vectors) {
      for (const vector of await keep(await indexOf(model), vectors)) unshared.push({ model, vector });
      void shareAll().catch(failed);
    },
    async keepOnly(models) {
      const open = await opened();
      for (const [model, { shelf }] of open) {
        if (models.includes(model)) continue;
        open.delete(model);
        await inTurn(() => shelf.remove([...shelf.ids()]));
      }
      turn += 1;
      changed();
    },
    state(model) {
      let seen = -1;
      return {
        compute() {
          seen = turn;
          void opened();
          work();
          const total = hashes.size;
          return { looked: looked && indexes !== null, total, owed: indexes?.get(model)?.owed?.size ?? total };
        },
        touched: () => seen !== turn,
      };
    },
    get turn() { return turn; },
    near({ model, kind, of }) {
      void opened();
      work();
      const shelf = indexes?.get(model)?.shelf;
      const vector = typeof of !== "string" ? Int8Array.from(of) : shelf?.hashOf(of) === hashes.get(of) ? shelf?.vectorOf(of) : undefined;
      if (!shelf || !vector || !looked) return undefined;
      const found = shelf.closest(vector, MOST_NEAR, { least: CLOSE_ENOUGH, among: (id) => id !== of && view.glance(id) !== undefined && shelf.hashOf(id) === hashes.get(id) && view.peek(id)?.kind === kind });
      return new Map(found.map(({ id, score }) => [id, score]));
    },
    close({ text, model, vector, near: given, limit = USUAL }) {
      let seen = -1;
      let shown: ReadonlySet<string> = new Set();
      if (vector === undefined && given === undefined) words.wanted();
      return {
        compute() {
          seen = turn;
          void opened();
          work();
          const of = vector === undefined || model === undefined ? undefined : indexes?.get(model)?.shelf;
          const told = (given ?? []).filter(({ score }) => score >= CLOSE_ENOUGH);
          const mine = of && vector ? of.closest(Int8Array.from(vector), FIRST_FOUND, { least: CLOSE_ENOUGH }) : given ? [] : words.closest(text, FIRST_FOUND);
          const here = new Set(mine.map(({ id }) => id));
          // Two models may have found them, whose figures say nothing to each other: the first of both, the second of both. What both found is judged by what is here.
          const near = [mine, told.filter(({ id }) => !here.has(id))].flatMap((list) => list.map((one, rank) => ({ ...one, rank }))).sort((a, b) => a.rank - b.rank);
          const typed = searchWords(text);
          const found: CloseAnswer["found"][number][] = [];
          const awaited = new Set<string>();
          for (const { id, score } of near) {
            const state = found.length < limit && (of === undefined || !here.has(id) || of.hashOf(id) === hashes.get(id) || !looked) ? view.read(id) : undefined;
            if (!state && !here.has(id)) {
              beyond.want(id);
              awaited.add(id);
            }
            // What holds the words themselves is found by them.
            if (!state || embeddedText(state) === "" || foundBy(haystackOf(state), typed)) continue;
            found.push({ row: rowOf(state, view.read, pendingOf(id), keeps), score: Math.round(score * 100) });
          }
          shown = new Set([...awaited, ...found.map(({ row }) => row.id)]);
          return { found, by: of ? "model" : given ? "server" : "words", complete: given !== undefined || (looked && (of !== undefined || !words.owes)), more: given === undefined && beyond.bounded && live() };
        },
        touched: (ids) => ids === null || seen !== turn || [...ids].some((id) => shown.has(id)),
      };
    },
    changed(ids) {
      if (!looked && !looking) return;
      const gone: string[] = [];
      for (const id of ids) {
        const before = hashes.get(id);
        const kind = view.peek(id)?.kind;
        if (before === undefined && (kind === undefined || !isEmbedded(kind))) continue;
        look(id);
        if (before === hashes.get(id)) continue;
        turn += 1;
        words.changed(id);
        if (!hashes.has(id)) gone.push(id);
      }
      if (gone.length > 0) for (const index of indexes?.values() ?? []) drop(index, gone);
    },
    forget() {
      callOff?.();
      callOff = null;
      hashes.clear();
      words.forget();
      unshared = [];
      [looking, looked, indexes, loading] = [null, false, null, null];
      turn += 1;
    },
  };
  return meaning;
}
