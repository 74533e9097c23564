// Live queries. Watchers that ask for different windows of the same list share one result set.
import { canonical, type Json } from "@outrider/shared/kernel";
import { type Keeps, type Pending, type Row, rowOf, titleOf } from "@outrider/shared/projection";
import type { Read, RecordState } from "@outrider/shared/records";
import type { Group, Query, QueryAnswer } from "./api-records.ts";
import type { Beyond } from "./beyond.ts";
import type { Live } from "./live.ts";
import { createResultSet, type Finding, type ResultDeps, type ResultSet } from "./result-set.ts";

export interface QueryDeps extends ResultDeps { readonly beyond: Pick<Beyond, "reach" | "want" | "turn">; readonly pendingOf: (id: string) => Pending; readonly keeps: Keeps }

const MOST_ROWS = 1000;
const USUAL = 100;

interface Shared { readonly set: ResultSet; readonly key: string; watchers: number; stale: boolean }

/** A group by a link is called what the link's target is called. */
function titled(group: Group, read: Read): Group {
  const target = typeof group.value === "string" ? read(group.value) : undefined;
  return target ? { ...group, title: titleOf(target) } : group;
}

export function createQueries(deps: QueryDeps) {
  const sets = new Map<string, Shared>();
  /** Sets that nobody watches just now, newest last: a list that is scrolled or come back to is there at once. */
  const KEPT = 8;

  function shared(query: Finding): Shared {
    const key = canonical(JSON.parse(JSON.stringify(query)) as Json);
    const known = sets.get(key);
    if (known) {
      // Newest last.
      sets.delete(key);
      sets.set(key, known);
      return known;
    }
    const made = { set: createResultSet(query, deps), key, watchers: 0, stale: true };
    sets.set(key, made);
    return made;
  }

  function tidy(): void {
    const idle = [...sets.values()].filter(({ watchers }) => watchers === 0);
    for (const { key } of idle.slice(0, Math.max(0, idle.length - KEPT))) sets.delete(key);
  }

  return {
    /** To be told of every change before the lives are, so that each set notes it once. */
    changed(ids: ReadonlySet<string> | null): void {
      for (const entry of sets.values()) if (entry.set.note(ids)) entry.stale = true;
    },
    live({ offset = 0, limit = USUAL, sum, ...finding }: Query): Live<QueryAnswer> {
      const entry = shared(finding);
      entry.watchers += 1;
      const from = Math.max(0, Math.trunc(offset));
      const count = Math.min(MOST_ROWS, Math.max(0, Math.trunc(limit)));
      /** Records that the rows show or name, also those not held yet. */
      const named = new Set<string>();
      const read = (id: string): RecordState | undefined => {
        named.add(id);
        const state = deps.view.read(id);
        if (!state) deps.beyond.want(id);
        return state;
      };
      let turn = -1;
      return {
        compute() {
          if (entry.stale) entry.set.refresh();
          entry.stale = false;
          named.clear();
          const ids = entry.set.slice(from, from + count);
          const rows = ids.flatMap((id): Row[] => {
            const state = read(id);
            if (!state) return [];
            const row = rowOf(state, read, deps.pendingOf(id), deps.keeps);
            const worked = finding.worked === true ? deps.workedOut.of(state) : undefined;
            if (!worked) return [row];
            for (const other of deps.workedOut.restsOn(state)) named.add(other);
            return [{ ...row, worked }];
          });
          ({ turn } = deps.beyond);
          const reach = deps.beyond.reach(finding);
          const groups = entry.set.groups(sum)?.map((group) => titled(group, read));
          const taken = entry.set.taken();
          return {
            ...(taken && { taken }),
            rows, offset: from, total: entry.set.size, ...reach,
            ...(groups && { groups }), ...(sum !== undefined && { totals: entry.set.totals(sum) }),
          };
        },
        touched: (changed) => changed === null || entry.stale || turn !== deps.beyond.turn || [...changed].some((id) => named.has(id) || (finding.worked === true && (named.has(deps.relations.rootOf(id)) || deps.view.peek(id)?.kind === "company"))),
        close() {
          entry.watchers -= 1;
          tidy();
        },
      };
    },
  };
}
