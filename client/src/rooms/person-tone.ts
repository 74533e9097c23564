// In which of a few colours somebody's caret and sign are: the same on every device.
import { hash32 } from "@outrider/shared/kernel";

/** Names of tokens of the design, `--person-a` and on. */
const TONES = ["a", "b", "c", "d", "e", "f"] as const;

export const personTone = (member: string): (typeof TONES)[number] => TONES[(hash32(member) >>> 0) % TONES.length] ?? "a";
