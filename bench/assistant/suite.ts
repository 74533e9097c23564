// Owns what the assistant's own answers cost, of the rules alone and without a model: the book of all records made once, then
// answers one after another with an edit before each, as on a device in use.
import { answerObjection, coachDeal, type GrowingBook, personaOf } from "@outrider/shared/sales";
import type { Metric, Row } from "../metric.ts";
import { quantile } from "../statistics.ts";
import { bookOf, NOW, sampleStates, TODAY } from "./sample-book.ts";

const AS_OF = { now: NOW, today: TODAY };
const ANSWERS = 100;

function timed<T>(does: () => T): { readonly made: T; readonly ms: number } {
  const before = performance.now();
  const made = does();
  return { made, ms: performance.now() - before };
}

/** `size`: how many records, about. */
export function runAssistant(size: number): Promise<Row[]> {
  const states = sampleStates(size, "bench");
  const of = `${states.size.toLocaleString("en-GB")} records`;
  const row = (metric: Metric, values: readonly number[]): Row => {
    const [value, worst] = [quantile(values, 0.5), quantile(values, 0.95)];
    return { id: "assistant", metric, of, peer: "outrider", ours: true, value, ...(worst !== undefined && values.length > 1 && { worst }), runs: values.length };
  };
  const { made: book, ms: built } = timed((): GrowingBook => bookOf(states));
  const open = [...book.of("deal").values()].filter((deal) => book.outcomeOf(deal) === "open").slice(0, ANSWERS);
  const [first] = open;
  if (first === undefined) throw new Error("the sample has no open deal");
  const firstCoach = timed(() => coachDeal(book, first.id, AS_OF)).ms;
  const firstObjection = timed(() => answerObjection(book, { text: "That is too expensive for us", deal: first.id }, AS_OF)).ms;
  const activities = [...book.of("activity").keys()];
  const answers = open.map(({ id, contact }, at) => {
    // One record is another before each answer: deleted, and there again.
    const edited = activities[at * 7] ?? "";
    book.put(edited, at % 2 === 0 ? undefined : states.get(edited));
    return {
      coach: timed(() => coachDeal(book, id, AS_OF)).ms, persona: timed(() => personaOf(book, contact, AS_OF)).ms,
      objection: timed(() => answerObjection(book, { text: "Your competitor offers the same and it costs less", deal: id }, AS_OF)).ms,
    };
  });
  return Promise.resolve([
    row("bookMade", [built]), row("firstAnswer", [firstCoach + firstObjection]), row("coach", answers.map(({ coach }) => coach)), row("persona", answers.map(({ persona }) => persona)), row("objection", answers.map(({ objection }) => objection)),
  ]);
}
