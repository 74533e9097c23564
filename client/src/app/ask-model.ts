// Asks the workspace's language model by way of the server, and tells each statement as it comes. What is shown as the answer
// is what the end says: an answer that broke off is none.
import { readEvents, type StreamEnd } from "../platform/event-stream.ts";
import { listOf, numberOf, objectOf, textOf } from "./answer-parts.ts";

export interface ModelStatement {
  /** What it is of an answer: "action", "reason", "advice" … */
  readonly part: string;
  readonly text: string;
  /** Of an action; "" of anything else. */
  readonly priority: string;
  /** Of an address to an objection; "" of anything else. */
  readonly angle: string;
  /** Ids of the records it rests on. */
  readonly evidence: readonly string[];
  /** It says a figure that stands in nothing the model was given. */
  readonly unproven: boolean;
}

export type ModelTold =
  | { readonly by: "model"; readonly model: string; readonly cached: boolean; readonly latencyMs: number; /** How many statements the check took out. */ readonly dropped: number; readonly statements: readonly ModelStatement[] }
  | { readonly by: "nobody"; /** A word of the server's, or what came of asking it. */ readonly why: string };

const statementOf = (given: unknown): ModelStatement => {
  const { part, text, priority, angle, evidence, unproven } = objectOf(given);
  return {
    part: textOf(part), text: textOf(text), priority: textOf(priority), angle: textOf(angle),
    evidence: Array.isArray(evidence) ? evidence.filter((id): id is string => typeof id === "string") : [], unproven: unproven === true,
  };
};

function parsed(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}

export function toldOf(data: string): ModelTold {
  const { by, model, cached, latencyMs, dropped, statements, why } = objectOf(parsed(data));
  return by === "model"
    ? { by, model: textOf(model), cached: cached === true, latencyMs: numberOf(latencyMs), dropped: numberOf(dropped), statements: listOf(statements).map(statementOf) }
    : { by: "nobody", why: textOf(why) || "failed" };
}

/** What the server says by the status alone, before it asked any model. */
const WHY_OF_STATUS: Readonly<Record<number, string>> = { 401: "signed-out", 403: "consent", 422: "unsent", 429: "busy" };

/** Why there is no answer where the stream had no end of its own. */
export function whyOf(end: StreamEnd): string {
  if (end.kind === "unreachable") return "network";
  return end.kind === "problem" ? (WHY_OF_STATUS[end.status] ?? "failed") : "cut";
}

export async function askModel(path: string, body: unknown, heard: (statement: ModelStatement) => void, signal?: AbortSignal): Promise<ModelTold> {
  let told: ModelTold | undefined;
  const end = await readEvents(path, body, ({ event, data }) => {
    if (event === "statement") heard(statementOf(parsed(data)));
    if (event === "done") told = toldOf(data);
  }, signal);
  return told ?? { by: "nobody", why: whyOf(end) };
}
