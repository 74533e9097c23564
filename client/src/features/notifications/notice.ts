// A notification as it is shown: what happened, in one line. Names come with the row, for what this device may show.
import type { Row } from "@outrider/shared/projection";
import { words } from "./texts.ts";

export interface Notice {
  readonly id: string;
  readonly what: string;
  readonly sentence: string;
  /** ms */
  readonly at: number;
  readonly unread: boolean;
  /** The record it is about, where it is about one that is here. */
  readonly about: string | null;
}

type What = keyof typeof words.said;
const isWhat = (what: unknown): what is What => typeof what === "string" && Object.hasOwn(words.said, what);
const textIn = ({ values }: Row, field: string): string => (typeof values[field] === "string" ? values[field] : "");

export function noticeOf(row: Row): Notice {
  const { values, titles } = row;
  const about = textIn(row, "about");
  const title = Object.hasOwn(titles, about) ? `“${titles[about] ?? ""}”` : words.aRecord;
  const [what, by, said] = [values["what"], titles[textIn(row, "by")] ?? "", textIn(row, "text")];
  // One that tells of many records names none of them, and says how many they are.
  const named = about === "" && said !== "" ? said : title;
  const nameless = what === "mentioned" || what === "message" ? "" : words.somebody;
  return {
    id: row.id, what: String(what), at: typeof values["at"] === "number" ? values["at"] : row.updatedAt, unread: values["readAt"] === undefined,
    // A later version may tell of things that this one has no words for: its own text is all there is.
    sentence: isWhat(what) ? words.said[what](by === "" ? nameless : by, named, said) : said,
    about: Object.hasOwn(titles, about) ? about : null,
  };
}
