// Asks the workspace's language model by way of the server, and tells each statement as it comes. What is shown as the answer
// is what the end says: an answer that broke off is none.
import { readEvents } from "../platform/event-stream.ts";
import { listOf, numberOf, objectOf, textOf } from "./answer-parts.ts";

export interface ModelStatement { readonly text: string; readonly unproven: boolean }

export type ModelTold =
  | { readonly by: "model"; readonly model: string; readonly cached: boolean; readonly latencyMs: number; readonly statements: readonly ModelStatement[] }
  | { readonly by: "nobody"; /** A word of the server's, "away" without a network, or "failed". */ readonly why: string };

const statementOf = (given: unknown): ModelStatement => {
  const { text, unproven } = objectOf(given);
  return { text: textOf(text), unproven: unproven === true };
};

function parsed(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}

export function toldOf(data: string): ModelTold {
  const { by, model, cached, latencyMs, statements, why } = objectOf(parsed(data));
  return by === "model" ? { by, model: textOf(model), cached: cached === true, latencyMs: numberOf(latencyMs), statements: listOf(statements).map(statementOf) } : { by: "nobody", why: textOf(why) || "failed" };
}

export async function askModel(path: string, body: unknown, heard: (statement: ModelStatement) => void, signal?: AbortSignal): Promise<ModelTold> {
  let told: ModelTold | undefined;
  const end = await readEvents(path, body, ({ event, data }) => {
    if (event === "statement") heard(statementOf(parsed(data)));
    if (event === "done") told = toldOf(data);
  }, signal);
  return told ?? { by: "nobody", why: end.kind === "unreachable" ? "away" : "failed" };
}
