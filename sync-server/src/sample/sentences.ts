// What people write down of calls, emails, meetings and notes, by the turn that the story takes. Words of the moment:
// {person} and {first} met, {company}, {project}, {pain}, {place}, {rival}, {amount}, {users}, {month}, {colleague}, {product}.
import type { Rules } from "./grammar.ts";

/** The turns of a deal's story; each is said in a call, an email, a meeting or a note. */
export const TURNS = ["intro", "discovery", "demo", "trial", "proposal", "pricing", "reference", "legal", "checkIn", "silence", "final", "won", "lostPrice", "lostRival", "lostTiming", "lostNeed", "kickoff"] as const;
export type Turn = (typeof TURNS)[number];

const turns: Readonly<Record<Turn, readonly string[]>> = {
  intro: [
    "{met} {sufferFrom}. {wants}.", "{reached} {first}: {sufferFrom}, and {budgetHint}. {nextCall}.",
    "{first} asked {askedFor}. {sufferFrom}. {nextCall}.", "First talk about {project}. {wants}, but {hesitation}.",
  ],
  discovery: [
    "Went through how they work today: {pain}, {pain2}. {costs}. {decides}.", "{first} showed me {place}. {costs}, mostly because of {pain}. {decides}.",
    "{attendees}. Three things matter to them: {need}, {need2} and {need3}. {decides}.", "They have {users} people in the field. {costs}. {first} {owns}, {colleague} {mustAgree}.",
  ],
  demo: [
    "Showed {product} {demoHow}. {liked}. {asked}.", "Demo with {attendeesShort}: {liked}, {asked}.", "{liked}. {first} tried it himself on the phone, then {reaction}. {asked}.",
    "Demo {place2}. {reaction}. Open point: {openPoint}.",
  ],
  trial: [
    "Trial with {trialSize} started {place2}. {goal}.", "After two weeks of trial {trialResult}. {first} {mood}.", "{trialResult}; {openPoint} is still open. {nextCall}.", "Looked at the figures of the trial with {first}: {trialResult}.",
  ],
  proposal: [
    "Sent the proposal: {amount} for {users} people, {terms}. {proposalNext}.", "Proposal for {project} over {amount} is out. {proposalNext}.", "Walked {first} through the proposal line by line. {proposalReaction}. {proposalNext}.",
  ],
  pricing: [
    "{first} called about the price: {priceWish}. {priceAnswer}.", "Talked figures. {priceWish}; {priceAnswer}.", "{colleague} from finance joined. {priceWish}. {priceAnswer}, they {thinkAbout}.",
  ],
  reference: [
    "Put {first} in touch with a customer of the same trade. {refResult}.", "Reference call took place. {refResult}; {mood2}.", "Visited a customer together with {first}. {refResult}.",
  ],
  legal: [
    "Legal has the contract. {legalPoint}. {legalNext}.", "{colleague} sent remarks on the contract: {legalPoint}. {legalNext}.", "Data protection sheet is signed, {legalPoint}. {legalNext}.",
  ],
  checkIn: [
    "Short call: {stillOn}. {nextCall}.", "Asked where things stand. {stillOn}, {reasonWait}.", "{first} writes that {stillOn}. {nextCall}.", "No news apart from {reasonWait}. {nextCall}.",
  ],
  silence: [
    "No answer for {weeks} weeks. Tried {first} and {colleague}. {guess}.", "Left {first} a message, third one now. {guess}.", "{first} did not turn up for the call. {guess}.", "Mail on {project} came back with an absence note of {first}. {guess}.",
  ],
  final: [
    "{first} confirmed the scope: {users} people, start in {month}. {lastPoint}.", "Last round with {colleague}. {lastPoint}. Decision expected this month.", "They want to sign before the end of {month}. {lastPoint}.",
  ],
  won: [
    "Signed: {amount}, start in {month}. {wonBecause}. {handover}.", "{first} sent the signed order over {amount}. {wonBecause}. {handover}.", "Order for {project} is in: {users} people. {wonBecause}. {handover}.",
  ],
  lostPrice: [
    "{first} called off: {lostPriceWhy}. {parting}.", "We are out because of the price; {lostPriceWhy}. {parting}.", "Finance stopped it. {lostPriceWhy}. {parting}.",
  ],
  lostRival: [
    "They chose {rival}. {lostRivalWhy}. {parting}.", "{first} was open about it: {rival} it is, since {lostRivalWhy}. {parting}.", "Lost to {rival}. {lostRivalWhy}.",
  ],
  lostTiming: [
    "Put off until next year: {lostTimingWhy}. {parting}.", "{lostTimingWhy}, so {project} is off the list for now. {parting}.", "No project this year. {lostTimingWhy}.",
  ],
  lostNeed: [
    "They go on as before. {lostNeedWhy}. {parting}.", "{first} sees no need any more: {lostNeedWhy}.", "Closed on their side, {lostNeedWhy}. {parting}.",
  ],
  kickoff: [
    "Kick-off {place2}: {goal}. {first} {mood}.", "First week is over, {users} people are in. {mood2}.", "Rollout check: {trialResult}. {colleague} asks about {product}.",
  ],
};

