/**
 * Whether a person owes a workspace the second step: the workspace requires it, and the person has none yet.
 * Invariant: it is looked up and never remembered, so an admin's word, a step set up and one taken off all count at the next
 * call. A sign-in is one for all workspaces: who owes it to one is held everywhere until it is set up.
 */
import type { ActiveMembership } from "./memberships.ts";
import type { SecondFactor } from "./second-factor.ts";

export type OwesFactor = (userId: string, memberships: readonly Pick<ActiveMembership, "requiresSecondFactor">[]) => Promise<boolean>;

export const isRequired = (memberships: readonly Pick<ActiveMembership, "requiresSecondFactor">[]): boolean => memberships.some(({ requiresSecondFactor }) => requiresSecondFactor);

/** Where no workspace requires it the database is not asked. */
export const createOwesFactor =
  (secondFactor: Pick<SecondFactor, "isOn">): OwesFactor =>
  async (userId, memberships) =>
    isRequired(memberships) && !(await secondFactor.isOn(userId));
