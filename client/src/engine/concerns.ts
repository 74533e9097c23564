// What gave way lately and concerns this person: values of theirs that stand no more because somebody else's did not know
// of them, values of others that gave way to theirs, and what became of proposals. It is found as records are read for
// searching, and kept up from the ids that change; nothing is read for it alone.
import { DAY_MS } from "@outrider/shared/kernel";
import { loserOf, type RecordState, textOf, valueOf } from "@outrider/shared/records";
import { type Keeps, titleOf } from "@outrider/shared/projection";
import { entityOf, fieldOf, isKind } from "@outrider/shared/schema";
import type { Concern, Concerns } from "./api-edits.ts";
import type { View } from "./relations.ts";

/** Who was away for a while still finds it. */
const LATELY = 30 * DAY_MS;
const MOST = 50;

export interface ConcernsDeps { readonly view: View; readonly user: string; readonly now: () => number; /** Whether all records have been looked at. */ readonly ready: () => boolean; readonly keeps: Keeps }

export interface ConcernFinder {
  /** A record as it is. */
  looked(state: RecordState): void;
  changed(ids: ReadonlySet<string>): void;
  shown(): Concerns;
  forget(): void;
}

/** Fields that no person sets by themselves. */
const HIDDEN: ReadonlySet<string> = new Set(["mergedInto", "root"]);

export function createConcerns({ view, user, now, ready, keeps }: ConcernsDeps): ConcernFinder {
  /** Records in which a value gave way, whoever's. */
  const records = new Set<string>();

  function note(state: RecordState): void {
    if (Object.keys(state.losers).length > 0) records.add(state.id);
    else records.delete(state.id);
  }

  const titles: { current: Record<string, string> } = { current: {} };
  const name = (id: unknown): void => {
    const found = typeof id === "string" && id !== "" ? view.read(id) : undefined;
    if (found) titles.current[found.id] = titleOf(found);
  };

  function* ofValues(id: string, since: number): Generator<Concern> {
    const state = view.read(id);
    if (!state || state.kind === "proposal") return;
    for (const field of Object.keys(state.losers)) {
      const [gave, stands] = [loserOf(state, field), state.fields[field]];
      if (!gave || !stands || keeps(id, field, gave.origin) || HIDDEN.has(field) || !fieldOf(state.kind, field)) continue;
      if ((gave.by !== user && stands.by !== user) || gave.by === stands.by || Math.max(gave.at, stands.at) < since) continue;
      [gave.by, stands.by].forEach(name);
      if (fieldOf(state.kind, field)?.type === "link") [gave.value, stands.value].forEach(name);
      yield {
        key: `${id} ${field} ${gave.origin}`, edit: gave.origin, type: "value", mine: gave.by === user ? "gave-way" : "stands", at: Math.max(gave.at, stands.at), field,
        record: { id, kind: state.kind, title: titleOf(state) }, gave: { value: gave.value, at: gave.at, by: gave.by }, stands: { value: stands.value, at: stands.at, by: stands.by },
      };
    }
  }

  /** Of proposals that others settled: one's own, and those about which one's own word did not hold. */
  function* ofProposals(since: number): Generator<Concern> {
    for (const id of view.ids("proposal")) {
      const state = view.read(id);
      const status = state?.fields["status"];
      if (!state || !status || status.value === "open" || status.at < since) continue;
      const [author, kind, about, field] = [textOf(state, "author"), textOf(state, "aboutKind"), view.read(textOf(state, "about")), textOf(state, "field")];
      const overruled = loserOf(state, "status")?.by === user;
      if (!isKind(kind) || !about || status.by === user || (author !== user && !overruled)) continue;
      // Settled with the one it follows.
      if ((fieldOf(kind, field)?.follows ?? null) !== null) continue;
      if (keeps(about.id, field, status.origin)) continue;
      const stands = about.fields[field];
      [author, status.by, stands?.by].forEach(name);
      if (fieldOf(kind, field)?.type === "link") [valueOf(state, "proposed"), stands?.value].forEach(name);
      yield {
        key: `${id} ${status.origin}`, edit: status.origin, type: "settled", at: status.at, field, record: { id: about.id, kind, title: titleOf(about) || entityOf(kind).label },
        accepted: status.value === "accepted", by: status.by, author, proposed: valueOf(state, "proposed"), stands: stands ? { value: stands.value, at: stands.at, by: stands.by } : null, overruled,
      };
    }
  }

  return {
    looked: note,
    changed(ids) {
      for (const id of ids) {
        const state = view.peek(id);
        if (state) note(state);
        else records.delete(id);
      }
    },
    shown() {
      titles.current = {};
      const since = now() - LATELY;
      const all = [...[...records].flatMap((id) => [...ofValues(id, since)]), ...ofProposals(since)].sort((a, b) => b.at - a.at || (a.key < b.key ? -1 : 1));
      return { concerns: all.slice(0, MOST), titles: titles.current, complete: ready() };
    },
    forget: () => records.clear(),
  };
}
