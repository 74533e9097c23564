// Asks the server for the history of a field, over the session's cookie. What is of another shape than it must be is no
// answer: it comes from outside and is kept.
import type { PastEntry, PastHow } from "@outrider/shared/records";
import type { FetchPast } from "../engine/past.ts";
import type { Account } from "../engine/wire.ts";
import { isObject } from "./given.ts";

export interface PastFetchOptions {
  readonly account: Account;
  /** `https://host`, of the server. */
  readonly origin: string;
  readonly fetch: typeof globalThis.fetch;
  /** Longest wait for an answer, ms. */
  readonly patience: number;
}

const HOWS: ReadonlySet<unknown> = new Set<PastHow>(["set", "gave-way", "agreed", "changed"]);

function entryOf(given: unknown): PastEntry[] {
  if (!isObject(given)) return [];
  const { field, at, by, edit, how, value } = given;
  const time = typeof at === "string" ? Date.parse(at) : Number.NaN;
  if (typeof field !== "string" || Number.isNaN(time) || typeof by !== "string" || typeof edit !== "string" || !HOWS.has(how)) return [];
  return [{ field, at: time, by, origin: edit, how: how as PastHow, value: (value ?? null) as PastEntry["value"] }];
}

export const createPastFetch = ({ account, origin, fetch, patience }: PastFetchOptions): FetchPast => async ({ record, field, cursor }) => {
  try {
    const query = new URLSearchParams({ field, workspace: account.workspace, ...(cursor !== null && { cursor }) });
    const response = await fetch(`${origin}/api/records/${encodeURIComponent(record)}/history?${query}`, {
      credentials: "include", cache: "no-store", signal: AbortSignal.timeout(patience), headers: { accept: "application/json" },
    });
    if (response.status === 404) return "gone";
    const answer: unknown = response.ok ? await response.json() : null;
    if (!isObject(answer) || !Array.isArray(answer["data"]) || !isObject(answer["meta"])) return null;
    const { next } = answer["meta"];
    return { entries: answer["data"].flatMap(entryOf), next: typeof next === "string" ? next : null };
  } catch {
    return null;
  }
};
