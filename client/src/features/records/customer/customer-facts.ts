// What of a contact says that he is a customer, and which campaigns reached him. Pure.
import type { RecordPage } from "../../../read/index.ts";

type Facts = Pick<RecordPage, "values" | "sets">;

const HOWS = { received: "receivedCampaigns", opened: "openedCampaigns", clicked: "clickedCampaigns" } as const;
export type How = keyof typeof HOWS;

/** A contact with orders is a customer; what was spent elsewhere counts too. */
export const isCustomer = ({ values }: Facts): boolean => ["spend", "visits", "lastActive"].some((name) => values[name] !== undefined && values[name] !== null);

/** Ids of campaigns by what happened with them, without those in which nothing did. */
export const campaignsOf = ({ sets }: Facts): readonly { readonly how: How; readonly ids: readonly string[] }[] =>
  (Object.keys(HOWS) as How[]).map((how) => ({ how, ids: sets[HOWS[how]] ?? [] })).filter(({ ids }) => ids.length > 0);
