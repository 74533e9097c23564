// Which records of a list are chosen: one by one, all from one to another, or all that are found. What is chosen stays
// chosen while the list moves, until the list is another one.
import type { Row } from "@outrider/shared/projection";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useEngineLink } from "../../../act/index.ts";
import { eachPage } from "../../../app/each-page.ts";
import { askOnce, type Query } from "../../../read/index.ts";

/** More than this, and undoing could no longer reach the first of them. */
const MOST_AT_ONCE = 20_000;

export interface Selection {
  readonly rows: readonly Row[];
  readonly has: (id: string) => boolean;
  /** `index` in the list; with `through` all from the one chosen before to this one. */
  readonly toggle: (row: Row, index: number, through: boolean) => void;
  /** All that the list finds, as many as can be changed at once. */
  readonly all: () => Promise<void>;
  readonly clear: () => void;
}

interface Held { readonly key: string; readonly rows: ReadonlyMap<string, Row> }
const NONE: ReadonlyMap<string, Row> = new Map();

const flat = ({ group: _group, sum: _sum, offset: _offset, limit: _limit, ...query }: Query): Query => query;

/** `query`: of the list as it is shown; another one clears what was chosen. */
export function useSelection(query: Query): Selection {
  const link = useEngineLink();
  const key = JSON.stringify(query);
  // Of which list it was chosen stands with what was chosen.
  const [held, setHeld] = useState<Held>({ key, rows: NONE });
  const chosen = held.key === key ? held.rows : NONE;
  const setChosen = useCallback((next: (before: ReadonlyMap<string, Row>) => ReadonlyMap<string, Row>) => setHeld((before) => ({ key, rows: next(before.key === key ? before.rows : NONE) })), [key]);
  const anchor = useRef<{ readonly key: string; readonly index: number }>(undefined);
  const asked = useRef(query);
  useEffect(() => {
    asked.current = query;
  });
  const clear = useCallback(() => {
    anchor.current = undefined;
    setChosen(() => NONE);
  }, [setChosen]);
  const toggle = useCallback((row: Row, index: number, through: boolean) => {
    const from = anchor.current?.key === key ? anchor.current.index : undefined;
    anchor.current = { key, index };
    if (!through || from === undefined || from === index) {
      return setChosen((before) => {
        const next = new Map(before);
        if (!next.delete(row.id)) next.set(row.id, row);
        return next;
      });
    }
    const [first, last] = [Math.min(from, index), Math.max(from, index)];
    // No more than one answer holds.
    void askOnce(link, { ...asked.current, offset: first, limit: Math.min(1000, last - first + 1) }).then(({ rows }) => setChosen((before) => new Map([...before, ...rows.map((one) => [one.id, one] as const)])));
  }, [link, key, setChosen]);
  const all = useCallback(async () => {
    const found = new Map<string, Row>();
    const control = new AbortController();
    await eachPage({ ask: (one) => askOnce(link, one), query: flat(asked.current), signal: control.signal, seen: new Set() }, (rows) => {
      for (const row of rows) if (found.size < MOST_AT_ONCE) found.set(row.id, row);
      if (found.size >= MOST_AT_ONCE) control.abort();
    });
    setChosen(() => found);
  }, [link, setChosen]);
  return useMemo(() => ({ rows: [...chosen.values()], has: (id: string) => chosen.has(id), toggle, all, clear }), [chosen, toggle, all, clear]);
}
