// The shape of a group of changes and of a receipt on the wire. Whether fields and values fit is the door's to say.
import { type Group, MAX_UPDATE, type Receipt } from "@outrider/shared/records";
import { z } from "zod/mini";
import { counter } from "./cursor.ts";

// Names and ids are words: what is stored beside the values must never hold a character that a database cannot.
const name = z.string().check(z.regex(/^[A-Za-z][A-Za-z0-9_]{0,59}$/));
const origin = z.string().check(z.regex(/^[\w-]{1,60}\.\d{1,15}$/));
const id = z.string().check(z.regex(/^[\w-]{1,40}$/));
/** An update of a rich text; what it says is looked at before anything reads it. */
const base64 = z.string().check(z.maxLength(Math.ceil(MAX_UPDATE / 3) * 4), z.regex(/^[A-Za-z0-9+/]+={0,2}$/));
const assignment = z.strictObject({ value: z.json(), base: z.nullable(origin) });

const change = z.strictObject({
  id,
  kind: name,
  create: z.optional(z.literal(true)),
  set: z.optional(z.record(name, assignment)),
  add: z.optional(z.record(name, z.array(z.string()).check(z.maxLength(1000)))),
  remove: z.optional(z.record(name, z.record(z.string(), z.array(origin).check(z.maxLength(1000))))),
  update: z.optional(base64),
});

export const group = z.strictObject({
  id: z.uuid(),
  counter: z.int().check(z.positive()),
  at: z.number(),
  schema: counter,
  command: name,
  changes: z.array(change).check(z.maxLength(1000)),
}) as unknown as z.ZodMiniType<Group>;

export const receipt = z.strictObject({
  group: z.uuid(), device: id, by: id, counter, at: z.number(),
  except: z.record(z.string(), z.nullable(z.number())),
  met: z.optional(z.record(z.string(), z.tuple([z.number(), origin]))),
  places: z.optional(z.record(z.string(), z.strictObject({ value: z.json(), at: z.number(), origin, by: z.string().check(z.maxLength(40)) }))),
}) as unknown as z.ZodMiniType<Receipt>;
