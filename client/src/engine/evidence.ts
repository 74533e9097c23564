// What the assistant of a device works with: a file of its own, so that it can come when somebody first asks.
export { adviceOf, answerObjection, BOOK_KINDS, coachDeal, createSalesBook, explainDeal, isFew, personaOf, winLossReport, withoutContacts } from "@outrider/shared/sales";
