// A rich text that this page has open: its document, who else is in it, and how far what was typed has come. The document
// is spoken for by y-websocket's provider, whose line leads through the page's seat at the engine. Invariants: nothing is
// shown before the whole document is there; whose document does not stand begins anew, and what it said stays to be
// copied. It knows no editor.
import { openDoc, textOfDoc } from "@outrider/shared/bodies";
import { bodyId } from "@outrider/shared/commands";
import type { Json, Why } from "@outrider/shared/kernel";
import type { Present } from "@outrider/shared/protocol";
import { Awareness } from "y-protocols/awareness";
import { WebsocketProvider } from "y-websocket";
import type { Doc } from "yjs";
import type { EngineLink } from "../act/index.ts";
import type { HeardInRoom } from "../engine/room-wire.ts";
import { caretIn } from "./caret.ts";
import { createRoomSockets, type RoomSocketDeps } from "./room-socket.ts";

/** Whether what was typed is kept on this device: all of it, being written, or why not. */
export type Saving = "saved" | "saving" | { readonly why: Why; readonly again: boolean };

export interface NoteState {
  /** Another one after each time it began anew; null until the whole of it is there. */
  readonly document: { readonly doc: Doc; readonly awareness: Awareness } | null;
  readonly saving: Saving;
  readonly online: boolean;
  /** The document as it was before it had to begin anew, and why. */
  readonly before: { readonly text: string; readonly why: Why | null } | null;
}

export interface NoteRoom {
  read(): NoteState;
  /** It is open for as long as somebody listens. */
  subscribe(listener: () => void): () => void;
  /** What members are called. */
  people(names: ReadonlyMap<string, string>): void;
  may(type: boolean): void;
  /** The person has seen what was there before. */
  dismiss(): void;
}

export interface NoteRoomDeps {
  readonly join: EngineLink["join"];
  readonly about: string;
  readonly slot: string;
  /** This person. */
  readonly user: string;
  readonly somebody: string;
  readonly every: RoomSocketDeps["every"];
  readonly after: RoomSocketDeps["after"];
}

type Polyfill = NonNullable<NonNullable<ConstructorParameters<typeof WebsocketProvider>[3]>["WebSocketPolyfill"]>;

const AT_FIRST: NoteState = { document: null, saving: "saved", online: false, before: null };

export function createNoteRoom({ join, about, slot, user, somebody, every, after }: NoteRoomDeps): NoteRoom {
  let state = AT_FIRST;
  let names: ReadonlyMap<string, string> = new Map();
  let mayType = false;
  let running: { readonly doc: Doc; end(): void; redress(): void } | null = null;
  const listeners = new Set<() => void>();

  const become = (next: Partial<NoteState>): void => {
    state = { ...state, ...next };
    for (const listener of listeners) listener();
  };

  /** What the editor shows of somebody: who, as the server says and the member's record calls them, and the caret. */
  function dress({ user: from, state: shown }: Present): Json | null {
    const id = from === "" ? user : from;
    const cursor = caretIn(shown as Json);
    return cursor === null ? null : { user: { id, name: names.get(id) ?? somebody }, cursor };
  }

  function begin(): void {
    const doc = openDoc(bodyId(about, slot), null);
    const awareness = new Awareness(doc);
    awareness.setLocalState(null);
    const { Socket, redress } = createRoomSockets({
      join: (hear: (heard: HeardInRoom) => void) => join({ record: about, slot }, hear),
      client: () => doc.clientID,
      lease(client) {
        doc.clientID = client;
        awareness.clientID = client;
        awareness.setLocalState({});
      },
      dress, mayType: () => mayType, every, after,
      tell(told) {
        if (running !== mine) return;
        switch (told.t) {
          case "begun":
            return become({ document: { doc, awareness }, saving: "saved" });
          case "saving":
            return become({ saving: told.is ? "saving" : "saved" });
          case "unsaved":
            become({ saving: { why: told.why, again: told.again } });
            // On what is not kept nothing more can be typed.
            return told.again ? undefined : anew({ text: textOfDoc(doc), why: told.why });
          case "refused":
            return anew({ text: textOfDoc(doc), why: null });
          case "replaced":
            return anew(told.lost ? { text: textOfDoc(doc), why: null } : null);
          case "online":
            return become({ online: told.is });
        }
      },
    });
    const provider = new WebsocketProvider("room:", `${about}/${slot}`, doc, { awareness, disableBc: true, WebSocketPolyfill: Socket as unknown as Polyfill });
    // Yjs gives an id up that it hears somebody else write under: then this document may go on no more.
    const leasedTwice = (): void => {
      if (state.document?.doc === doc && doc.clientID !== awareness.clientID) queueMicrotask(() => running === mine && anew({ text: textOfDoc(doc), why: null }));
    };
    doc.on("afterAllTransactions", leasedTwice);
    const mine = {
      doc, redress,
      end() {
        doc.off("afterAllTransactions", leasedTwice);
        provider.destroy();
        awareness.destroy();
        doc.destroy();
      },
    };
    running = mine;
  }

  function anew(before: NoteState["before"]): void {
    running?.end();
    running = null;
    become({ document: null, saving: "saved", ...(before && { before }) });
    begin();
  }

  return {
    read: () => state,
    subscribe(listener) {
      if (listeners.size === 0) begin();
      listeners.add(listener);
      return () => {
        if (!listeners.delete(listener) || listeners.size > 0) return;
        running?.end();
        running = null;
        state = AT_FIRST;
      };
    },
    people(next) {
      names = next;
      running?.redress();
    },
    may(type) {
      mayType = type;
    },
    dismiss: () => become({ before: null }),
  };
}
