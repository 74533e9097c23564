// Why a body's bytes are refused: a code for programs, a sentence for people. It does not know who sent them.
import { err } from "@outrider/shared/kernel";

const MESSAGES = {
  "too-large": "This edit makes the note larger than a note may be.",
  malformed: "This edit arrived damaged.",
  "not-v1": "This edit is written in a format the server does not take.",
  "too-deep": "This edit nests things deeper than a note may.",
  "too-tangled": "This edit would keep everybody who opens the note waiting.",
  misplaced: "This edit puts text where nobody could have typed it.",
  "bad-key": "This edit uses a name that a note may not use.",
  "bad-client": "This edit has a sender's number that may not be used.",
  "bad-content": "This edit holds something that a note may not hold.",
  gap: "This edit follows on others that have not arrived.",
  overlap: "This edit arrived before in part, and differently.",
  missing: "This edit refers to text that is not in the note.",
  "foreign-client": "This edit was written in another person's name.",
  "unknown-deletes": "This edit deletes text that is not in the note.",
  "too-many-clients": "This note has been written in from so many devices that it takes no new one. What you typed can be copied; go on with it in a note of the timeline.",
} as const;

export type BodyFaultCode = keyof typeof MESSAGES;

export type BodyFault = { readonly code: string; readonly message: string };

export const faultOf = (code: BodyFaultCode): BodyFault => ({ code, message: MESSAGES[code] });

export const refuse = (code: BodyFaultCode): { readonly ok: false; readonly error: BodyFault } => err(faultOf(code));
