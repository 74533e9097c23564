// A model behind any endpoint that speaks OpenAI's protocol. Invariants: it is asked once and never again by itself; it has
// to begin within FIRST_MS and to go on within GAP_MS, so that who waits has another answer soon; an answer that did not
// come to its own end is none; its key is in no message of ours.
import OpenAI, { APIConnectionError, APIError, APIUserAbortError } from "openai";
import { type GuardedFetch } from "../platform/guarded-fetch.ts";
import { TargetRefused } from "../platform/guarded-request.ts";
import { type CreateModel, ModelFailed, type ModelFault } from "./model.ts";

/** Within three seconds there is an answer of some kind. */
const FIRST_MS = 2_500;
const GAP_MS = 2_500;
const WHOLE_MS = 45_000;
/** Where the endpoint does not count: a token is about so many characters. */
const CHARACTERS_A_TOKEN = 4;
const MOST_CHARACTERS = 32_000;

export interface Tempo { readonly firstMs: number; readonly gapMs: number; readonly wholeMs: number }

const FAULT_OF_STATUS: Readonly<Record<number, ModelFault>> = { 401: "key", 403: "key", 429: "limited" };

function faultOf(error: unknown, slow: boolean, begun: boolean): ModelFailed {
  if (error instanceof ModelFailed) return error;
  if (slow || error instanceof APIUserAbortError) return new ModelFailed("slow");
  const cause = error instanceof APIConnectionError ? error.cause : error;
  if (cause instanceof TargetRefused) return new ModelFailed("private", cause.message);
  if (error instanceof APIConnectionError) return new ModelFailed(begun ? "cut" : "away");
  if (error instanceof APIError && typeof error.status === "number") return new ModelFailed(FAULT_OF_STATUS[error.status] ?? "failed", `the endpoint answered ${error.status}`);
  if (begun && !(error instanceof SyntaxError) && !(error instanceof APIError)) return new ModelFailed("cut");
  return new ModelFailed("broken", error instanceof Error ? error.name : "unknown");
}

export const createOpenAiModel = (fetch: GuardedFetch, { firstMs, gapMs, wholeMs }: Tempo = { firstMs: FIRST_MS, gapMs: GAP_MS, wholeMs: WHOLE_MS }): CreateModel => ({ baseUrl, model, apiKey }) => {
  const client = new OpenAI({
    baseURL: baseUrl, apiKey: apiKey ?? "none", maxRetries: 0, timeout: wholeMs, logLevel: "off", organization: null, project: null,
    fetch: (url, init) => fetch(url instanceof Request ? url.url : String(url), init),
  });
  return {
    async ask({ system, user, temperature, maxTokens }, heard) {
      const ends = new AbortController();
      let [slow, begun] = [false, false];
      const late = (): void => {
        slow = true;
        ends.abort();
      };
      let timer = setTimeout(late, firstMs);
      const whole = setTimeout(late, wholeMs);
      try {
        const pieces = await client.chat.completions.create(
          { model, temperature, max_tokens: maxTokens, stream: true, stream_options: { include_usage: true }, messages: [{ role: "system", content: system }, { role: "user", content: user }] },
          { signal: ends.signal },
        );
        let [text, finished] = ["", ""];
        let usage: { readonly prompt_tokens: number; readonly completion_tokens: number } | null | undefined;
        for await (const { choices, usage: counted } of pieces) {
          begun = true;
          clearTimeout(timer);
          timer = setTimeout(late, gapMs);
          usage = counted ?? usage;
          const [choice] = choices;
          if (!choice) continue;
          if (choice.delta.refusal) throw new ModelFailed("refused");
          const piece = choice.delta.content ?? "";
          text += piece;
          if (text.length > MOST_CHARACTERS) throw new ModelFailed("broken", "far more than was asked for");
          if (piece !== "") heard(piece);
          finished = choice.finish_reason ?? finished;
        }
        if (slow) throw new ModelFailed("slow");
        if (finished === "content_filter") throw new ModelFailed("refused");
        // Breaking off is told apart from the end by the end's being said.
        if (finished === "") throw new ModelFailed("cut");
        const estimate = (characters: number): number => Math.ceil(characters / CHARACTERS_A_TOKEN);
        return { text, tokensIn: usage?.prompt_tokens ?? estimate(system.length + user.length), tokensOut: usage?.completion_tokens ?? estimate(text.length) };
      } catch (error) {
        throw faultOf(error, slow, begun);
      } finally {
        clearTimeout(timer);
        clearTimeout(whole);
        ends.abort();
      }
    },
  };
};
