// Which records a query finds, in order: computed once, then kept up by the ids that change. A change of a record that
// the query looks at through a link computes it anew.
import { allHold, compareKeys, type Condition, foundBy, haystackOf, searchWords, type SortKey, sortKeyOf, type Touched } from "@outrider/shared/projection";
import { isDeleted, type RecordState, textOf } from "@outrider/shared/records";
import { compileRule, CONTACTED, type Subject } from "@outrider/shared/segments";
import { fieldOf, fieldsOf, isKind, type Kind, type Value } from "@outrider/shared/schema";
import type { Group, Query, Taken, Total } from "./api-records.ts";
import { comparePlaced, groupsOf, type Placed, placeOf, totalsOf } from "./grouping.ts";
import type { Haystacks, Hit, Slots } from "./haystacks.ts";
import { MONEY_KINDS, moneyOn } from "./money-on.ts";
import { dayIn, subjectOf } from "./ruled.ts";
import { HANGING, MERGEABLE, type Relations, type View } from "./relations.ts";
import { createSortedIds, type Entry } from "./sorted-ids.ts";
import { createTouches, TOUCH_KINDS } from "./touches.ts";
import { WORKED, type WorkedOut } from "./worked-out.ts";

export interface ResultSet {
  slice(from: number, to: number): readonly string[];
  readonly size: number;
  /** What there is of groups, if the query has any, and what the field adds up to. */
  groups(sum: string | undefined): readonly Group[] | undefined;
  totals(sum: string): readonly Total[];
  /** What words were taken for, where few were found by them as they were typed. */
  taken(): Taken | null;
  /** Whether the set may have changed by these. Null: by anything. */
  note(changed: ReadonlySet<string> | null): boolean;
  /** Takes in what was noted. */
  refresh(): void;
}

export interface ResultDeps { readonly view: View; readonly haystacks: Haystacks; readonly relations: Relations; readonly workedOut: WorkedOut }
export type Finding = Omit<Query, "offset" | "limit" | "sum">;

/** Where something found by words stands among the others: the lower rank first, then by its name. */
interface Ranked { readonly rank: number; readonly title: string }
const hangs: ReadonlySet<string> = new Set(HANGING);
const compareRanked = (a: Ranked, b: Ranked): number => a.rank - b.rank || (a.title < b.title ? -1 : a.title > b.title ? 1 : 0);

/** More changed records than this (and than a twentieth), and computing anew is cheaper. */
const FEW = 1000;

/** Kinds that the paths look through: a change of one of them may move any record of the list. */
function linkedKinds(kinds: ReadonlySet<Kind>, paths: readonly string[]): Set<Kind> {
  const found = new Set<Kind>();
  for (const path of paths) {
    let at: readonly Kind[] = [...kinds];
    for (const step of path.split(".")) {
      at = at.flatMap((kind) => fieldOf(kind, step)?.to.filter(isKind) ?? []);
      for (const kind of at) found.add(kind);
    }
  }
  return found;
}

/** Whether a path of any of the kinds leads to money. */
function isMoney(kinds: ReadonlySet<Kind>, path: string): boolean {
  const steps = path.split(".");
  const last = steps.pop() ?? "";
  const at = steps.reduce<readonly Kind[]>((from, step) => from.flatMap((kind) => fieldOf(kind, step)?.to.filter(isKind) ?? []), [...kinds]);
  return at.some((kind) => fieldOf(kind, last)?.type === "money");
}

/** What was found, in the order of its keys. */
function createList<Key extends SortKey | Placed | Ranked>(compare: (a: Key, b: Key) => number, keyOf: (state: RecordState, hit?: Hit) => Key) {
  const ids = createSortedIds<Key>(compare);
  return {
    ids,
    fill: (found: readonly { readonly state: RecordState; readonly hit: Hit | undefined }[]) => ids.fill(found.map(({ state, hit }) => ({ id: state.id, key: keyOf(state, hit) }))),
    put: (state: RecordState) => ids.put(state.id, keyOf(state)),
  };
}

