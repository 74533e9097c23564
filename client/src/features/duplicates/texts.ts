// Every word of the duplicates: the list of pairs, and two records side by side.
import { catalogue } from "../../app/catalogue.ts";
import { format } from "../../app/format.ts";
import { counted } from "../../app/plural.ts";

export const words = catalogue({
  title: "Duplicates",
  lead: "Records that may be there twice, most likely first. Nothing is merged by itself.",
  kinds: "Kind of record",
  likely: (percent: number) => `${format.percent(percent)} alike`,
  looking: "Looking for duplicates",
  found: (count: number) => counted(count, { one: "pair", other: "pairs" }),
  none: { lead: "No lead is there twice", contact: "No contact is there twice", company: "No company is there twice", deal: "No deal is there twice" },
  noneDetail: "Names, emails, phones and websites were compared, slips of spelling too.",
  partly: "This device holds a part of the records; only those were compared.",
  compare: "Compare",
  notSame: "Not the same",
  dismissed: "They will not be put together again",
  moreShown: "Show more",
  mayNot: "Only somebody who may delete one of the two can merge them.",

  merge: {
    title: { lead: "Two leads side by side", contact: "Two contacts side by side", company: "Two companies side by side", deal: "Two deals side by side" },
    stays: "Which one stays",
    choose: "Choose what it says",
    chooseDetail: "These fields differ. What is not chosen stays in the history.",
    nothingDiffers: "They do not differ in any field that both have filled in.",
    result: "What it will say",
    moves: "What moves with it",
    timeline: (count: number) => counted(count, { one: "entry of the timeline", other: "entries of the timeline" }),
    linked: { deal: (count: number) => counted(count, { one: "deal", other: "deals" }), contact: (count: number) => counted(count, { one: "contact", other: "contacts" }) },
    nothingMoves: "Nothing hangs on the other one.",
    notes: "Rich notes of the other one stay on its own page, which stays open from here and is found by the search.",
    owner: "Owner, and who sees it, stay as they are on the one that stays.",
    merge: "Merge",
    merged: "Merged",
    gone: "One of the two is not here any more",
    goneDetail: "It was merged, deleted, or is not on this device.",
    back: "To the list",
    last: (when: string) => `changed ${when}`,
  },
});
