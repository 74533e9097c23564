// Many of the same at once, an import or a reassigning of hundreds, are told as one that says how many. Pure.
// Invariant: each of them keeps its name, so that none is told later by itself; what comes on top while that one is unread is
// added to it, and nobody is sent another mail or push for it.
import { entityOf, type Kind } from "@outrider/shared/schema";
import { type Notice, noticeId } from "./find-notices.ts";
import type { What } from "./preferences.ts";

/** One that tells of many and was not read yet. */
export interface Summary {
  readonly id: string;
  readonly person: string;
  readonly what: What;
  readonly by: string;
  /** "500 contacts". */
  readonly text: string;
}

export interface Folded {
  /** Told each by itself. */
  readonly told: readonly Notice[];
  /** Part of one that tells of many. */
  readonly silent: readonly Notice[];
  /** Summaries that there were, with what they say now. */
  readonly grown: readonly Summary[];
}

/** From so many on that come at once they are told as one. */
export const MANY = 6;
/** What comes so much later is news of its own, ms. */
export const TOGETHER_MS = 2 * 60_000;
/** What others do to many records at once, and what many records come to by themselves. */
export const FOLDED: readonly What[] = ["assigned", "mentioned", "objection", "stagnant"];

const RECORDS = "records";
const SAYS = /^(\d+) ([a-z ]+)$/;
export const saysHowMany = (text: string): boolean => SAYS.test(text);

const pluralOf = (kind: Kind | undefined): string => (kind === undefined ? RECORDS : entityOf(kind).plural.toLowerCase());

function textOf(notices: readonly Notice[], before = ""): string {
  const [, count = "0", kind] = SAYS.exec(before) ?? [];
  const kinds = new Set([...notices.map((notice) => pluralOf(notice.kind)), ...(kind === undefined ? [] : [kind])]);
  return `${Number(count) + notices.length} ${kinds.size === 1 ? [...kinds].join("") : RECORDS}`;
}

/** `open`: summaries of these people to which more may be added. */
export function foldMany(notices: readonly Notice[], open: readonly Summary[]): Folded {
  const groups = new Map<string, Notice[]>();
  const [told, silent, grown]: [Notice[], Notice[], Summary[]] = [[], [], []];
  for (const notice of notices) {
    const { person, what, by, about, text } = notice;
    if (!FOLDED.includes(what) || about === "" || text !== "") told.push(notice);
    else {
      const name = JSON.stringify([person, what, by]);
      groups.set(name, [...(groups.get(name) ?? []), notice]);
    }
  }
  for (const group of groups.values()) {
    const [first] = group;
    if (!first) continue;
    const { person, what, by } = first;
    const summary = open.find((one) => one.person === person && one.what === what && one.by === by);
    if (summary === undefined && group.length < MANY) {
      told.push(...group);
      continue;
    }
    silent.push(...group);
    if (summary) grown.push({ ...summary, text: textOf(group, summary.text) });
    else told.push({ id: noticeId(person, what, "many", first.id), person, what, about: "", by, text: textOf(group), at: Math.max(...group.map(({ at }) => at)) });
  }
  return { told, silent, grown };
}
