// A change: what one command does to one record, as plain data. A group of them has one verdict.
import type { Kind, Value } from "@outrider/shared/schema";
import type { Origin } from "./state.ts";

/** A field's new value and its base: the edit whose value the author saw there, null where he saw none. */
export interface Assignment { readonly value: Value; readonly base: Origin | null }

export interface Change {
  readonly id: string;
  readonly kind: Kind;
  /** The change makes the record. Two that make the same one (a derived id) merge. */
  readonly create?: true;
  readonly set?: Readonly<Record<string, Assignment>>;
  readonly add?: Readonly<Record<string, readonly string[]>>;
  /** Elements to remove, each with the edits that added it as the author saw them. */
  readonly remove?: Readonly<Record<string, Readonly<Record<string, readonly Origin[]>>>>;
  /** Of a rich text: what was typed, an update of its document (Yjs V1) as base64. */
  readonly update?: string;
}

export interface Group {
  /** UUID: a group is applied once, whatever is retried. */
  readonly id: string;
  /** The device's own count, rising by one; with the device it names the edit. */
  readonly counter: number;
  /** When it was made, by the device's clock (ms). Only its age is ever used. */
  readonly at: number;
  readonly schema: number;
  /** The command's name, for people. */
  readonly command: string;
  readonly changes: readonly Change[];
}

/** The most changes of one group: what one command may do. */
export const MAX_CHANGES = 500;
/** The largest update of a rich text, in bytes; a paste that is larger is made of several. */
export const MAX_UPDATE = 64 * 1024;
/** The largest edit, as JSON text in UTF-16 units. */
export const MAX_GROUP = 256 * 1024;
/** The name of an edit, everywhere: its device and how many edits that device had made, `a1b2.17`. */
export const originOf = (device: string, counter: number): Origin => `${device}.${counter}`;
/** The device that an origin names. */
export const deviceOf = (origin: Origin): string => origin.slice(0, origin.lastIndexOf("."));
