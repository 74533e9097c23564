// What a page and the engine say to each other about a room. Plain data both ways.
import type { Why } from "@outrider/shared/kernel";
import type { Present } from "@outrider/shared/protocol";

/** A record, or a rich text of one. */
export type RoomOf = { readonly record: string } | { readonly record: string; readonly slot: string };

export type SaidInRoom =
  /** Typed here: the `upTo`-th update of this page, to be saved. */
  | { readonly t: "update"; readonly update: Uint8Array; readonly upTo: number }
  /** What this page shows of its person: a cursor, a field that is being edited. Null: nothing any more. */
  | { readonly t: "aware"; readonly state: Present["state"] };

export type HeardInRoom =
  /** The document as it stands, to begin from, and the client id to write under. What the page has beyond it is to be said again. */
  | { readonly t: "document"; readonly state: Uint8Array; readonly client: number }
  /** Typed elsewhere. */
  | { readonly t: "update"; readonly update: Uint8Array }
  /** Everything this page typed up to its `upTo`-th update is durable on this device. */
  | { readonly t: "saved"; readonly upTo: number }
  /** It could not be kept here; `again`: it is tried again by itself. */
  | { readonly t: "unsaved"; readonly why: Why; readonly again: boolean }
  /** The server refused something typed here: the page begins anew, from the document that comes next; what was typed lies with the refused changes. */
  | { readonly t: "refused" }
  /** Who else is here, as a whole. `user` "": this person in another tab. */
  | { readonly t: "present"; readonly who: readonly Present[] }
  | { readonly t: "online"; readonly is: boolean };
