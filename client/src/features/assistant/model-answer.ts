// A language model's answer to one question, from the asking to its end. Pure: (state, event) -> state. Invariant: nothing
// stands as an answer but what an end said: what was heard of one that broke off, or was stopped, is gone.
import type { ModelStatement, ModelTold } from "../../app/ask-model.ts";

type Told = Extract<ModelTold, { by: "model" }>;

/** `of`: which question. `why`: a word for why there is no answer; null where whoever asked stopped it. */
export type ModelAnswer =
  | { readonly is: "unasked" }
  | { readonly is: "asking"; readonly of: string; readonly statements: readonly ModelStatement[] }
  | { readonly is: "answered"; readonly of: string; readonly told: Told }
  | { readonly is: "none"; readonly of: string; readonly why: string | null };

export type AnswerEvent =
  | { readonly on: "asked"; readonly of: string }
  | { readonly on: "heard"; readonly of: string; readonly statement: ModelStatement }
  | { readonly on: "told"; readonly of: string; readonly told: ModelTold }
  | { readonly on: "stopped"; readonly of: string }
  /** Another question stands there now, or another page. */
  | { readonly on: "left"; readonly of: string };

export const UNASKED: ModelAnswer = { is: "unasked" };

export function nextAnswer(before: ModelAnswer, event: AnswerEvent): ModelAnswer {
  if (event.on === "asked") return { is: "asking", of: event.of, statements: [] };
  // What comes late, of another question or of one that was stopped, changes nothing.
  if (before.is !== "asking" || before.of !== event.of) return before;
  switch (event.on) {
    case "heard":
      return { ...before, statements: [...before.statements, event.statement] };
    case "told":
      return event.told.by === "model" ? { is: "answered", of: event.of, told: event.told } : { is: "none", of: event.of, why: event.told.why };
    case "stopped":
      return { is: "none", of: event.of, why: null };
    case "left":
      return UNASKED;
  }
}

/** What stands beside this question. */
export const answerTo = (state: ModelAnswer, of: string): ModelAnswer => (state.is !== "unasked" && state.of === of ? state : UNASKED);

export const statementsIn = (state: ModelAnswer): readonly ModelStatement[] => (state.is === "asking" ? state.statements : state.is === "answered" ? state.told.statements : []);
