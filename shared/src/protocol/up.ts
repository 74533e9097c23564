// Messages from a device to the server. A frame is a JSON array of them, at most MAX_FRAME bytes. Unknown fields are
// refused: the server must be able to judge all that it is told.
import { err, type Json, ok, type Result } from "@outrider/shared/kernel";
import { z } from "zod/mini";
import { bucket, counter, cursor } from "./cursor.ts";
import { group, receipt } from "./group.ts";
import { MAX_ASKED_IDS, MAX_HELD_TEXT, RECORD_ID } from "./limits.ts";

const recordId = z.string().check(z.regex(RECORD_ID));
const kindName = z.string().check(z.regex(/^[A-Za-z]{1,40}$/));
const uint32 = z.int().check(z.nonnegative(), z.maximum(2 ** 32 - 1));
const signature = z.string().check(z.maxLength(100));

/** First on every connection: who this device is, where it stands, what it has made (`last`) and has verdicts for (`acked`). */
export const hello = z.strictObject({
  t: z.literal("hello"), protocol: z.int(), schema: z.int(),
  device: z.nullable(z.strictObject({ id: z.string().check(z.maxLength(40)), token: z.string().check(z.maxLength(300)) })),
  cursor: z.nullable(cursor), last: counter, acked: counter,
  /** Where it does not hold everything: of what the server says by itself, which records it holds besides what the cursor says (`heldText` of shared/sync). */
  holds: z.optional(z.string().check(z.maxLength(MAX_HELD_TEXT))),
});
/** Edits, in the order of their counters; `now` is the device's clock, so that only their age counts. */
export const push = z.strictObject({ t: z.literal("push"), now: z.number(), groups: z.array(group).check(z.maxLength(500)) });
/** Edits that the server acknowledged and has lost since, with its own signed receipts. */
export const resend = z.strictObject({
  t: z.literal("resend"), items: z.array(z.strictObject({ group, receipt, signature })).check(z.maxLength(500)),
});
/** The device has kept the verdicts of its edits up to this counter. */
export const confirm = z.strictObject({ t: z.literal("confirm"), counter });
/** The device's copy of these buckets does not match its checksum: send them again. */
export const reload = z.strictObject({ t: z.literal("reload"), buckets: z.array(bucket).check(z.maxLength(20_000)) });
/** Records older than what the device holds by itself. What this person may not see is not answered. */
export const ask = z.strictObject({
  t: z.literal("ask"), id: counter,
  what: z.union([
    z.strictObject({ ids: z.array(recordId).check(z.minLength(1), z.maxLength(MAX_ASKED_IDS)) }),
    /** A record and what hangs on it. */
    z.strictObject({ root: recordId }),
    /** The next older ones of a kind, newest first, written last before this sequence. */
    z.strictObject({ kind: kindName, before: counter }),
    /** Records in whose names every word is the beginning of a word. */
    z.strictObject({ words: z.string().check(z.minLength(1), z.maxLength(200)), kinds: z.array(kindName).check(z.maxLength(20)) }),
  ]),
});
const shown = z.nullable(z.record(z.string().check(z.maxLength(40)), z.json())) as unknown as z.ZodMiniType<Readonly<Record<string, Json>> | null>;
/** This person looks at a record from now on: who else does is told, and of a rich text what they type. */
export const enter = z.strictObject({ t: z.literal("enter"), room: recordId });
export const leave = z.strictObject({ t: z.literal("leave"), room: recordId });
/** Where in the room this person is: one state for each editor open (`client`), of which the one with the highest clock counts; null: closed. Who it is, the server says. */
export const aware = z.strictObject({ t: z.literal("aware"), room: recordId, client: uint32, clock: counter, state: shown });
export const ping = z.strictObject({ t: z.literal("ping") });

export const up = z.discriminatedUnion("t", [hello, push, resend, confirm, reload, ask, enter, leave, aware, ping]);
export type Up = z.infer<typeof up>;
export type Hello = z.infer<typeof hello>;
export type Push = z.infer<typeof push>;
export type Resend = z.infer<typeof resend>;
export type Ask = z.infer<typeof ask>;
export type Aware = z.infer<typeof aware>;
export type Asked = Ask["what"];

const frame = z.array(up).check(z.minLength(1), z.maxLength(50));

/** Reads a frame from a device; the error is a sentence that names the place. */
export function parseUp(text: string): Result<readonly Up[], string> {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return err("The frame is not JSON.");
  }
  let parsed: ReturnType<typeof frame.safeParse>;
  try {
    parsed = frame.safeParse(data);
  } catch {
    // The parser recurses: thousands of lists in one another exhaust its stack.
    return err("The frame is not of the protocol: it is nested too deep.");
  }
  if (parsed.success) return ok(parsed.data);
  const issue = parsed.error.issues[0];
  return err(`The frame is not of the protocol: ${issue ? `${issue.path.map(String).join(".") || "frame"}: ${issue.message}` : "unknown"}`.slice(0, 300));
}
