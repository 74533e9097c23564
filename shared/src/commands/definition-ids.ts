// Ids of what a workspace has once: derived, so that two admins who make it offline make one.
import { derivedId } from "@outrider/shared/kernel";

/** A team by its key. */
export const teamId = (key: string): string => derivedId("team", key);
/** What a workspace has decided. */
export const settingsId = (workspace: string): string => derivedId("settings", workspace);
/** What one person makes of one suggestion about a record: said twice, it is one. */
export const feedbackId = (root: string, suggestion: string, by: string): string => derivedId("feedback", root, suggestion, by);
/** A day's rate of a currency. */
export const rateId = (currency: string, base: string, from: string): string => derivedId("rate", currency, base, from);
