// What a refusal means to the person whose edit it was: what happened, and what to do with what was typed. The sentence of
// its reason stands where it already names what is wrong.
import { reasonWords } from "../../app/reason-words.ts";
import type { RefusedEdit } from "../../read/index.ts";
import { words } from "./texts.ts";

export interface RefusalWords { readonly title: string; readonly detail: string }

export interface About {
  /** What the edit was about, in a sentence: "this deal". */
  readonly subject: string;
  /** Whether the record was on this device before the edit and no longer is. */
  readonly gone: boolean;
  /** Its owner, where that is known and is somebody else. */
  readonly owner: string | undefined;
}

const explained = words.refusals;

export function refusalWords({ code, field, ...why }: RefusedEdit["refusal"], { subject, gone, owner }: About): RefusalWords {
  const message = reasonWords(why);
  // A field names what the edit points at: the record itself is not the one out of reach.
  if (gone && field === undefined && (code === "not-found" || code === "not-allowed")) return explained.outOfReach(subject);
  if (code === "not-allowed") return explained.notAllowed(message, owner);
  if (code === "not-found") return explained.notFound;
  if (code === "depends-on-refused") return explained.dependsOnRefused;
  if (code === "erased") return explained.erased(subject);
  if (code === "deactivated") return { title: message, detail: explained.deactivated };
  return { title: message, detail: explained.other };
}
