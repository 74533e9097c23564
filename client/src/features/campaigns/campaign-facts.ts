// A campaign as its screens look at it: what is written, what is wrong with it, and what may be done. Pure.
import { campaignFacts, type CampaignFacts, checkTemplate, type TemplateFault } from "@outrider/shared/campaigns";
import type { Row } from "@outrider/shared/projection";
import type { Value } from "@outrider/shared/schema";
import type { Tone } from "../../ui/tone.ts";

export const stateTones: Readonly<Record<string, Tone>> = { draft: "neutral", scheduled: "info", sending: "accent", paused: "warn", sent: "ok", cancelled: "neutral" };

export const factsOfRow = ({ id, values }: Pick<Row, "id" | "values">): CampaignFacts => campaignFacts(id, (field) => values[field]);

export const wordsIn = (values: Readonly<Record<string, Value>>, field: string): string => {
  const value = values[field];
  return typeof value === "string" ? value : typeof value === "number" ? String(value) : "";
};

/** How far a campaign is: 0 to 1; undefined while its audience is not known. */
export const doneShare = ({ audience, queued }: Pick<CampaignFacts, "audience" | "queued">): number | undefined => (audience === 0 ? undefined : (audience - queued) / audience);

export type StartFault = "name" | "segment" | "subject" | "message" | "template" | "quiet" | "nobody";

/** What has to be done before it can start; `audience` undefined: it is not known here, which is no fault. */
export function startFaults(values: Readonly<Record<string, Value>>, known: ReadonlySet<string>, audience: number | undefined): readonly StartFault[] {
  const blank = (["name", "segment", "subject", "message"] as const).filter((field) => wordsIn(values, field).trim() === "");
  const faulty = (["subject", "message"] as const).some((field) => checkTemplate(wordsIn(values, field), known).length > 0);
  return [...blank, ...(faulty ? (["template"] as const) : []), ...((wordsIn(values, "quietFrom") === "") === (wordsIn(values, "quietTo") === "") ? [] : (["quiet"] as const)), ...(audience === 0 ? (["nobody"] as const) : [])];
}

/** Where in a text something is, counted from 1. */
export function placeOf(text: string, { at }: Pick<TemplateFault, "at">): { readonly line: number; readonly column: number } {
  const before = text.slice(0, at).split("\n");
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** A text with a field put where the caret is; `caret`: where it is then. */
export function inserted(text: string, from: number, to: number, field: string, fallback: string): { readonly text: string; readonly caret: number } {
  const words = fallback.replaceAll(/[{}|]/g, "").trim();
  const put = words === "" ? `{{${field}}}` : `{{${field}|${words}}}`;
  return { text: `${text.slice(0, from)}${put}${text.slice(to)}`, caret: from + put.length };
}

export interface SentPoint { readonly at: number; readonly sent: number }

/** How many went out in each of `bins` equal times, from what the count was when; from the first to the last. */
export function sentByTime(history: readonly SentPoint[], startedAt: number, bins = 24): readonly SentPoint[] {
  const known = history.filter(({ at }) => at >= startedAt).toSorted((a, b) => a.at - b.at);
  const last = known.at(-1);
  if (last === undefined || last.sent === 0) return [];
  const width = Math.max(1_000, (last.at - startedAt) / bins);
  const before = (until: number): number => known.findLast(({ at }) => at <= until)?.sent ?? 0;
  return Array.from({ length: Math.min(bins, Math.max(1, Math.ceil((last.at - startedAt) / width))) }, (_, bin) => {
    const from = startedAt + bin * width;
    return { at: from, sent: Math.max(0, before(from + width) - (bin === 0 ? 0 : before(from))) };
  });
}
