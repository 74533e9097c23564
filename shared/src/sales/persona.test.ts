import { asOf, createTestBook } from "@outrider/shared/testing";
import { describe, expect, it } from "vitest";
import { personaOf } from "./index.ts";

describe("personas", () => {
  it("A2 fewer than three interactions tell nothing of a person", () => {
    const { book, contact, activity } = createTestBook();
    const ida = contact("Ida");
    activity(ida, { text: "hey" });
    activity(ida, { text: "hey" });
    expect(personaOf(book, ida, asOf)).toMatchObject({ known: false, basis: 2, formality: { value: null }, advice: [] });
    expect(personaOf(book, "nobody", asOf)).toBeNull();
  });

  it("A2 traits follow from what took place, each with the interactions it rests on", () => {
    const { book, contact, activity, deal, objection } = createTestBook();
    const ida = contact("Ida");
    const mine = deal("mine", { contact: ida, stage: "proposal" });
    const asked = activity(mine, { type: "email", direction: "out", daysAgo: 9, text: "Dear Ms Holm, the offer is attached." });
    const formal = activity(mine, { type: "email", direction: "in", daysAgo: 8.75, text: "Dear Ms Roth, our committee compared your figures with those of last year and measured 12 %. Kind regards" });
    const more = activity(mine, { type: "email", direction: "in", daysAgo: 4, text: "Dear Ms Roth, the board asks for the calculation. When can we start, and could you send the contract? Kind regards" });
    const raised = objection(mine, { category: "price", raisedBy: ida });
    objection(mine, { category: "price", raisedBy: ida });
    const persona = personaOf(book, ida, asOf);
    expect(persona).toMatchObject({ known: true, basis: 3, formality: { value: "formal" }, style: { value: "analytical" }, decides: { value: "committee" }, objects: { value: "price" }, engagement: { value: "high" }, channel: { value: "email" }, answerHours: { value: 6 } });
    expect(persona?.formality.claims[0]?.evidence).toEqual(expect.arrayContaining([formal, more]));
    expect(persona?.objects.claims[0]?.evidence).toContain(raised);
    expect(persona?.answerHours.claims[0]?.evidence).toEqual([formal]);
    expect(persona?.buying.value).toBeGreaterThan(20);
    expect(persona?.channel.claims[0]?.evidence).toContain(asked);
    expect(persona?.advice.map(({ code }) => code)).toEqual(expect.arrayContaining(["beFormal", "bringFigures", "helpConvinceOthers", "showValueFirst", "useChannel", "answerQuickly"]));
    for (const { claims } of persona?.advice ?? []) expect(claims.every(({ evidence }) => evidence.length > 0)).toBe(true);
    expect(persona?.archetypes.map(({ name }) => name)).toContain("negotiator");
  });

  it("A2 what is planned has not taken place, and somebody silent is not engaged", () => {
    const { book, contact, activity } = createTestBook();
    const tom = contact("Tom");
    for (const daysAgo of [90, 80, 70]) activity(tom, { type: "email", direction: "out", daysAgo, text: "Any news?" });
    activity(tom, { type: "call", direction: "in", daysAgo: -3, text: "Wants the contract" });
    expect(personaOf(book, tom, asOf)).toMatchObject({ basis: 3, engagement: { value: "low" }, buying: { value: 0 } });
  });

  it("A2 it is made anew by itself with each interaction, so that after three new ones it is another, and never older than that", () => {
    const { book, contact, activity } = createTestBook();
    const ida = contact("Ida");
    const made = (): readonly unknown[] => {
      const persona = personaOf(book, ida, asOf);
      return [persona?.basis, persona?.formality.value];
    };
    for (const daysAgo of [9, 8, 7]) activity(ida, { text: "hey, cool!!", daysAgo, direction: "in" });
    expect(made()).toEqual([3, "casual"]);
    for (const daysAgo of [3, 2, 1]) activity(ida, { type: "email", text: "Dear Ms Roth, kind regards, yours faithfully", daysAgo, direction: "in" });
    expect(made()).toEqual([6, "formal"]);
  });

  it("A8 judgements of personas bear on how sure the next one is", () => {
    const { book, contact, activity } = createTestBook();
    const ida = contact("Ida");
    for (const daysAgo of [9, 8, 7]) activity(ida, { text: "hey, cool, love it!!", daysAgo, direction: "in" });
    const bad = Array.from({ length: 15 }, (_, at) => ({ id: `f${at}`, code: "persona", stated: 60, useful: false, done: null, worked: null, at }));
    const [before, after] = [personaOf(book, ida, asOf), personaOf(book, ida, asOf, bad)];
    expect(before?.formality.value).toBe("casual");
    expect(after?.formality.confidence).toBeLessThan(before?.formality.confidence ?? 0);
  });
});
