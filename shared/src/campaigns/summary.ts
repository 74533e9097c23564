// How a campaign did: parts with numbers, which are those of its facts, in words that add nothing to them. Pure.
import { type CampaignFacts, countedIn, percentOf, type Share, shareOf, type Sureness, surenessOf } from "./campaign-facts.ts";

export interface SummaryValues {
  /** It goes on: `left` are still to be sent. */
  readonly goesOn: { readonly left: number };
  readonly stopped: Record<never, never>;
  readonly reached: { readonly sent: number; readonly audience: number };
  readonly skipped: { readonly skipped: number };
  readonly failed: { readonly failed: number };
  readonly unknown: { readonly unknown: number };
  readonly delivered: { readonly delivered: number; readonly sent: number };
  readonly bounced: { readonly bounced: number };
  readonly opened: { readonly opened: number; readonly sent: number; readonly percent: number };
  readonly clicked: { readonly clicked: number; readonly sent: number; readonly percent: number };
  readonly unsubscribed: { readonly unsubscribed: number };
  readonly notCounted: Record<never, never>;
  /** Beside all other campaigns whose opens were counted. */
  readonly compared: { readonly percent: number; readonly usual: number; readonly campaigns: number; readonly sure: Sureness; readonly better: boolean };
}
export type SummaryCode = keyof SummaryValues;
export type SummaryPart = { [C in SummaryCode]: { readonly code: C; readonly values: SummaryValues[C]; /** Ids of the campaigns it rests on. */ readonly evidence: readonly string[] } }[SummaryCode];

/** Nothing for a draft, of which there is nothing to say. */
export function summaryOf(facts: CampaignFacts, past: readonly CampaignFacts[]): readonly SummaryPart[] {
  const { id, state, audience, sent, queued } = facts;
  if (state === "draft" || state === "scheduled") return [];
  const own = [id];
  const some = <C extends "skipped" | "failed" | "unknown" | "bounced" | "unsubscribed">(code: C): readonly SummaryPart[] => (facts[code] > 0 ? [{ code, values: { [code]: facts[code] }, evidence: own } as unknown as SummaryPart] : []);
  const left: readonly SummaryPart[] = state === "cancelled" ? [{ code: "stopped", values: {}, evidence: own }] : queued > 0 && state !== "sent" ? [{ code: "goesOn", values: { left: queued }, evidence: own }] : [];
  const parts: SummaryPart[] = [{ code: "reached", values: { sent, audience }, evidence: own }, ...left, ...some("skipped"), ...some("failed"), ...some("unknown")];
  if (facts.delivered > 0) parts.push({ code: "delivered", values: { delivered: facts.delivered, sent }, evidence: own });
  parts.push(...some("bounced"));
  if (!facts.tracked) parts.push({ code: "notCounted", values: {}, evidence: own });
  else if (sent > 0) {
    const share: Share = { hits: facts.opened, of: sent };
    parts.push({ code: "opened", values: { opened: facts.opened, sent, percent: percentOf(share) }, evidence: own });
    parts.push({ code: "clicked", values: { clicked: facts.clicked, sent, percent: percentOf({ hits: facts.clicked, of: sent }) }, evidence: own });
    const others = countedIn(past).filter((one) => one.id !== id);
    const usual = shareOf(others, "opened");
    if (usual.of > 0) parts.push({ code: "compared", values: { percent: percentOf(share), usual: percentOf(usual), campaigns: others.length, sure: surenessOf(share, usual), better: facts.opened * usual.of > usual.hits * sent }, evidence: [id, ...others.map((one) => one.id)] });
  }
  return [...parts, ...some("unsubscribed")];
}

const s = (count: number, one: string, more = `${one}s`): string => `${count} ${count === 1 ? one : more}`;

const SENTENCES: { readonly [C in SummaryCode]: (values: SummaryValues[C]) => string } = {
  goesOn: ({ left }) => `It goes on: ${s(left, "message")} still to be sent.`,
  stopped: () => "It was cancelled: what was not sent by then counts as left out.",
  reached: ({ sent, audience }) => `Sent to ${sent} of ${s(audience, "customer")}.`,
  skipped: ({ skipped }) => `${s(skipped, "customer was", "customers were")} left out.`,
  failed: ({ failed }) => `${s(failed, "message")} failed.`,
  unknown: ({ unknown }) => `Of ${s(unknown, "message")} nobody can tell whether they went out; they are not sent again.`,
  delivered: ({ delivered, sent }) => `Delivered: ${delivered} of ${sent}.`,
  bounced: ({ bounced }) => `${s(bounced, "message")} bounced.`,
  opened: ({ opened, sent, percent }) => `Opened: ${opened} of ${sent} (${percent} %), counted of customers who agreed to it.`,
  clicked: ({ clicked, sent, percent }) => `Clicked: ${clicked} of ${sent} (${percent} %).`,
  unsubscribed: ({ unsubscribed }) => `${s(unsubscribed, "customer")} unsubscribed.`,
  notCounted: () => "Opens and clicks were not counted.",
  compared: ({ percent, usual, campaigns, sure, better }) =>
    `${percent} % opened against ${usual} % in ${s(campaigns, "other campaign")}: ${sure === "no" ? "no difference that could not be chance" : `${sure === "perhaps" ? "perhaps " : ""}${better ? "better" : "worse"} than usual`}.`,
};

/** For programs and language models; screens have words of their own. */
export const summaryInEnglish = (part: SummaryPart): string => (SENTENCES[part.code] as (values: SummaryPart["values"]) => string)(part.values);
