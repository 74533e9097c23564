// Why the server did not do what was asked of it, as a sentence for a person.
import type { ApiProblem } from "../platform/json-api.ts";
import { text } from "./text.ts";

/** `offline`: what is said where it cannot be reached. `field`: of a form with this one field, what is wrong with it comes first. */
export const problemSaid = (problem: ApiProblem, offline: string, field?: string): string =>
  problem.kind === "unreachable" ? offline : ((field === undefined ? undefined : problem.fields[field]) ?? (problem.detail || text.api.unknown));
