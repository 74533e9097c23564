// Every word of two values for one field: those that gave way, those that are proposed, and what became of them.
import { catalogue } from "./catalogue.ts";
import { format } from "./format.ts";
import { counted } from "./plural.ts";

export const words = catalogue({
  heading: (field: string) => `Two values for ${field}`,
  stands: "Stands now",
  gave: "Gave way",
  proposed: "Proposed",
  nothing: "nothing",
  keepMine: "Keep mine",
  takeMine: "Take mine",
  keepTheirs: "Keep theirs",
  takeTheirs: "Take theirs",
  keepOf: (who: string) => `Keep ${who}’s`,
  takeOf: (who: string) => `Take ${who}’s`,
  withdraw: "Withdraw mine",
  /** Both did not know of each other. */
  apart: "Entered without knowing of each other. The later one stands.",
  asked: "Entered without knowing of each other. What came first stands until one of you decides.",
  ownerDecides: "Its owner decides.",
  /** Two merged the same records, each into the other one. */
  merge: {
    heading: "Which of two merged records stands",
    itself: "This one",
    asked: "Merged without knowing of each other. What came first stands until one of you decides; whatever stands, all of both is there.",
  },
  taken: (field: string) => `${field}: the other value was taken`,
  kept: (field: string) => `${field}: what stands was kept`,
  withdrawn: (field: string) => `${field}: your proposal was withdrawn`,
  seen: "Seen",
  open: (count: number) => `${counted(count, { one: "value", other: "values" })} to decide`,
  decide: "Decide",
  decideTitle: "Two values, one to keep",
  /** On a field: what the other value is and whose. */
  mark: (value: string) => `Another value: ${value}`,
  markBy: (who: string, when: string) => `${who}, ${when}`,

  concerns: {
    heading: "What gave way lately",
    none: "Nothing of yours gave way in the last 30 days.",
    looking: "Still looking through what is on this device.",
    gave: (field: string, mine: string, who: string, theirs: string) => `${field}: your ${mine} gave way to ${who}’s ${theirs}`,
    prevailed: (field: string, mine: string, who: string, theirs: string) => `${field}: your ${mine} stands, ${who}’s ${theirs} gave way`,
    accepted: (field: string, who: string, value: string) => `${field}: ${who} took your ${value}`,
    dismissed: (field: string, who: string, value: string) => `${field}: ${who} did not take your ${value}`,
    overruled: (field: string, who: string, value: string, author: string) => `${field}: you had left it; ${who} took ${author}’s ${value}`,
    nowStands: (value: string) => `Now it is ${value}.`,
  },
  home: {
    heading: "Two values, and what gave way",
    decide: (field: string, other: string, stands: string) => `${field}: ${other} or ${stands}`,
    all: (count: number) => `See all ${format.number(count)}`,
    look: "Look",
  },
});
