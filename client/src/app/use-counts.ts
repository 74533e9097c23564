// Counts which pages are opened, for a person who agreed on this device, and sends the numbers to the own server now and
// then. Invariants: without that nothing is counted and nothing is sent, not even a question; what is sent is names of
// features and numbers; what the server does not take is forgotten.
import { type Feature, FEATURES } from "@outrider/shared/schema";
import type { JsonApi } from "../platform/json-api.ts";
import type { TextMemory } from "../platform/text-memory.ts";

export interface UseCounts {
  /** A page was opened: of its address only the first part is looked at. */
  opened(path: string): void;
  /** Sends what was counted since the last time. */
  send(): Promise<void>;
}

const keyOf = (user: string): string => `outrider.use.${user}`;
const MOST = 1000;

export const agreesHere = (memory: TextMemory, user: string): boolean => memory.read(keyOf(user)) === "yes";
export const agreeHere = (memory: TextMemory, user: string, agreed: boolean): void => memory.write(keyOf(user), agreed ? "yes" : undefined);

export function featureOf(path: string): Feature | undefined {
  const first = path.split("/")[1] ?? "";
  const name = first === "" ? "home" : first;
  return FEATURES.find((feature) => feature === name);
}

interface Deps { readonly api: JsonApi; readonly memory: TextMemory; readonly user: string; readonly workspace: string }

export function createUseCounts({ api, memory, user, workspace }: Deps): UseCounts {
  let counts = new Map<Feature, number>();
  return {
    opened(path) {
      const feature = agreesHere(memory, user) ? featureOf(path) : undefined;
      if (feature !== undefined) counts.set(feature, Math.min(MOST, (counts.get(feature) ?? 0) + 1));
    },
    async send() {
      const sent = counts;
      counts = new Map();
      if (sent.size === 0 || !agreesHere(memory, user)) return;
      const answer = await api({ method: "POST", path: `/api/privacy/use?workspace=${encodeURIComponent(workspace)}`, body: { uses: Object.fromEntries(sent) } });
      // With no network it waits for the next time.
      if (!answer.ok && answer.error.kind === "unreachable") for (const [feature, count] of sent) counts.set(feature, Math.min(MOST, (counts.get(feature) ?? 0) + count));
    },
  };
}
