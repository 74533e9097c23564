// The turns of phrase that questions are made of, the longer and rarer before the shorter: what was taken is not looked at
// again. Each makes a rule of what its pattern took.
import type { Rule, RuleLeaf, RuleValue } from "@outrider/shared/schema";
import type { Taken } from "./ask-pattern.ts";
import { type AskedKind, BARE_FIGURE } from "./ask-words.ts";
import { CONTACTED } from "./contacted.ts";

/** Some contact in the last days; what is planned is none yet. */
const inTouch = (days: number): RuleLeaf => leaf(CONTACTED, "between", [{ days: -days }, { days: 0 }]);

export const leaf = (field: string, op: RuleLeaf["op"], value?: RuleValue | readonly RuleValue[]): RuleLeaf => ({ field, op, ...(value !== undefined && { value }) });

export interface Turn {
  readonly pattern: string;
  /** For all where none are named. */
  readonly kinds?: readonly AskedKind[];
  /** Which names its NAME takes. */
  readonly names?: "members" | "stages" | "figureFields" | "dayFields" | "fields" | "values";
  readonly make: (taken: Taken, kind: AskedKind) => Rule | null;
}

const MORE = "over|above|more_than|greater_than|bigger_than|larger_than|higher_than|exceeding|at_least|>|>=|not_less_than|from";
const LESS = "under|below|less_than|smaller_than|lower_than|fewer_than|at_most|up_to|<|<=|not_more_than";
const NOTHING = "no|without|not_had_any|not_had|no_recent|have_had_no|has_had_no|had_no|with_no|haven't_had_any|haven't_had|not_been|haven't_been|hasn't_been|not|haven't|never_been";
const CONTACT = "contact|contacts|contacted|activity|activities|call|calls|called|meeting|meetings|email|emails|emailed|touched|heard|heard_from|spoken_to|spoken_with|reached|interaction|interactions|follow-up|follow_up|contact_with_us|news";
const FOR = "for|in|since|within|during|over|for_more_than|for_over|for_at_least|in_the_last|in_the_past|for_the_last|for_the_past|in_over|in_more_than";
const SHIFT: Readonly<Record<string, number>> = { this: 0, current: 0, "this current": 0, next: 1, coming: 1, last: -1, previous: -1 };
const THIS = "this|current|next|coming|last|previous";
const STAGE_KIND = { open: "open", active: "open", live: "open", running: "open", won: "won", lost: "lost" } as const;

const first = <T>(list: readonly T[]): T => list[0] as T;
const opOf = (words: string, more: boolean): RuleLeaf["op"] => (more ? (/least|from|>=|not less/.test(words) ? ">=" : ">") : /most|up to|<=|not more/.test(words) ? "<=" : "<");
const period = ({ words, periods }: Taken, at = 0): RuleValue => ({ period: first(periods), shift: SHIFT[words[at] ?? ""] ?? 0 });
const bare = (kind: AskedKind, op: RuleLeaf["op"], value: RuleValue | readonly RuleValue[]): Rule | null => (BARE_FIGURE[kind] === null ? null : leaf(BARE_FIGURE[kind], op, value));
const open = leaf("stage.outcome", "==", "open");
const deals = ["deal"] as const;

