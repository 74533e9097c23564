// Puts a problem of the server into words for a person. Does not show it.
import { text } from "../../app/text.ts";
import type { ApiProblem } from "../../platform/json-api.ts";
import { words } from "./problem-texts.ts";

export type ProblemText = { readonly kind: "error" | "offline"; readonly title: string; readonly detail: string };

export const problemText = (problem: ApiProblem, waitSeconds: number | undefined): ProblemText => {
  if (problem.kind === "unreachable") return { kind: "offline", title: text.api.unreachable, detail: text.api.unreachableDetail };
  if (problem.status === 429) {
    return { kind: "error", title: words.tooMany, detail: waitSeconds === 0 ? words.tooManyOver : words.tooManyDetail(waitSeconds) };
  }
  // Below 500 the server's own words name the place; above, it does not know what went wrong.
  if (problem.status >= 500 || problem.title === "") return { kind: "error", title: text.api.unknown, detail: problem.status >= 500 || problem.detail === "" ? words.unknownDetail : problem.detail };
  return { kind: "error", title: problem.title, detail: problem.detail === problem.title ? "" : problem.detail };
};
