export { isVCard, readVCards, type VCard, type VCards } from "./read-vcards.ts";
export { cardText, type CardToWrite } from "./write-vcards.ts";
