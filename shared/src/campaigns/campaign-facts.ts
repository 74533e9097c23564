// What is known of a campaign once it was sent, and how the workspace's campaigns fare as a rule. Invariant: a rate is said
// of what was counted alone: of campaigns whose opens and clicks nobody counted nothing follows.
import type { CampaignState } from "@outrider/shared/schema";

export const COUNTS = ["audience", "skipped", "queued", "sent", "failed", "unknown", "delivered", "opened", "clicked", "bounced", "unsubscribed"] as const;
export type Count = (typeof COUNTS)[number];

export interface CampaignFacts extends Readonly<Record<Count, number>> {
  readonly id: string;
  readonly name: string;
  readonly goal: string;
  readonly subject: string;
  readonly state: CampaignState;
  readonly tracked: boolean;
  /** ms; null: not yet. */
  readonly startedAt: number | null;
  readonly endedAt: number | null;
}

const STATES: readonly unknown[] = ["scheduled", "sending", "paused", "sent", "cancelled"] satisfies CampaignState[];

/** `read` answers the value of a field of the campaign's record, whoever holds it. */
export function campaignFacts(id: string, read: (field: string) => unknown): CampaignFacts {
  const text = (field: string): string => (typeof read(field) === "string" ? (read(field) as string) : "");
  const figure = (field: string): number | null => (typeof read(field) === "number" ? (read(field) as number) : null);
  const state = read("state");
  return {
    id, name: text("name"), goal: text("goal"), subject: text("subject"), tracked: read("tracked") === true, state: STATES.includes(state) ? (state as CampaignState) : "draft", startedAt: figure("startedAt"), endedAt: figure("endedAt"),
    ...(Object.fromEntries(COUNTS.map((count) => [count, figure(count) ?? 0])) as Record<Count, number>),
  };
}

/** So many of so many messages. */
export interface Share { readonly hits: number; readonly of: number }

/** Those of which a rate says something. */
export const countedIn = (campaigns: readonly CampaignFacts[]): readonly CampaignFacts[] => campaigns.filter(({ tracked, sent }) => tracked && sent > 0);

export const shareOf = (campaigns: readonly CampaignFacts[], count: "opened" | "clicked" | "unsubscribed"): Share => ({ hits: campaigns.reduce((sum, one) => sum + one[count], 0), of: campaigns.reduce((sum, one) => sum + one.sent, 0) });

/** Of a hundred, to one decimal; 0 of nothing. */
export const percentOf = ({ hits, of }: Share): number => (of === 0 ? 0 : Math.round((1000 * hits) / of) / 10);

/** So many messages as usual are added to what is known: a rate of a few messages says little. */
const USUAL_WEIGHT = 200;

/** The rate, 0 to 1, drawn towards what is usual the fewer messages it is of. */
export const shrunken = (share: Share, usual: Share): number => (share.hits + USUAL_WEIGHT * (usual.of === 0 ? 0 : usual.hits / usual.of)) / (share.of + USUAL_WEIGHT);

export type Sureness = "sure" | "perhaps" | "no";

/** Whether two rates differ by more than chance: two proportions, one success and one failure added to each. */
export function surenessOf(one: Share, other: Share): Sureness {
  if (one.of === 0 || other.of === 0) return "no";
  const rate = ({ hits, of }: Share): number => (hits + 1) / (of + 2);
  const spread = Math.sqrt((rate(one) * (1 - rate(one))) / (one.of + 2) + (rate(other) * (1 - rate(other))) / (other.of + 2));
  const apart = Math.abs(rate(one) - rate(other)) / spread;
  return apart >= 2.58 ? "sure" : apart >= 1.64 ? "perhaps" : "no";
}
