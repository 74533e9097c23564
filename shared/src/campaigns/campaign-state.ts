// What may be done with a campaign in which state, as a table: screens offer by it, and the server goes by it.
import type { CampaignState } from "@outrider/shared/schema";

/** end: all its messages have come to an end; only the server does that. retry: of messages that failed. */
export type CampaignMove = "start" | "schedule" | "begin" | "pause" | "resume" | "cancel" | "end" | "retry";

const NEXT: Readonly<Record<CampaignState, Partial<Readonly<Record<CampaignMove, CampaignState>>>>> = {
  draft: { start: "sending", schedule: "scheduled" },
  scheduled: { begin: "sending", pause: "paused", cancel: "cancelled" },
  sending: { pause: "paused", cancel: "cancelled", end: "sent", retry: "sending" },
  paused: { resume: "sending", cancel: "cancelled", retry: "paused" },
  sent: { retry: "sending" },
  cancelled: {},
};

/** Null: this cannot be done now. None is a draft. */
export const nextState = (state: CampaignState | null, move: CampaignMove): CampaignState | null => NEXT[state ?? "draft"][move] ?? null;
export const movesOf = (state: CampaignState | null): readonly CampaignMove[] => Object.keys(NEXT[state ?? "draft"]) as CampaignMove[];
