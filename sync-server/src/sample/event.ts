// What happened at one moment of the sample's past, by one person: it becomes one edit with that person's name and time.
import type { Values } from "@outrider/shared/commands";
import type { Change } from "@outrider/shared/records";
import type { Kind } from "@outrider/shared/schema";

export interface SampleEvent {
  /** ms since 1970. */
  readonly at: number;
  /** A member's id. */
  readonly by: string;
  /** The command that a person would have used. */
  readonly command: string;
  readonly changes: readonly Change[];
}

export interface SampleMember { readonly userId: string; readonly role: "admin" | "manager" | "exec" }
export type SampleStage = "prospecting" | "qualified" | "proposal" | "negotiation" | "closed_won" | "closed_lost";

/** What all of the sample is made for. */
export interface SampleWorld {
  readonly people: readonly SampleMember[];
  readonly stage: (key: SampleStage) => string;
  /** An id of a record by its kind and name: the same name, the same id. */
  readonly id: (kind: Kind, name: string) => string;
  /** The latest moment of all, ms. */
  readonly now: number;
}

/** Fields of a record that stands, set to new values. Whoever writes it names what it builds on. */
export const laterOn = (id: string, kind: Kind, values: Values): Change => ({
  id, kind, set: Object.fromEntries(Object.entries(values).map(([field, value]) => [field, { value, base: null }])),
});