export function createResultSet(query: Finding, { view, haystacks, relations, workedOut }: ResultDeps): ResultSet {
  const kinds = new Set<Kind>(typeof query.kind === "string" ? [query.kind] : query.kind);
  const asked = query.where ?? [];
  const compiled = () => query.rule && compileRule(query.rule.rule, { me: query.rule.me, today: query.rule.today, dayOf: dayIn(query.rule.zone ?? ""), money: pricing ? moneyOn(view, query.rule.today) : null });
  let where: readonly Condition[] = asked;
  const words = searchWords(query.search ?? "");
  const firstTyped = words.slice(0, 1);
  const tolerant = query.alike !== undefined && words.length > 0 ? query.alike : null;
  const by = query.sort?.by ?? (words.length > 0 ? null : "title");
  const { group } = query;
  const descending = query.sort?.descending ?? false;
  const ordered = [...(by === null ? [] : [by]), ...(group ? [group.by, group.order ?? group.by] : []), ...(query.weight ?? [])];
  const linked = (field: string): boolean => [...linkedKinds(kinds, [field])].some((kind) => MERGEABLE.includes(kind));
  const fields = [...asked.map(({ field }) => field), ...(query.rule ? fieldsOf(query.rule.rule) : [])];
  const through = linkedKinds(kinds, [...fields.filter((field) => field.includes(".") || linked(field)), ...ordered]);
  // What hangs on a record also hangs on the one that it was merged into.
  if (query.root !== undefined) for (const kind of MERGEABLE) through.add(kind);
  // What is worked out rests on what hangs on the record and on those merged into it.
  const works = query.worked === true && by !== null && WORKED.has(by);
  const asksWorked = query.worked === true && query.rule !== undefined && fieldsOf(query.rule.rule).some((field) => WORKED.has(field));
  if (works || asksWorked) for (const kind of [...HANGING, ...MERGEABLE]) through.add(kind);
  // When somebody was in touch rests on what happened, and of people and companies on who took part.
  const touching = query.rule !== undefined && fieldsOf(query.rule.rule).includes(CONTACTED);
  const wide = touching && (kinds.has("contact") || kinds.has("company"));
  if (touching) for (const kind of [...(wide ? TOUCH_KINDS : ["activity" as const]), ...MERGEABLE]) through.add(kind);
  // What amounts of other currencies come to rests on the rates.
  const pricing = query.rule !== undefined && fieldsOf(query.rule.rule).some((path) => isMoney(kinds, path));
  if (pricing) for (const kind of MONEY_KINDS) through.add(kind);
  let ruled = compiled();
  let touched: Touched = () => [];
  const dirty = new Set<string>();
  let all = true;
  let family: ReadonlySet<string> = new Set();
  /** What the words are taken for, and how many are found by them as they are. */
  let meant: Slots | null = null;
  let exactly = 0;

  /** What links to a record that was merged away links to the one that stands for it. */
  function withMerged(condition: Condition): readonly Condition[] {
    if (!linked(condition.field) || condition.field.includes(".")) return [condition];
    const family = (value: Value): readonly Value[] => (typeof value === "string" ? relations.family(value) : [value]);
    if (condition.op === "in") return [{ ...condition, value: condition.value.flatMap(family) }];
    if ((condition.op !== "is" && condition.op !== "not") || typeof condition.value !== "string") return [condition];
    return condition.op === "is" ? [{ ...condition, op: "in", value: family(condition.value) }] : family(condition.value).map((value) => ({ ...condition, value }));
  }

  function finds(state: RecordState): boolean {
    if (!kinds.has(state.kind) || isDeleted(state) !== (query.bin ?? false)) return false;
    if (textOf(state, "mergedInto") !== "") return false;
    if (query.root !== undefined && !family.has(textOf(state, "root"))) return false;
    return allHold(state, where, view.read) && (ruled === undefined || ruled(asksWorked ? withWorked(state) : subjectOf(state, view.read, touched)));
  }

  /** As its row shows it: where nothing is given a rule looks at what is worked out. */
  function withWorked(state: RecordState): Subject {
    const known = subjectOf(state, view.read, touched);
    return (path) => {
      const values = known(path);
      const worked = values.length === 0 && WORKED.has(path) ? workedOut.of(state)?.[path] : undefined;
      return worked === undefined ? values : [worked];
    };
  }

  /** In a search: names that begin with what was typed, names that hold it, the others; after them what hangs on a
   *  record, whose name is only how its text begins. What is found as it was typed comes before what is nearly so. */
  function rankedOf(kind: string, title: string, exact: boolean): Ranked {
    const first = (exact ? undefined : meant?.[0]) ?? firstTyped;
    const place = first.some((word) => title.startsWith(word)) ? 0 : first.some((word) => title.includes(word)) ? 1 : 2;
    return { rank: (exact ? 0 : 6) + place + (hangs.has(kind) ? 3 : 0), title };
  }
  const rankedAs = (state: RecordState, hit?: Hit): Ranked => rankedOf(state.kind, hit?.title ?? String(sortKeyOf(state, "title", view.read) ?? ""), hit?.exact ?? true);

  function keyOf(state: RecordState, hit?: Hit): SortKey {
    if (by !== null) return sortKeyOf(state, by, view.read) ?? (works ? (workedOut.of(state)?.[by] ?? null) : null);
    const { rank, title } = rankedAs(state, hit);
    return `${String(rank).padStart(2, "0")} ${title}`;
  }

  const hitsOf = (kind: Kind): readonly Hit[] => (meant === null ? haystacks.find(kind, words) : haystacks.findAny(kind, meant));
  const grouped = group && createList<Placed>(comparePlaced(group, descending), (state, hit) => placeOf(state, group, keyOf(state, hit), view.read));
  const ranked = by === null && !group ? createList<Ranked>(compareRanked, rankedAs) : null;
  const alone = createList<SortKey>((a, b) => compareKeys(a, b, descending), keyOf);
  const list = grouped ?? ranked ?? alone;
  /** Nothing is asked of a record but words and what a glance tells. */
  const plain = asked.length === 0 && ruled === undefined && query.root === undefined;

  /** The newest of a kind, or of those in which words are found, without reading any. */
  function fillAtAGlance(): void {
    const found: Entry<SortKey>[] = [];
    for (const kind of kinds) {
      for (const id of words.length > 0 ? hitsOf(kind).map((hit) => hit.id) : view.ids(kind)) {
        const glance = view.glance(id);
        if (glance && glance.mergedInto === "" && glance.deleted === (query.bin ?? false)) found.push({ id, key: glance.updatedAt });
      }
    }
    alone.ids.fill(found);
  }

  /** The same, the best first. */
  function fillByRank({ ids }: Pick<NonNullable<typeof ranked>, "ids">): void {
    const found: Entry<Ranked>[] = [];
    for (const kind of kinds) {
      for (const { id, title, exact, merged, deleted } of hitsOf(kind)) {
        if (merged || deleted !== (query.bin ?? false)) continue;
        if (exact) exactly += 1;
        found.push({ id, key: rankedOf(kind, title, exact) });
      }
    }
    ids.fill(found);
  }

  function fill(): void {
    where = asked.flatMap(withMerged);
    if (pricing) ruled = compiled();
    meant = tolerant === null ? null : haystacks.meant(words, tolerant);
    exactly = 0;
    if (touching) touched = createTouches(view, relations, wide);
    if (!grouped && by === "updatedAt" && plain) return fillAtAGlance();
    if (ranked && plain) return fillByRank(ranked);
    if (query.root !== undefined) family = new Set(relations.family(query.root));
    const found: { state: RecordState; hit: Hit | undefined }[] = [];
    const consider = (state: RecordState | undefined, hit?: Hit): void => {
      if (!state || !finds(state)) return;
      found.push({ state, hit });
      if (hit?.exact) exactly += 1;
    };
    if (words.length > 0) for (const kind of kinds) for (const hit of hitsOf(kind)) consider(view.read(hit.id), hit);
    else if (query.root !== undefined) for (const state of relations.hanging(query.root)) consider(state);
    else for (const kind of kinds) for (const id of view.ids(kind)) consider(view.read(id));
    list.fill(found);
  }

  /** Added up once for each field, until something changes: a window that moves asks again. */
  let added = new Map<string | undefined, { groups?: readonly Group[] | undefined; totals?: readonly Total[] }>();
  const addedUp = (sum: string | undefined) => {
    const known = added.get(sum) ?? {};
    added.set(sum, known);
    return known;
  };

  return {
    slice: list.ids.slice,
    get size() { return list.ids.size; },
    groups: (sum) => grouped && (addedUp(sum).groups ??= groupsOf(grouped.ids.entries(), sum === undefined ? undefined : { field: sum, weight: query.weight }, view.read)),
    totals: (sum) => (addedUp(sum).totals ??= totalsOf(list.ids.all(), { field: sum, weight: query.weight }, view.read)),
    taken() {
      const as = (meant ?? []).flatMap(([typed, ...others]) => (typed !== undefined && others.length > 0 ? [{ typed, as: others }] : []));
      return as.length > 0 && list.ids.size > exactly ? { words: as, exactly } : null;
    },
    note(changed) {
      // Another record may make another word the nearest.
      if (changed === null || (tolerant !== null && changed.size > 0)) {
        all = true;
        return true;
      }
      let any = false;
      for (const id of changed) {
        const state = view.read(id);
        // What is gone may have been in the set, or linked to.
        const [ours, linked] = state ? [kinds.has(state.kind), through.has(state.kind)] : [true, through.size > 0];
        if (ours) dirty.add(id);
        if (linked) all = true;
        any ||= ours || linked;
      }
      if (dirty.size > Math.max(FEW, list.ids.size / 20)) all = true;
      return any;
    },
    refresh() {
      if (all) fill();
      else {
        for (const id of dirty) {
          const state = view.read(id);
          if (state && finds(state) && (words.length === 0 || foundBy(haystackOf(state), words))) list.put(state);
          else list.ids.remove(id);
        }
      }
      all = false;
      dirty.clear();
      added = new Map();
    },
  };
}
