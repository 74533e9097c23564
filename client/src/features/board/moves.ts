// Moves that the person has made and the live lists do not show yet. A card stands where it was dropped from that moment
// on; when the list of the new stage holds it, or the move is refused, the lists alone say where it is. Pure.
import type { Row } from "@outrider/shared/projection";

export interface Move { readonly row: Row; readonly to: string }
/** By the deal's id: the latest move of each. */
export type Moves = ReadonlyMap<string, Move>;

export const NO_MOVES: Moves = new Map();

export const moved = (moves: Moves, row: Row, to: string): Moves => new Map([...moves, [row.id, { row, to }]]);

export function settled(moves: Moves, ids: readonly string[]): Moves {
  if (!ids.some((id) => moves.has(id))) return moves;
  return new Map([...moves].filter(([id]) => !ids.includes(id)));
}

export interface Cards { readonly rows: readonly Row[]; readonly count: number }

/** What a column shows: what its live list holds, without what was moved away and with what was moved here, first. */
export function cardsOf(stage: string, rows: readonly Row[], total: number, moves: Moves): Cards {
  if (moves.size === 0) return { rows, count: total };
  const held = new Set(rows.map(({ id }) => id));
  const coming = [...moves.values()].filter(({ row, to }) => to === stage && !held.has(row.id)).map(({ row }) => row);
  const staying = rows.filter(({ id }) => (moves.get(id)?.to ?? stage) === stage);
  return { rows: [...coming, ...staying], count: total + coming.length - (rows.length - staying.length) };
}

/** Moves to this stage that its live list shows by now. */
export const arrived = (stage: string, rows: readonly Row[], moves: Moves): readonly string[] =>
  moves.size === 0 ? [] : rows.filter(({ id }) => moves.get(id)?.to === stage).map(({ id }) => id);
