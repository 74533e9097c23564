import { expect, it } from "vitest";
import { type AnswerEvent, answerTo, type ModelAnswer, nextAnswer, statementsIn, UNASKED } from "./model-answer.ts";

const statement = (text: string) => ({ part: "advice", text, priority: "", angle: "", evidence: ["r"], unproven: false });
const told = { by: "model", model: "house", cached: false, latencyMs: 9, dropped: 0, statements: [statement("One"), statement("Two")] } as const;
const after = (...events: readonly AnswerEvent[]): ModelAnswer => events.reduce(nextAnswer, UNASKED);
const asked = { on: "asked", of: "q" } as const;
const heard = (text: string, of = "q") => ({ on: "heard", of, statement: statement(text) }) as const;

it("A11 words are shown as they come, and the answer is what the end says", () => {
  expect(statementsIn(after(asked)).length).toBe(0);
  expect(statementsIn(after(asked, heard("One"), heard("Zwo"))).map(({ text }) => text)).toEqual(["One", "Zwo"]);
  expect(after(asked, heard("One"), { on: "told", of: "q", told })).toEqual({ is: "answered", of: "q", told });
  expect(statementsIn(after(asked, { on: "told", of: "q", told }))).toEqual(told.statements);
  expect(after(asked, { on: "told", of: "q", told }, asked)).toEqual({ is: "asking", of: "q", statements: [] });
});

it("A9 A11 of an answer that failed or was stopped nothing stays, and what comes late changes nothing", () => {
  const failed = after(asked, heard("One"), { on: "told", of: "q", told: { by: "nobody", why: "slow" } });
  expect(failed).toEqual({ is: "none", of: "q", why: "slow" });
  const stopped = after(asked, heard("One"), { on: "stopped", of: "q" });
  expect(stopped).toEqual({ is: "none", of: "q", why: null });
  for (const ended of [failed, stopped, UNASKED, after(asked, { on: "told", of: "q", told })]) {
    for (const late of [heard("Late"), { on: "told", of: "q", told }, { on: "stopped", of: "q" }, { on: "left", of: "q" }] as const) expect(nextAnswer(ended, late)).toBe(ended);
  }
});

it("A11 an answer stands beside its own question alone, and stays for whoever comes back to it", () => {
  const answered = after(asked, { on: "told", of: "q", told });
  expect(answerTo(answered, "q")).toBe(answered);
  expect(answerTo(answered, "other")).toBe(UNASKED);
  const other = nextAnswer(after(asked), { on: "asked", of: "other" });
  expect(nextAnswer(other, heard("Of the first"))).toBe(other);
  expect(after(asked, heard("One"), { on: "left", of: "q" })).toBe(UNASKED);
});