export const TURNS: readonly Turn[] = [
  // Contact.
  { pattern: `${NOTHING} ${CONTACT} ${FOR}? the? last|past? SPAN`, make: ({ spans }) => ({ not: inTouch(first(spans)) }) },
  { pattern: "gone|been|are|is quiet|silent|cold|untouched for|since? the? last|past? SPAN", make: ({ spans }) => ({ not: inTouch(first(spans)) }) },
  { pattern: "never contacted|called|touched|spoken_to|emailed", make: () => leaf(CONTACTED, "empty") },
  { pattern: "no|without|with_no|without_any contact|contacts|activity|activities|interaction|interactions", make: () => leaf(CONTACTED, "empty") },
  { pattern: "contacted|called|touched|spoken_to|emailed|contact|activity in|within|during the? last|past? SPAN", make: ({ spans }) => inTouch(first(spans)) },
  // Days.
  { pattern: `closing|closes|close|due|expected|to_close in? ${THIS} PERIOD`, kinds: deals, make: (taken) => leaf("closeDate", "==", period(taken, taken.words.length - 1)) },
  { pattern: "closing|closes|close|due|expected|to_close in|within the? next SPAN", kinds: deals, make: ({ spans }) => leaf("closeDate", "between", [{ days: 0 }, { days: first(spans) }]) },
  { pattern: "overdue|past_due|slipped|slipping|past_their_close_date|past_its_close_date|past_the_close_date|close_date_passed|close_date_has_passed|late", kinds: deals, make: () => ({ and: [leaf("closeDate", "<", { days: 0 }), open] }) },
  { pattern: `won|closed ${THIS} PERIOD`, kinds: deals, make: (taken) => ({ and: [taken.words[0] === "won" ? leaf("stage.outcome", "==", "won") : leaf("stage.outcome", "!=", "open"), leaf("closeDate", "==", period(taken, 1))] }) },
  { pattern: `lost in? ${THIS} PERIOD`, kinds: deals, make: (taken) => ({ and: [leaf("stage.outcome", "==", "lost"), leaf("closeDate", "==", period(taken))] }) },
  { pattern: `opened|created|started|added|new in? ${THIS} PERIOD`, kinds: deals, make: (taken) => leaf("openedOn", "==", period(taken, 1)) },
  { pattern: "opened|created|started|added in|within|during the? last|past? SPAN", kinds: deals, make: ({ spans }) => leaf("openedOn", ">=", { days: -first(spans) }) },
  { pattern: `updated|changed|edited|modified ${THIS} PERIOD`, make: (taken) => leaf("updatedAt", "==", period(taken, 1)) },
  { pattern: "not_updated|not_changed|not_been_updated|unchanged|untouched|not_edited for|in|since the? last|past? SPAN", make: ({ spans }) => leaf("updatedAt", "<", { days: -first(spans) }) },
  { pattern: "updated|changed|edited|modified in|within|during the? last|past? SPAN", make: ({ spans }) => leaf("updatedAt", ">=", { days: -first(spans) }) },
  // Figures.
  { pattern: `NAME is|of|are|was? between|from FIGURE and|to FIGURE`, names: "figureFields", make: ({ names, figures }) => leaf(first(names), "between", [...figures]) },
  { pattern: `NAME is|of|are|was? ${MORE} FIGURE`, names: "figureFields", make: ({ names, figures, words }) => leaf(first(names), opOf(words.at(-1) ?? "", true), first(figures)) },
  { pattern: `NAME is|of|are|was? ${LESS} FIGURE`, names: "figureFields", make: ({ names, figures, words }) => leaf(first(names), opOf(words.at(-1) ?? "", false), first(figures)) },
  { pattern: "worth? between FIGURE and FIGURE", make: ({ figures }, kind) => bare(kind, "between", [...figures]) },
  { pattern: `${MORE} FIGURE NAME`, names: "figureFields", make: ({ names, figures, words }) => leaf(first(names), opOf(first(words), true), first(figures)) },
  { pattern: `${LESS} FIGURE NAME`, names: "figureFields", make: ({ names, figures, words }) => leaf(first(names), opOf(first(words), false), first(figures)) },
  { pattern: `worth? ${MORE} FIGURE`, make: ({ figures, words }, kind) => bare(kind, opOf(first(words), true), first(figures)) },
  { pattern: `worth? ${LESS} FIGURE`, make: ({ figures, words }, kind) => bare(kind, opOf(first(words), false), first(figures)) },
  // What is there and what is not.
  { pattern: "without|missing|lacking|with_no|have_no|has_no|no|without_any|who_have_no|that_have_no a|an|any|the|known? NAME", names: "fields", make: ({ names }) => leaf(first(names), "empty") },
  { pattern: "with|having|that_have|who_have|has|have a|an|any NAME", names: "fields", make: ({ names }) => leaf(first(names), "filled") },
  // Whose.
  { pattern: "not mine", make: () => leaf("owner", "!=", { me: true }) },
  { pattern: "owned_by|assigned_to|belonging_to|belong_to me|myself", make: () => leaf("owner", "==", { me: true }) },
  { pattern: "i_own|mine|of_mine|my", make: () => leaf("owner", "==", { me: true }) },
  { pattern: "owned_by|assigned_to|belonging_to|of|from|by? NAME", names: "members", make: ({ names }) => leaf("owner", "==", first(names)) },
  // Stages.
  { pattern: "not_in|outside the? stage|stages? NAME", names: "stages", make: ({ names }) => leaf("stage", "!=", first(names)) },
  { pattern: "in|at? the? stage|stages? NAME stage|stages|phase?", kinds: deals, names: "stages", make: ({ names }) => leaf("stage", "==", first(names)) },
  { pattern: "not|not_yet|isn't|aren't won|lost|open", kinds: deals, make: ({ words }) => leaf("stage.outcome", "!=", words.at(-1) ?? "") },
  { pattern: "open|active|live|running|won|lost", kinds: deals, make: ({ words }) => leaf("stage.outcome", "==", STAGE_KIND[first(words) as keyof typeof STAGE_KIND]) },
  { pattern: "closed|finished", kinds: deals, make: () => leaf("stage.outcome", "!=", "open") },
];
