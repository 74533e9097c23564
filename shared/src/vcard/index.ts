export { type ContentLine, contentLines } from "./content-lines.ts";
export { escaped, folded } from "./content-text.ts";
export { isVCard, readVCards, type VCard, type VCards } from "./read-vcards.ts";
export { cardText, type CardToWrite } from "./write-vcards.ts";
