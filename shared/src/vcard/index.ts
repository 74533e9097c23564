export { isVCard, readVCards, type VCard, type VCards } from "./read-vcards.ts";
