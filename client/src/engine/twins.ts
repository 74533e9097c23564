// Records that may be there twice, live: the list of a kind, found in pieces and kept up by the ids that change, and what
// is like something that is being typed. What somebody has said is not the same (kind `distinct`) is left out. Nothing is
// worked out while nobody looks.
import { mayChange, type Viewer } from "@outrider/shared/access";
import { type Keeps, type Pending, rowOf } from "@outrider/shared/projection";
import { emptyRecord, isDeleted, type RecordState, textOf } from "@outrider/shared/records";
import { findTwins, LIKELY, type Pair, pairKey, profileOfSketch, type TwinKind, twinsOf } from "@outrider/shared/search";
import type { AlikeAnswer, AlikeOf, TwinPair, TwinsAnswer, TwinsOf } from "./api-answers.ts";
import type { Live } from "./live.ts";
import type { Timers } from "./ports.ts";
import { createProfiles } from "./profiles.ts";
import type { View } from "./relations.ts";

export interface TwinsDeps {
  readonly view: View;
  readonly timers: Timers;
  readonly viewer: () => Viewer | null;
  readonly pendingOf: (id: string) => Pending;
  readonly keeps: Keeps;
  /** Something is to be shown that was not known before. */
  readonly changed: () => void;
}

export interface Twins {
  list(of: TwinsOf): Live<TwinsAnswer>;
  alike(of: AlikeOf): Live<AlikeAnswer>;
  changed(ids: ReadonlySet<string>): void;
  forget(): void;
}

const PIECE_MS = 8;
const AT_ONCE = 100;
const USUAL = 50;
const MOST_SHOWN = 300;
const MOST_ALIKE = 3;
/** More changed records than this, and the kind is looked through anew. */
const FEW = 12;
const KEPT_MS = 5 * 60_000;
/** A person is looked for among leads and contacts: one becomes the other. */
const BESIDE: Readonly<Record<TwinKind, readonly TwinKind[]>> = { lead: ["lead", "contact"], contact: ["contact", "lead"], company: ["company"], deal: ["deal"] };

interface List { pairs: readonly Pair[] | null; running: Generator<number, readonly Pair[]> | null; share: number; readonly dirty: Set<string>; watchers: number }