export const RULES: Rules = {
  ...turns,
  met: ["met {person} at the trade fair;", "{person} wrote to us through the website;", "introduced by a customer of ours to {person};", "cold call to {person}, well received;"],
  reached: ["reached", "finally reached", "spoke with", "had a quarter of an hour with"],
  sufferFrom: ["they struggle with {pain}", "their trouble is {pain}", "{pain} and {pain2} keep them busy", "since spring they have had {pain}"],
  wants: ["they want to see it before {month}", "wants something that works without a network", "looks for one tool instead of four", "wants prices first"],
  budgetHint: ["there is a budget for {month}", "the budget is not settled", "money is there if the case is good", "they spend about {amount} on it today"],
  askedFor: ["for a demo", "who else in the trade works with us", "what a start with {users} people costs", "whether it works in the cellar", "how long an introduction takes"],
  nextCall: ["call again {soon}", "meeting {soon}", "{first} comes back to me {soon}", "I send the summary today and call {soon}"],
  soon: ["next week", "on Thursday", "after the holidays", "in two weeks", "on Monday", "when the season is over"],
  hesitation: ["the team is tired of new tools", "IT wants a say", "{colleague} has to be won over", "a project of this kind failed two years ago"],
  pain2: ["data typed in twice", "nobody knowing who is where", "answers that take days", "spreadsheets mailed around", "knowledge that leaves with people"],
  costs: ["It costs them about {amount} a year", "They lose half a day per head and week", "One person does nothing but typing it in", "{colleague} puts it at two hours per job", "They pay penalties for it every quarter"],
  decides: ["{colleague} decides, {first} recommends", "{first} can sign up to {amount}", "A committee of three decides", "Management decides on {first}'s paper", "Purchasing will want two more offers"],
  attendees: ["Workshop with {first}, {colleague} and two from the field", "On site with {first} and the shift leads", "Long call with {first} and {colleague}"],
  attendeesShort: ["{first} and the team", "{first} and {colleague}", "six people from the field", "{first}, {colleague} and IT"],
  need: ["works offline", "less typing", "photos with every job", "simple enough for temporary staff"],
  need2: ["a start before {month}", "their own forms", "an interface to accounting", "one place for all sites"],
  need3: ["a fair price", "somebody who answers the phone", "data that stays in Europe", "figures for management"],
  owns: ["owns the project", "drives it", "is behind it", "has to deliver a result by {month}"],
  mustAgree: ["must agree", "holds the budget", "would rather wait", "is curious", "asks good questions"],
  demoHow: ["with their own forms", "on two phones in flight mode", "with the data of last week", "from the cellar, without a network", "in their language"],
  liked: ["What convinced them was the work without a network", "They liked that photos sync by themselves", "The board view was the moment it clicked", "Everybody understood it in ten minutes", "The field people asked when they can have it"],
  asked: ["asked about {product}", "{colleague} asked who owns the data", "they asked for an interface to their accounting", "question about roles and teams", "wanted to know how long it takes to learn"],
  reaction: ["went quiet and then asked for the price", "laughed and said this is what they need", "compared it with {rival} point by point", "wanted it on his own phone at once", "asked {colleague} to have a look too"],
  openPoint: ["single sign-on", "the interface to accounting", "import of ten years of data", "who trains the night shift", "the works council", "the contract term"],
  place2: ["at {place}", "in {place}", "on site", "over video"],
  trialSize: ["eight people", "one team", "two crews", "{place}", "fifteen phones"],
  goal: ["The goal is to save an hour a day", "They measure how many jobs close on the same day", "Success means no paper by {month}", "Every job with a photo is the target"],
  trialResult: ["nine of ten jobs were closed on the spot", "they saved about four hours a week each", "paper is gone in two teams", "half of the team uses it daily, the other half has to be won", "the number of call-backs fell by a third"],
  mood: ["is happy", "wants more people in", "is pleased and says so", "has doubts about the night shift", "already talks about the next site"],
  mood2: ["the mood is good", "a few teething troubles, nothing serious", "they want to go on", "questions about {product} came up"],
  terms: ["two years", "monthly", "one year with an exit after six months", "three years, training included", "in two steps"],
  proposalNext: ["They discuss it {soon}", "{colleague} looks at it {soon}", "Answer promised for {month}", "Follow up {soon}"],
  proposalReaction: ["No surprise at the figures", "{first} swallowed at the total", "They want it in two steps", "{first} asked to leave out {product}", "Good questions, good sign"],
  priceWish: ["they ask for ten per cent off", "{rival} is a third cheaper, they say", "they want to start with half of the people", "{first} needs a figure below {amount}", "training should be included"],
  priceAnswer: ["offered a smaller start instead of a discount", "agreed to include training", "held the price and showed what it saves", "two years for five per cent", "promised a new sheet by tomorrow"],
  thinkAbout: ["think about it", "come back {soon}", "seemed content", "want it in writing"],
  refResult: ["{first} asked about the first weeks and liked the answers", "it went well, they talked for an hour", "the best argument so far", "they heard that support answers on the same day", "a bit cautious about the effort at the start"],
  legalPoint: ["liability is capped at a year's fees", "they want their own terms", "two clauses on data to be changed", "notice period is the only point left", "place of jurisdiction is settled"],
  legalNext: ["Back to us {soon}", "Our side answers {soon}", "Nothing that stops us", "Signature planned for {month}"],
  stillOn: ["it is still on", "the project stands", "they are waiting for {colleague}", "the budget round is not over", "they are busy with the season"],
  reasonWait: ["the new boss wants to look at it first", "the season eats all their time", "IT has other things this month", "a reorganisation", "everything stops until {month}"],
  weeks: ["two", "three", "four", "six"],
  guess: ["I try {colleague} next", "May be the holidays, may be {rival}", "Will write a short mail on {project} and leave it there", "Something has changed over there"],
  lastPoint: ["Only the start date is open", "{colleague} must sign too", "They want our best offer by Friday", "Only {openPoint} is left", "Contract is with management"],
  handover: ["Handing over to onboarding", "{colleague} is told already", "Kick-off {soon}", "Onboarding calls {first} {soon}"],
  wonBecause: ["The trial made the difference", "Work without a network decided it", "The reference visit settled it", "Field people voted for us", "They trust us more than {rival}", "Price was not the point in the end"],
  lostPriceWhy: ["a third over what they can spend", "the budget was cut to half", "they could not make the case for {amount}", "savings too far away for their board"],
  lostRivalWhy: ["they know them from another site", "an interface that we do not have", "the group has a frame contract with them", "their offer came with a discount that we could not match"],
  lostTimingWhy: ["the merger takes all hands", "the budget went into a new hall", "management has changed", "they move to a new accounting system first"],
  lostNeedWhy: ["the team voted for the old way", "a small change to their spreadsheet is enough for them", "nobody talks of {pain} since the new manager came", "an internal solution will do"],
  parting: ["Parted on good terms", "I may call again in {month}", "{first} would have gone with us", "Noted for next year", "Asked what we could have done better: be there sooner"],
};

/** What the outcome line of an activity says, by turn. */
export const OUTCOMES: Readonly<Record<Turn, readonly string[]>> = {
  intro: ["Interested", "Wants a demo", "Send information"], discovery: ["Needs are clear", "Demo agreed"], demo: ["Liked it", "Trial agreed", "Proposal asked for"], trial: ["Going well", "To be extended"],
  proposal: ["Proposal sent", "Under review"], pricing: ["New figures asked for", "Agreed in principle"], reference: ["Convinced", "Went well"], legal: ["Small changes", "With legal"], checkIn: ["No change", "Still on"],
  silence: ["No answer", "Left a message"], final: ["Decision soon", "Verbal yes"], won: ["Signed"], lostPrice: ["Too expensive"], lostRival: ["Chose another"], lostTiming: ["Put off"], lostNeed: ["No need"], kickoff: ["Started", "On track"],
};
