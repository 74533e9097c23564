export { lineTotal, linesTotal } from "./line-total.ts";
export { type Interaction, leadScore, type LeadScore, type Scored, type ScorePart } from "./lead-score.ts";
