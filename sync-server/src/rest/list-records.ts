// A list of records for one person: what they may see of a kind, filtered, ordered and paged. It reads a copy in memory that
// was just brought up to date, and decides nothing about who may see what: the buckets do, as on a device.
import type { Bucket } from "@outrider/shared/access";
import { createZone } from "@outrider/shared/analytics";
import { allHold, compareKeys, derivedAt, foundBy, haystackOf, searchWords, type SortKey, sortKeyOf, valuesAt } from "@outrider/shared/projection";
import type { RecordState } from "@outrider/shared/records";
import type { Kind } from "@outrider/shared/schema";
import { compileRule, type RuleContext, ruleMoneyOf } from "@outrider/shared/segments";
import { firstOf } from "./first-of.ts";
import { cursorOf, inStages, type ListQuery } from "./list-query.ts";
import type { Entry, RecordIndexes, Standing } from "./record-index.ts";
import { followedBy, liesIn, seenBy } from "./seen.ts";
import { type WireRecord, wireOf } from "./wire.ts";

export interface ListAnswer {
  readonly records: readonly WireRecord[];
  /** Of all that fit, on whatever page. */
  readonly total: number;
  /** Goes on after the last of these; null: it is the last there is. */
  readonly next: string | null;
}

export type ListRecords = (workspace: string, user: string, kind: Kind, query: ListQuery) => Promise<ListAnswer | "not-a-member">;

interface Found { readonly entry: Entry; readonly key: SortKey }

/** What fitted a question, kept while nothing changes: a walk from page to page asks the same again and again. */
interface Kept { readonly standing: Standing; readonly version: number; readonly found: readonly Found[] }
const MOST_KEPT = 4;

/** All that fits, each with what it is ordered by. */
function fitting(standing: Standing, followed: ReadonlySet<Bucket>, kind: Kind, { conditions: given, stageNames, ruled, words: typed, sort, deleted }: ListQuery, context: RuleContext): readonly Found[] {
  const read = seenBy(standing, followed);
  const stages: Iterable<RecordState> = [...standing.of("stage").values()].map(({ state }) => state);
  const conditions = stageNames === null ? given : [...given, inStages(stageNames, stages)];
  const words = searchWords(typed);
  const fits = ruled === null ? null : compileRule(ruled.rule, context);
  const found: Found[] = [];
  for (const entry of standing.of(kind).values()) {
    const { state, glance } = entry;
    // In the bin or not, as is asked; what was merged into another record is no more.
    if (glance.deleted !== deleted || glance.mergedInto !== "" || !liesIn(entry, followed)) continue;
    if (conditions.length > 0 && !allHold(state, conditions, read)) continue;
    if (fits && !fits((path) => derivedAt(state, path, read) ?? valuesAt(state, path, read))) continue;
    if (words.length > 0 && !foundBy((entry.haystack ??= haystackOf(state)), words)) continue;
    found.push({ entry, key: sort.by === "updatedAt" ? glance.updatedAt : sortKeyOf(state, sort.by, read) });
  }
  // As they were last written, so that what is mostly asked for, the newest, comes first and the rest is passed over.
  return found.reverse();
}

/** now: ms. */
export const createListRecords = (indexes: RecordIndexes, now: () => number): ListRecords => {
  const kept = new Map<string, Kept>();
  return async (workspace, user, kind, query) => {
    const standing = await indexes.look(workspace);
    const followed = followedBy(standing, user);
    if (followed === null) return "not-a-member";
    const { by, descending = false } = query.sort;
    const zone = createZone(query.ruled?.zone ?? "UTC");
    const today = zone.dayOf(now());
    const context = (): RuleContext => {
      const decided = (["settings", "rate"] as const).flatMap((decides) => [...standing.of(decides).values()].map(({ state }) => state));
      return { me: user, today, dayOf: zone.dayOf, money: ruleMoneyOf(decided, today) };
    };
    const question = JSON.stringify([workspace, user, kind, query.conditions, query.stageNames, query.ruled && [query.ruled, today], query.words, by, query.deleted]);
    const before = kept.get(question);
    const isSame = before?.standing === standing && before.version === standing.version;
    const all = isSame && before ? before.found : fitting(standing, followed, kind, query, context());
    kept.delete(question);
    kept.set(question, { standing, version: standing.version, found: all });
    for (const oldest of kept.keys()) {
      if (kept.size <= MOST_KEPT) break;
      kept.delete(oldest);
    }

    const compare = (a: Found, b: Found): number => compareKeys(a.key, b.key, descending) || (a.entry.state.id < b.entry.state.id ? -1 : a.entry.state.id > b.entry.state.id ? 1 : 0);
    const { after } = query;
    const left = after === null ? all : all.filter(({ key, entry }) => (compareKeys(key, after.key, descending) || (entry.state.id > after.id ? 1 : -1)) > 0);
    const skipped = after === null ? (query.page - 1) * query.limit : 0;
    const page = firstOf(left, Math.min(left.length, skipped + query.limit), compare).slice(skipped);
    const last = page.at(-1);
    const more = last !== undefined && skipped + page.length < left.length;
    return {
      records: page.map(({ entry }) => wireOf(entry.state, (id) => standing.get(id)?.state)), total: all.length,
      next: more ? cursorOf({ sort: query.sortName, key: last.key, id: last.entry.state.id }) : null,
    };
  };
};
