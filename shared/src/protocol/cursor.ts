// Where a device stands in the feed: one cursor for all its buckets. Lanes exist only while some buckets are behind the
// others (a bootstrap, a bucket just gained); at a checkpoint all stand at one sequence, and more than one lane is there
// only where some rest: of their buckets the device holds what came to lie there from `below` on, and what it asked for.
// A lane without buckets says how far history had come when the others were read.
import { z } from "zod/mini";

/** The checks a message's parts share. */
export const bucket = z.string().check(z.maxLength(80));
export const counter = z.int().check(z.nonnegative());
/**
 * `below` while buckets come whole, newest first: what came to lie there before that sequence is still to come. With
 * `rest` it is not: the device holds no more than about so many records by itself, and asks for what is older.
 */
export const lane = z.strictObject({ buckets: z.array(bucket).check(z.maxLength(20_000)), seq: counter, below: z.optional(counter), rest: z.optional(counter) });
/** `boot` names the start of the server that gave the cursor: after a restored backup it is unknown or rewound. */
export const cursor = z.strictObject({ boot: z.string().check(z.maxLength(64)), lanes: z.array(lane).check(z.maxLength(50)) });

export type Lane = { readonly buckets: string[]; readonly seq: number; readonly below?: number | undefined; readonly rest?: number | undefined };
export type Cursor = z.infer<typeof cursor>;
