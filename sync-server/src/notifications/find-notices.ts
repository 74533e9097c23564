// What a record as it stands gives to tell, and to whom: given to you, mentioned, an objection on your deal, a campaign over. Pure.
// Invariant: each notice has a name that says the very event (the edit that set the owner, the person mentioned), so that
// it is the same however often the record is looked at; nobody is told of what they did themselves or may not see.
import { maySee, viewerOf } from "@outrider/shared/access";
import { derivedId } from "@outrider/shared/kernel";
import { isDeleted, type Read, type RecordState, type Register, textOf } from "@outrider/shared/records";
import { fieldOf, entityOf, type Kind } from "@outrider/shared/schema";
import type { What } from "./preferences.ts";

export interface Notice {
  readonly id: string;
  readonly person: string;
  readonly what: What;
  /** The record; "" for none. */
  readonly about: string;
  /** Who caused it; "" for nobody. */
  readonly by: string;
  readonly text: string;
  /** ms. */
  readonly at: number;
  /** Of the record. */
  readonly kind?: Kind;
}

export interface Around {
  readonly members: readonly RecordState[];
  /** Roots of the records and the members, at least. */
  readonly read: Read;
  /** What was done before this is told no more, ms. */
  readonly since: number;
}

/** `parts` name the event within the person's notices. */
export const noticeId = (person: string, what: What, ...parts: readonly string[]): string => derivedId("notice", person, what, ...parts);

const registerOf = (state: RecordState, field: string): Register | undefined => (Object.hasOwn(state.fields, field) ? state.fields[field] : undefined);

/** Texts in which somebody may be mentioned. */
const TEXTS = { activity: ["text", "outcome"], task: ["text"], objection: ["text", "response"], lead: ["notes"], contact: ["notes"], company: ["notes"], deal: ["notes"], body: ["text"] } as const;

const isNameEnd = (next: string | undefined): boolean => next === undefined || !/[\p{L}\p{N}]/u.test(next);

/** The members that a text calls by `@` and their whole name. */
export function mentionedIn(text: string, members: readonly RecordState[]): readonly RecordState[] {
  if (!text.includes("@")) return [];
  const lower = text.toLocaleLowerCase("en");
  return members.filter((member) => {
    const name = `@${textOf(member, "name").trim().replace(/\s+/g, " ").toLocaleLowerCase("en")}`;
    if (name === "@") return false;
    for (let at = lower.indexOf(name); at >= 0; at = lower.indexOf(name, at + 1)) {
      // Ada is not mentioned where Ada Lovelace is, if there is such a member too.
      const longer = members.some((other) => other !== member && textOf(other, "name").length > textOf(member, "name").length && lower.startsWith(`@${textOf(other, "name").toLocaleLowerCase("en")}`, at));
      if (isNameEnd(lower[at + name.length]) && !longer) return true;
    }
    return false;
  });
}

function* candidates(state: RecordState, { members, read }: Around): Generator<Omit<Notice, "text" | "id"> & { readonly names: readonly string[] }> {
  const { ownerField } = entityOf(state.kind);
  const owner = ownerField === null ? undefined : registerOf(state, ownerField);
  if (owner && typeof owner.value === "string" && state.kind !== "notification") {
    yield { person: owner.value, what: "assigned", about: state.id, by: owner.by, at: owner.at, names: [state.id, owner.origin] };
  }
  for (const field of TEXTS[state.kind as keyof typeof TEXTS] ?? []) {
    const register = registerOf(state, field);
    if (!register || typeof register.value !== "string") continue;
    // The server writes rich texts down, for whoever typed last.
    const by = fieldOf(state.kind, field)?.guard === "system" ? "" : register.by;
    for (const member of mentionedIn(register.value, members)) yield { person: member.id, what: "mentioned", about: state.id, by, at: register.at, names: [state.id] };
  }
  const done = state.kind === "campaign" ? registerOf(state, "state") : undefined;
  // Nobody did it: whoever started it is told all the same.
  if (done?.value === "sent") yield { person: textOf(state, "startedBy"), what: "campaign", about: state.id, by: "", at: done.at, names: [state.id, done.origin] };
  const root = registerOf(state, "root");
  if (state.kind === "objection" && root) {
    const deal = read(textOf(state, "root"));
    if (deal) yield { person: textOf(deal, "owner"), what: "objection", about: state.id, by: root.by, at: root.at, names: [state.id] };
  }
}

export function noticesOf(state: RecordState, around: Around): readonly Notice[] {
  if (isDeleted(state)) return [];
  const found = new Map<string, Notice>();
  for (const { names, ...notice } of candidates(state, around)) {
    if (notice.person === notice.by || notice.at < around.since) continue;
    const viewer = viewerOf(notice.person, around.read);
    if (!viewer || !maySee(viewer, state, around.read)) continue;
    const id = noticeId(notice.person, notice.what, ...names);
    if (!found.has(id)) found.set(id, { id, ...notice, text: "", kind: state.kind });
  }
  return [...found.values()];
}
