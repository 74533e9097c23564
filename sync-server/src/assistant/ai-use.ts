// What the model was asked for and what it cost, out of the book of calls. It knows no record: what people made of the advice
// is in their feedback.
import { DAY_MS } from "@outrider/shared/kernel";
import type { Database } from "../db/database.ts";

/** Days as YYYY-MM-DD, of UTC, both counted in; `user`: of one person alone. */
export interface UseAsked { readonly workspace: string; readonly from: string; readonly to: string; readonly user: string | null }

export interface UseDay { readonly day: string; readonly requests: number; readonly tokens: number; readonly cost: number }
export interface UsePart { readonly key: string; readonly requests: number; readonly tokens: number; readonly cost: number; readonly latencyMs: number | null }

export interface AiUse {
  readonly requests: number;
  readonly tokensIn: number;
  readonly tokensOut: number;
  /** In the workspace's base currency. */
  readonly cost: number;
  /** Of what a model answered; null where none did. */
  readonly latency: { readonly half: number; readonly most: number } | null;
  readonly dropped: number;
  readonly days: readonly UseDay[];
  readonly outcomes: readonly UsePart[];
  readonly models: readonly UsePart[];
  readonly purposes: readonly UsePart[];
  /** Why it was not the model, most often first. */
  readonly reasons: readonly UsePart[];
  readonly people: readonly UsePart[];
}

export type ReadAiUse = (asked: UseAsked) => Promise<AiUse>;

const MILLIONTHS = 1_000_000;
const PARTS = ["outcome", "model", "purpose", "why", "user_id"] as const;
interface Sums { readonly requests: number; readonly tokens: number; readonly cost: number; readonly latencyMs: number | null }

export const createAiUse = ({ sql }: Pick<Database, "sql">): ReadAiUse => async ({ workspace, from, to, user }) => {
  const [since, until] = [Date.parse(`${from}T00:00:00Z`), Date.parse(`${to}T00:00:00Z`) + DAY_MS];
  const mine = sql`workspace_id = ${workspace} and at >= ${since} and at < ${until} ${user === null ? sql`` : sql`and user_id = ${user}`}`;
  const sums = sql`count(*)::integer as requests, coalesce(sum(tokens_in + tokens_out), 0)::bigint as tokens, coalesce(sum(cost), 0)::bigint as cost`;
  const [whole] = await sql<{ requests: number; tokensIn: number; tokensOut: number; cost: number; dropped: number; half: number | null; most: number | null }[]>`
    select count(*)::integer as requests, coalesce(sum(tokens_in), 0)::bigint as "tokensIn", coalesce(sum(tokens_out), 0)::bigint as "tokensOut", coalesce(sum(cost), 0)::bigint as cost, coalesce(sum(dropped), 0)::integer as dropped,
      percentile_disc(0.5) within group (order by latency_ms) filter (where outcome = 'model') as half, percentile_disc(0.95) within group (order by latency_ms) filter (where outcome = 'model') as most
    from assistant_call where ${mine}`;
  const days = await sql<(UseDay & Sums)[]>`
    select to_char(to_timestamp(at / 1000.0) at time zone 'UTC', 'YYYY-MM-DD') as day, ${sums} from assistant_call where ${mine} group by 1 order by 1`;
  const by = async (column: (typeof PARTS)[number]): Promise<readonly UsePart[]> => {
    const rows = await sql<({ key: string } & Sums)[]>`
      select ${sql(column)}::text as key, ${sums}, percentile_disc(0.5) within group (order by latency_ms) filter (where outcome = 'model') as "latencyMs"
      from assistant_call where ${mine} and ${sql(column)} is not null group by 1 order by 2 desc, 1 limit 100`;
    return rows.map(({ key, requests, tokens, cost, latencyMs }) => ({ key, requests, tokens, cost: cost / MILLIONTHS, latencyMs }));
  };
  const [outcomes = [], models = [], purposes = [], reasons = [], people = []] = await Promise.all(PARTS.map(by));
  const { requests, tokensIn, tokensOut, cost, dropped, half, most } = whole ?? { requests: 0, tokensIn: 0, tokensOut: 0, cost: 0, dropped: 0, half: null, most: null };
  return {
    requests, tokensIn, tokensOut, cost: cost / MILLIONTHS, dropped, latency: half === null || most === null ? null : { half, most },
    days: days.map(({ day, requests: asked, tokens, cost: spent }) => ({ day, requests: asked, tokens, cost: spent / MILLIONTHS })), outcomes, models, purposes, reasons, people,
  };
};
