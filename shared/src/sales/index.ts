export { lineTotal, linesTotal } from "./line-total.ts";
export { type Interaction, leadScore, type LeadScore, type Scored, SCORED_FIELDS, type ScorePart } from "./lead-score.ts";
