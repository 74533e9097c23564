// Telling the workspace's audit log of files that were made of its records, also of those made with no network. Invariant: what
// was made is written down in this browser before it is told, and stays there until the server has answered; so it may be told
// twice where an answer was lost, and is never left out but by who clears the browser's storage.
import { listOf, numberOf, textOf } from "./answer-parts.ts";
import type { JsonApi } from "../platform/json-api.ts";
import type { TextMemory } from "../platform/text-memory.ts";

export interface MadeExport { readonly workspaceId: string; readonly format: "json" | "csv" | "vcard" | "icalendar"; readonly records: number }

interface Deps { readonly api: JsonApi; readonly memory: TextMemory; readonly user: string; readonly now: () => number }

const FORMATS = ["json", "csv", "vcard", "icalendar"] as const;
/** Told later than this, it says when it was made. */
const LATE_MS = 5 * 60_000;
const MOST = 500;
const keyOf = (user: string): string => `outrider.exports.${user}`;

type Owed = MadeExport & { readonly at: number };

function owedIn(text: string | undefined): readonly Owed[] {
  try {
    return listOf(JSON.parse(text ?? "[]")).flatMap((one) => {
      const format = FORMATS.find((each) => each === one["format"]);
      return format === undefined ? [] : [{ workspaceId: textOf(one["workspaceId"]), format, records: numberOf(one["records"]), at: numberOf(one["at"]) }];
    });
  } catch {
    return [];
  }
}

let sending: Promise<void> = Promise.resolve();

/** Tells what is owed, oldest first, as far as the server answers. */
export function sendOwed(deps: Deps): Promise<void> {
  const { api, memory, user, now } = deps;
  const send = async (): Promise<void> => {
    for (let [first] = owedIn(memory.read(keyOf(user))); first !== undefined; [first] = owedIn(memory.read(keyOf(user)))) {
      const { at, ...body } = first;
      const answer = await api({ method: "POST", path: "/api/audit/exports", body: { ...body, ...(now() - at > LATE_MS && { at: new Date(at).toISOString() }) } });
      if (!answer.ok && (answer.error.kind === "unreachable" || answer.error.status === 401 || answer.error.status === 429 || answer.error.status >= 500)) return;
      const rest = owedIn(memory.read(keyOf(user))).slice(1);
      memory.write(keyOf(user), rest.length === 0 ? undefined : JSON.stringify(rest));
    }
  };
  sending = sending.then(send);
  return sending;
}

/** A file was made. */
export function tellExport(deps: Deps, made: MadeExport): Promise<void> {
  const owed = [...owedIn(deps.memory.read(keyOf(deps.user))), { ...made, at: deps.now() }];
  deps.memory.write(keyOf(deps.user), JSON.stringify(owed.slice(-MOST)));
  return sendOwed(deps);
}
