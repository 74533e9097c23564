// Why the server did not do it, in one sentence for a small form.
import { text } from "../../app/text.ts";
import type { ApiProblem } from "../../platform/json-api.ts";
import { words } from "./texts.ts";

export const problemWords = (problem: ApiProblem): string =>
  problem.kind === "unreachable" ? words.offline : (Object.values(problem.fields)[0] ?? (problem.detail || problem.title || text.api.unknown));
