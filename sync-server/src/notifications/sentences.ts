// Notices in words, for mail and push: one line that says what happened, made when it is sent and for the person it goes
// to. A record that they may not see (any more) has no name in it.
import type { What } from "./preferences.ts";

export interface Told {
  readonly what: What;
  /** Who caused it, by name; "" for nobody. */
  readonly by: string;
  /** The record's title; "" where there is none to be told. */
  readonly title: string;
  /** "deal", "task", …; "record" where it is not to be told. */
  readonly kind: string;
  /** Its own words; of one that tells of many how many they are ("500 contacts"). */
  readonly text: string;
}

const named = ({ title, kind, text }: Told): string => (title === "" && kind === "record" && text !== "" ? text : title === "" ? `a ${kind}` : `the ${kind} “${title}”`);
const somebody = ({ by }: Told): string => (by === "" ? "Somebody" : by);

const sentences = {
  assigned: (told) => `${somebody(told)} gave you ${named(told)}`,
  mentioned: (told) => `${told.by === "" ? "You were mentioned" : `${told.by} mentioned you`} in ${named(told)}`,
  stagnant: (told) => `Nothing has moved for too long: ${named(told)}`,
  due: (told) => `Due: ${named(told)}`,
  objection: (told) => `${somebody(told)} noted an objection: ${named(told)}`,
  campaign: (told) => (told.text !== "" ? told.text : told.title === "" ? "A campaign has finished" : `The campaign “${told.title}” has finished`),
  refused: (told) => `An edit of yours was refused: ${told.text}`,
  message: (told) => (told.by === "" ? told.text : `${told.by}: ${told.text}`),
} satisfies Record<What, (told: Told) => string>;

/** One line, whatever is in a record's title. */
export const sentenceOf = (told: Told): string => sentences[told.what](told).replace(/\s+/g, " ").trim().slice(0, 300);
