// What customers object and what was answered, by category, in their own words. Words of the moment as in sentences.ts.
import type { Rules } from "./grammar.ts";

export const CATEGORIES = ["price", "timeline", "authority", "need", "competitor", "trust", "feature"] as const;
export type Category = (typeof CATEGORIES)[number];

export const OBJECTIONS: Rules = {
  price: ["{amount} is {tooMuch} for {forWhat}.", "Your offer is {tooMuch}. {rival} is cheaper.", "I cannot sell {amount} to {colleague} without a figure of what it saves.", "We pay nothing for our spreadsheets, so why should we pay for this?", "The licences are fine, the introduction is {tooMuch}."],
  timeline: ["We cannot start before {month}.", "In the season nobody here learns a new tool.", "The year is planned, there is no gap before {month}.", "{colleague} wants to finish the accounting project first.", "Three months until it runs is too long for us."],
  authority: ["I like it, but {colleague} decides.", "Everything over this sum goes to the board.", "Purchasing in the group has the last word.", "The works council must agree, and that takes time.", "I can recommend it, I cannot sign it."],
  need: ["We manage with paper, and it works.", "It is true about {pain}, but it does not cost us customers.", "My people have phones full of apps already.", "We did without it for twenty years.", "I see it for the big sites, for us it is too much."],
  competitor: ["{rival} has an interface to our accounting.", "Our IT prefers {rival}, because they know it.", "The group has a frame contract with {rival}.", "{rival} offers the first year for free.", "A colleague works with {rival} and is content."],
  trust: ["How do I know that you are still there in five years?", "The last supplier promised the same, and it did not work in the cellar.", "Our data protection officer will not like it.", "Who can see what our people do all day?", "I want to talk to somebody who has used it for a year."],
  feature: ["We miss an interface to our accounting.", "It cannot print the form that the authority wants.", "We need it in four languages.", "Without single sign-on IT says no.", "Our scanners are old, will it run on them?", "{product} does not do what we need for {project}."],
  tooMuch: ["a third too much", "more than we planned", "twice what I had in mind", "too much"],
  forWhat: ["{users} people", "what we do with it", "a start", "a house of our size"],
};

export const RESPONSES: Rules = {
  price: ["Broke it down per head and day: less than a coffee. Then showed what they lose by {pain}.", "Offered to start with one team and to grow with the result.", "Worked out the saving with their own figures: it pays for itself within a year.", "Put training in and took {product} out, so that the sum fits."],
  timeline: ["Showed a plan in which one crew starts now and the others follow after the season.", "Agreed on a start in {month} and signed before the price goes up.", "Introduction takes two mornings: gave the names of two customers who did it in the season."],
  authority: ["Wrote a page for {colleague} together with {first}: cost, saving, risk.", "Asked for half an hour with {colleague} and got it.", "Invited the works council to the trial, which settled it."],
  need: ["Went along for a day and counted: forty minutes per job are lost.", "Let three of their people try it for a week and asked them instead of the boss.", "Showed what a customer of the same size found after a month."],
  competitor: ["Did not talk about {rival}, but showed work without a network side by side.", "Connected them with a customer who had come from {rival}.", "Asked what {rival} does better, and put the answer into the plan for the introduction."],
  trust: ["Arranged a visit at a customer who has used it for three years.", "Sent the data protection sheet and the contract for the handover of all data.", "Offered an exit after six months with all data in open formats."],
  feature: ["Showed the interface with an export of theirs; two fields were missing, done in a week.", "Agreed on what must be there at the start and what can come later.", "Built the form during the meeting."],
};

/** How it ended badly. */
export const UNANSWERED: Rules = {
  price: ["Tried a smaller start. Even that was over the line.", "Showed the saving; the board looked at the sum only."],
  timeline: ["Nothing to be done before {month}.", "Offered a later start at today's price, without an answer."],
  authority: ["Never got to {colleague}.", "Asked for a meeting with the board three times."],
  need: ["The visit on site did not change their mind.", "They did not see the cost of {pain}."],
  competitor: ["The frame contract was stronger.", "We could not match the discount of {rival}."],
  trust: ["The reference call came too late.", "The data protection officer said no before the talk."],
  feature: ["The interface is not there yet, and they would not wait.", "Could not promise it for {month}."],
};