export function createTwins({ view, timers, viewer, pendingOf, keeps, changed }: TwinsDeps): Twins {
  const profiles = createProfiles(view);
  const lists = new Map<TwinKind, List>();
  let apart: Map<string, string> | null = null;
  let apartKeys: ReadonlySet<string> = new Set();
  let watchers = 0;
  let turn = 0;
  let callOff: (() => void) | null = null;

  function listOf(kind: TwinKind): List {
    const known = lists.get(kind);
    if (known) return known;
    const made: List = { pairs: null, running: null, share: 0, dirty: new Set(), watchers: 0 };
    lists.set(kind, made);
    return made;
  }

  /** The pair that a record says is none; null where it was taken back. */
  function apartBy(id: string): string | null {
    const state = view.read(id);
    return state?.kind === "distinct" && !isDeleted(state) ? pairKey(textOf(state, "root"), textOf(state, "other")) : null;
  }

  function keepApart(found: Map<string, string>): void {
    apart = found;
    apartKeys = new Set(found.values());
  }

  function builtApart(): void {
    if (!apart) keepApart(new Map([...view.ids("distinct")].flatMap((id) => (apartBy(id) === null ? [] : [[id, apartBy(id) as string]]))));
  }

  /** One thing to do next; whether there was any. */
  function step(): boolean {
    if (profiles.prepare(AT_ONCE)) return true;
    for (const [kind, list] of lists) {
      if (list.watchers === 0 || !profiles.ready(kind)) continue;
      if (list.running) {
        const { done, value } = list.running.next();
        list.share = done ? 1 : value;
        if (done) {
          list.pairs = value;
          list.running = null;
        }
        return true;
      }
      if (list.pairs === null || list.dirty.size > FEW) {
        list.dirty.clear();
        list.running = findTwins([...profiles.of(kind).values()]);
        return true;
      }
      if (list.dirty.size > 0) {
        list.pairs = mended(kind, list.pairs, list.dirty);
        list.dirty.clear();
        return true;
      }
    }
    return false;
  }

  /** Few records changed: each is compared with all others. */
  function mended(kind: TwinKind, pairs: readonly Pair[], dirty: ReadonlySet<string>): readonly Pair[] {
    const all = profiles.of(kind);
    const kept = new Map(pairs.filter(({ a, b }) => !dirty.has(a) && !dirty.has(b)).map((pair) => [pairKey(pair.a, pair.b), pair]));
    for (const id of dirty) {
      const profile = all.get(id);
      for (const pair of profile ? twinsOf(profile, all.values(), LIKELY) : []) kept.set(pairKey(pair.a, pair.b), pair);
    }
    return [...kept.values()].sort((x, y) => y.score - x.score);
  }

  function work(): void {
    if (callOff || watchers === 0) return;
    callOff = timers.after(PIECE_MS, () => {
      callOff = null;
      const until = timers.now() + PIECE_MS;
      let any = false;
      // Where the clock stands still (a virtual one) a piece is as many steps as it would hold.
      for (let steps = 0; steps < AT_ONCE && timers.now() < until && step(); steps++) any = true;
      if (!any) return;
      turn += 1;
      changed();
      work();
    });
  }

  function watched<T>(compute: () => T, shown: ReadonlySet<string>, begin: () => void, close: () => void): Live<T> {
    watchers += 1;
    begin();
    let seen = -1;
    return {
      compute() {
        seen = turn;
        work();
        return compute();
      },
      touched: (ids) => ids === null || seen !== turn || [...ids].some((id) => shown.has(id)),
      close() {
        watchers -= 1;
        close();
        if (watchers === 0) timers.after(KEPT_MS, () => {
          if (watchers === 0) forget();
        });
      },
    };
  }

  const row = (state: RecordState) => rowOf(state, view.read, pendingOf(state.id), keeps);

  function pairOf({ a, b, score, reasons }: Pair, shown: Set<string>): TwinPair[] {
    const [one, other] = [view.read(a), view.read(b)];
    if (!one || !other) return [];
    shown.add(a).add(b);
    const actor = viewer();
    const may = (action: "edit" | "delete", state: RecordState): boolean => actor !== null && mayChange(actor, action, state, view.read);
    const [mayA, mayB] = [may("edit", one), may("edit", other)];
    return [{
      one: row(one), other: row(other), score: Math.round(score * 100), reasons,
      may: { merge: (mayA && may("delete", other)) || (mayB && may("delete", one)), dismiss: mayA || mayB },
    }];
  }

  function shownList(kind: TwinKind, limit: number, shown: Set<string>): TwinsAnswer {
    builtApart();
    shown.clear();
    const list = listOf(kind);
    const all = profiles.of(kind);
    const pairs = (list.pairs ?? []).filter(({ a, b }) => all.has(a) && all.has(b) && !apartKeys.has(pairKey(a, b)));
    const busy = list.pairs === null;
    return {
      pairs: pairs.slice(0, limit).flatMap((pair) => pairOf(pair, shown)), total: pairs.length,
      share: busy ? (profiles.ready(kind) ? 0.5 + list.share / 2 : profiles.share(kind) / 2) : 1,
    };
  }

  function shownAlike({ sketch, id }: AlikeOf, shown: Set<string>): AlikeAnswer {
    builtApart();
    shown.clear();
    const kinds = BESIDE[sketch.kind];
    const mine = { ...profileOfSketch(sketch, view.read), id: id ?? "" };
    const found = kinds.flatMap((kind) => twinsOf(mine, profiles.of(kind).values()))
      .filter(({ b }) => !apartKeys.has(pairKey(mine.id, b)) && !became(b, mine.id) && !became(mine.id, b))
      .sort((x, y) => y.score - x.score).slice(0, MOST_ALIKE);
    return {
      found: found.flatMap(({ b, score, reasons }) => {
        const state = view.read(b);
        if (!state) return [];
        shown.add(b);
        return [{ row: row(state), score: Math.round(score * 100), reasons }];
      }),
      complete: kinds.every(profiles.ready),
    };
  }

  /** A lead that was converted is the contact it became. */
  const became = (lead: string, contact: string): boolean => contact !== "" && textOf(view.read(lead) ?? emptyRecord(lead, "lead"), "convertedContact") === contact;

  function forget(): void {
    profiles.forget();
    lists.clear();
    apart = null;
    turn += 1;
  }

  return {
    list({ kind, limit = USUAL }) {
      const shown = new Set<string>();
      return watched(() => shownList(kind, Math.min(MOST_SHOWN, limit), shown), shown, () => void (listOf(kind).watchers += 1), () => void (listOf(kind).watchers -= 1));
    },
    alike(of) {
      const shown = new Set<string>();
      return watched(() => shownAlike(of, shown), shown, () => BESIDE[of.sketch.kind].forEach((kind) => profiles.of(kind)), () => undefined);
    },
    changed(ids) {
      if (apart) {
        const touched = [...ids].filter((id) => apart?.has(id) || view.glance(id)?.root !== "");
        const now = new Map(apart);
        for (const id of touched) {
          const key = apartBy(id);
          if (key === null) now.delete(id);
          else now.set(id, key);
        }
        if (touched.length > 0) keepApart(now);
      }
      for (const [kind, touched] of profiles.changed(ids)) for (const id of touched) lists.get(kind)?.dirty.add(id);
      if (watchers === 0) return;
      turn += 1;
      work();
    },
    forget,
  };
}
