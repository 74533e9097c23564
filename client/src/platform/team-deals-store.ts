// Closed deals of others as figures, kept for when there is no network: one sealed value in a table of the account's database,
// so that it is locked, wiped and measured with everything else.
import type { KeptTeamDeals, TeamDealsStore } from "../engine/team-deals.ts";
import type { StoreDatabase } from "./store-database.ts";
import type { Framing } from "./store-frame.ts";

const ONLY = 0;

export const createTeamDealsStore = ({ teamDeals, commit }: StoreDatabase, framing: Framing): TeamDealsStore => ({
  async read() {
    try {
      const stored = await commit("r", () => teamDeals.get(ONLY));
      return stored === undefined ? null : ((await framing.open(stored)) as KeptTeamDeals);
    } catch {
      return null;
    }
  },
  async keep(kept) {
    const value = await framing.close(kept);
    await commit("unseen", () => teamDeals.put(value, ONLY));
  },
  forget: () => commit("unseen", () => teamDeals.delete(ONLY)),
});
