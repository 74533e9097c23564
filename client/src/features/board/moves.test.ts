import type { Row } from "@outrider/shared/projection";
import { describe, expect, it } from "vitest";
import { arrived, cardsOf, moved, NO_MOVES, settled } from "./moves.ts";

const deal = (id: string): Row => ({
  id, kind: "deal", title: id, values: {}, sets: {}, titles: {}, updatedAt: 0, updatedBy: "", since: {}, conflicts: [], pending: [], deleted: false,
});
const [a, b, c] = [deal("a"), deal("b"), deal("c")];
const ids = ({ rows }: { readonly rows: readonly Row[] }) => rows.map(({ id }) => id);

describe("moves on the board", () => {
  it("R4 a card stands in its new column at once and in no other, and both counts follow", () => {
    const moves = moved(NO_MOVES, b, "won");
    const from = cardsOf("open", [a, b], 7, moves);
    const to = cardsOf("won", [c], 1, moves);
    expect([ids(from), from.count]).toEqual([["a"], 6]);
    expect([ids(to), to.count]).toEqual([["b", "c"], 2]);
  });

  it("R4 a card is there once while its lists catch up one after the other", () => {
    const moves = moved(NO_MOVES, b, "won");
    expect([ids(cardsOf("won", [b, c], 2, moves)), cardsOf("won", [b, c], 2, moves).count]).toEqual([["b", "c"], 2]);
    expect(ids(cardsOf("open", [a, b], 2, moves))).toEqual(["a"]);
    expect(ids(cardsOf("open", [a], 1, moves))).toEqual(["a"]);
  });

  it("R4 a refused move puts the card back", () => {
    const moves = settled(moved(NO_MOVES, b, "won"), ["b"]);
    expect(ids(cardsOf("open", [a, b], 2, moves))).toEqual(["a", "b"]);
    expect(ids(cardsOf("won", [c], 1, moves))).toEqual(["c"]);
  });

  it("R4 of two moves of one card the later counts, and only its column says that it has arrived", () => {
    const moves = moved(moved(NO_MOVES, b, "won"), b, "lost");
    expect(ids(cardsOf("won", [], 0, moves))).toEqual([]);
    expect(ids(cardsOf("lost", [], 0, moves))).toEqual(["b"]);
    expect(arrived("won", [b], moves)).toEqual([]);
    expect(arrived("lost", [b], moves)).toEqual(["b"]);
  });

  it("R4 settling what was not moved changes nothing", () => {
    const moves = moved(NO_MOVES, b, "won");
    expect(settled(moves, ["a"])).toBe(moves);
    expect(cardsOf("open", [a], 1, NO_MOVES)).toEqual({ rows: [a], count: 1 });
  });
});
