// What a workspace has decided for all its people and what devices must know offline: one record, whose id derives from
// the workspace's, and one for each day's rate of a currency.
import { entity } from "./entity.ts";
import { choice, date, flag, number, text } from "./field.ts";
import { ASSISTANT_REACH } from "./reach.ts";

/** What is kept where a workspace has decided nothing. */
export const DAYS_OF_INTERACTIONS = 730;
export const DAYS_IN_BIN = 30;
/** The fewest and the most days that it may decide on. */
export const KEPT_DAYS = { keepInteractions: { min: 30, max: 36_500 }, keepBin: { min: 1, max: 3_650 } } as const;

const administer = { guard: "administer" } as const;
/** Consent that was taken back is taken back, whatever somebody else wrote meanwhile. */
const withdrawn = { prevails: false } as const;

export const settings = entity({
  kind: "settings", label: "Workspace", plural: "Workspaces", belongs: "workspace", title: "currency",
  fields: {
    /** The base currency, three letters. */
    currency: text("Base currency", { max: 3, ...administer }),
    /** Days for which calls, meetings, mails and notes are kept; none: two years. */
    keepInteractions: number("Keep interactions, days", { ...KEPT_DAYS.keepInteractions, ...administer }),
    /** Days for which what was deleted can be restored; none: 30. */
    keepBin: number("Keep the bin, days", { ...KEPT_DAYS.keepBin, ...administer }),
    /** The assistant may read this workspace's records, on devices and on this server. */
    assistant: flag("Assistant", { ...withdrawn, ...administer }),
    /** What it reads may be sent to a language model elsewhere. */
    assistantOutside: flag("Language model", { ...withdrawn, ...administer }),
    /** How far it may go with contacts of whom nobody has noted what they agreed to; none: not at all. */
    assistantContacts: choice("Contacts", ASSISTANT_REACH, { prevails: "no", ...administer }),
  },
});

/** What one unit of a currency is worth in the base currency from a day on. */
export const rate = entity({
  kind: "rate", label: "Rate", plural: "Rates", belongs: "workspace", title: "currency",
  fields: {
    currency: text("Currency", { required: true, max: 3, fixed: true, ...administer }),
    /** What the rate is against: the base currency of its time. */
    base: text("Base currency", { required: true, max: 3, fixed: true, ...administer }),
    from: date("From", { required: true, fixed: true, ...administer }),
    rate: number("Worth", { min: 0, max: 1e9, ...administer }),
  },
});
