// Whether the assistant may be used, as one rule for devices and the server: off until a workspace has agreed, off for a
// contact until that person has, and asked for once more before anything goes to a language model elsewhere.
// Invariant: it rests on records alone, so that what is taken back holds from the moment the record says so.
import { elementsOf, type RecordState, textOf, valueOf } from "@outrider/shared/records";
import { ASSISTANT_REACH, type AssistantReach } from "@outrider/shared/schema";

/** `here`: on a device or on this server. `anywhere`: also sent to a language model. */
export type ConsentFor = Exclude<AssistantReach, "no">;

/** Who has not agreed, and to which of the two. */
export type ConsentGap =
  | { readonly who: "workspace"; readonly to: ConsentFor }
  | { readonly who: "contact"; readonly contact: string; readonly to: ConsentFor };

type Settings = RecordState | undefined;

const isReach = (text: string): text is AssistantReach => (ASSISTANT_REACH as readonly string[]).includes(text);
const reaches = (far: AssistantReach, to: ConsentFor): boolean => far === "anywhere" || far === to;

/** How far it may go with a contact's data, as far as contacts are asked; what the workspace allows is another matter. */
export function contactReach(settings: Settings, contact: RecordState): AssistantReach {
  const [said, unsaid] = [textOf(contact, "assistant"), settings ? textOf(settings, "assistantContacts") : ""];
  return isReach(said) ? said : isReach(unsaid) ? unsaid : "no";
}

/** What the workspace has not agreed to of this, or null. */
export function workspaceGap(settings: Settings, to: ConsentFor): ConsentGap | null {
  if (!settings || valueOf(settings, "assistant") !== true) return { who: "workspace", to: "here" };
  return to === "anywhere" && valueOf(settings, "assistantOutside") !== true ? { who: "workspace", to } : null;
}

/** What stands in the way of using the workspace's data, and this contact's where one is named, or null. */
export function consentGap(settings: Settings, contact: RecordState | null, to: ConsentFor): ConsentGap | null {
  const gap = workspaceGap(settings, to);
  if (gap || !contact) return gap;
  const reach = contactReach(settings, contact);
  return reaches(reach, to) ? null : { who: "contact", contact: contact.id, to: reaches(reach, "here") ? to : "here" };
}

const WORDS = new Set(["text", "outcome", "title", "response"]);

/**
 * A record without what is of contacts who have not agreed: null for such a contact and what hangs on one; what they took part in
 * keeps its kind, day and direction, and loses its words and who it was. `withheld`: their ids.
 */
export function withoutContacts(state: RecordState, withheld: ReadonlySet<string>): RecordState | null {
  if (withheld.size === 0) return state;
  if (withheld.has(state.id) || (state.kind !== "deal" && withheld.has(textOf(state, "root")))) return null;
  const named = elementsOf(state, "participants").some((id) => withheld.has(id)) || withheld.has(textOf(state, "raisedBy"));
  if (state.kind === "deal" || !named) return state;
  const { participants: _who, ...sets } = state.sets;
  return { ...state, fields: Object.fromEntries(Object.entries(state.fields).filter(([name]) => !WORDS.has(name) && name !== "raisedBy")), sets };
}
