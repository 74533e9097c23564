// How texts are compared for an answer of the server: by their meaning as well where it can be asked in time, else by their words.
import { NOW, createTestBook } from "@outrider/shared/testing";
import { describe, expect, it } from "vitest";
import { type CloseTo, createAnswers, isFault } from "./answers.ts";

const BY = { workspace: "w", user: "ada" };

function scene() {
  const { book, states, deal, objection } = createTestBook();
  const mine = deal("mine", { stage: "proposal" });
  const won = deal("won", { stage: "won", closeDate: "2026-05-01" });
  const bySavings = objection(won, { text: "The licences are too expensive", category: "price", status: "resolved", response: "Counted what it saves" });
  const byVisit = objection(won, { text: "We pay for tools that nobody opens", category: "price", status: "resolved", response: "Visited a customer with them" });
  const asked: { readonly text: string; readonly collection: string }[] = [];
  async function handled(closeTo?: CloseTo) {
    const answers = createAnswers({
      books: { of: async () => ({ book, past: [], read: (id) => states.get(id), members: () => [], names: () => [], gap: () => null }), team: async () => [] },
      now: () => NOW, after: async () => undefined,
      ...(closeTo && { closeTo: (by, text, options) => (asked.push({ text, collection: options.collection }), closeTo(by, text, options)) }),
    });
    const answered = await answers.answer(BY, { of: "objection", text: "The licences cost too much", deal: mine }, "here");
    if (isFault(answered) || answered.found.of !== "objection") throw new Error("no answer");
    const { madeBy, past } = answered.found.answer;
    return { ranking: madeBy.ranking, past: past.map(({ objection: id }) => id) };
  }
  return { asked, bySavings, byVisit, handled };
}

describe("an answer of the server", () => {
  it("A3 what is close in meaning counts beside the words where this server can tell", async () => {
    const { asked, bySavings, byVisit, handled } = scene();
    const near: CloseTo = async () => ({ model: "small", found: [{ id: byVisit, score: 0.8 }, { id: bySavings, score: 0.1 }] });
    const { ranking, past } = await handled(near);
    expect([ranking, past.includes(byVisit)]).toEqual(["both", true]);
    expect(asked).toEqual([{ text: "The licences cost too much", collection: "responses" }]);
  });

  it.each<[string, CloseTo | undefined]>([
    ["this server runs no model", undefined],
    ["no model can be asked now", async () => ({ model: null, found: [] })],
    ["the question fails", () => Promise.reject(new Error("no answer"))],
    ["nothing comes in time", () => new Promise(() => undefined)],
  ])("A3 words alone rank where %s", async (_, closeTo) => {
    const { bySavings, handled } = scene();
    const { ranking, past } = await handled(closeTo);
    expect([ranking, past[0]]).toEqual(["words", bySavings]);
  });
});
