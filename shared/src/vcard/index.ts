export { type ContentLine, contentLines } from "./content-lines.ts";
export { escaped, folded } from "./content-text.ts";
export { type CardRead, eachCard, isVCard, readVCards, type VCard, type VCards } from "./read-vcards.ts";
export { cardText } from "./write-vcards.ts";
