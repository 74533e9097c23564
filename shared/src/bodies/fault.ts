// Why a body's bytes are refused: a code for programs, a sentence for people. It does not know who sent them.
import { err } from "@outrider/shared/kernel";
import { noteSentences } from "@outrider/shared/schema";

export type BodyFaultCode = keyof typeof noteSentences;

export type BodyFault = { readonly code: string; readonly message: string };

export const faultOf = (code: BodyFaultCode): BodyFault => ({ code, message: noteSentences[code] });

export const refuse = (code: BodyFaultCode): { readonly ok: false; readonly error: BodyFault } => err(faultOf(code));
