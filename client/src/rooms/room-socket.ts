// A WebSocket as far as y-websocket's provider uses one, at whose other end is not a server but the page's seat in a room
// of the engine. Invariants: what the page typed is said again until it is kept, and in the same bytes; of what the
// provider shows of people only this page's caret goes out, and never a name; the document comes before the client id to
// write under, for Yjs gives an id up that it finds used in what it hears. It opens once and stays open whatever the
// engine and the network do.
import { awarenessFrame, missingFrom, step2Frame, updateFrame } from "@outrider/shared/bodies";
import type { Json, Why } from "@outrider/shared/kernel";
import type { Present } from "@outrider/shared/protocol";
import type { Seat } from "../act/index.ts";
import type { HeardInRoom } from "../engine/room-wire.ts";
import { readSaid, type Shown } from "./wire.ts";

const NOTHING = new Uint8Array([0, 0]);

/** What of it the provider touches. */
export interface RoomSocket {
  binaryType: string;
  readonly readyState: number;
  readonly OPEN: number;
  onopen: (() => void) | null;
  onmessage: ((event: { readonly data: Uint8Array }) => void) | null;
  onclose: ((event: { readonly code: number; readonly reason: string }) => void) | null;
  onerror: ((event: unknown) => void) | null;
  send(bytes: Uint8Array): void;
  close(): void;
}

export interface RoomSocketDeps {
  readonly join: (hear: (heard: HeardInRoom) => void) => Seat;
  /** The client id the document writes under now. */
  readonly client: () => number;
  /** From now on the document writes under this id. */
  readonly lease: (client: number) => void;
  /** What is shown here of somebody who is there; null: nothing. */
  readonly dress: (present: Present) => Json | null;
  readonly mayType: () => boolean;
  /** Whether everything typed here is kept; why not; whether the network is there. */
  readonly tell: (told: ToldOfRoom) => void;
  readonly every: (ms: number, run: () => void) => () => void;
  readonly after: (ms: number, run: () => void) => () => void;
}

export type ToldOfRoom =
  | { readonly t: "begun" }
  | { readonly t: "saving"; readonly is: boolean }
  | { readonly t: "unsaved"; readonly why: Why; readonly again: boolean }
  /** What was typed does not stand: the page begins anew. */
  | { readonly t: "refused" }
  /** This page's id is another's now: it begins anew, with or without all it typed. */
  | { readonly t: "replaced"; readonly lost: boolean }
  | { readonly t: "online"; readonly is: boolean };

/** Awareness forgets whom it has not heard of for 30 s, and the provider hangs up a line that is silent as long. */
const REFRESH_MS = 12_000;
/** Carets move with every key: so often others are told. */
const CARET_MS = 100;
const [CONNECTING, OPEN, CLOSED] = [0, 1, 3];

export interface RoomSockets {
  /** To be given to the provider as its WebSocketPolyfill. */
  readonly Socket: new () => RoomSocket;
  /** People are called otherwise: shows them anew. */
  redress(): void;
}

export function createRoomSockets(deps: RoomSocketDeps): RoomSockets {
  let clock = 0;
  let current: { show(): void } | null = null;

  function open(): RoomSocket {
    let state = CONNECTING;
    let seat: Seat | null = null;
    let leased: number | null = null;
    let said = 0;
    let unsaved: readonly { readonly update: Uint8Array; readonly upTo: number }[] = [];
    let present: readonly Present[] = [];
    let shown: ReadonlySet<number> = new Set();
    let caret = "null";
    let told = "null";
    let calm: (() => void) | null = null;
    /** The document to begin from, until the provider has asked for it. */
    let begun: Uint8Array = NOTHING;
    let stopRefresh: () => void = () => undefined;

    const deliver = (data: Uint8Array): void => socket.onmessage?.({ data });

    function show(): void {
      if (leased === null) return;
      const others = present.filter(({ client }) => client !== leased);
      const dressed = others.flatMap((one): Shown[] => {
        const look = deps.dress(one);
        return look === null ? [] : [{ client: one.client, clock: ++clock, state: look }];
      });
      const here = new Set(dressed.map(({ client }) => client));
      const gone = [...shown].filter((client) => !here.has(client)).map((client): Shown => ({ client, clock: ++clock, state: null }));
      shown = here;
      // Also where there is nobody: the provider takes a silent line for a dead one.
      deliver(awarenessFrame([...dressed, ...gone]));
    }

    function tellCaret(): void {
      if (calm || caret === told || state !== OPEN) return;
      told = caret;
      seat?.say({ t: "aware", state: JSON.parse(caret) as Present["state"] });
      calm = deps.after(CARET_MS, () => {
        calm = null;
        tellCaret();
      });
    }

    function begin(document: Uint8Array, client: number): void {
      if (leased === null) {
        begun = document;
        state = OPEN;
        // The provider asks for what it lacks, and is answered, before this returns.
        socket.onopen?.();
        begun = NOTHING;
        leased = client;
        deps.lease(client);
        stopRefresh = deps.every(REFRESH_MS, show);
        show();
        return deps.tell({ t: "begun" });
      }
      // The engine was restarted. Under another's id nothing more is said.
      if (client !== leased) return deps.tell({ t: "replaced", lost: unsaved.length > 0 });
      deliver(updateFrame(document));
      for (const one of unsaved) seat?.say({ t: "update", ...one });
      told = "null";
      tellCaret();
    }

    function hear(heard: HeardInRoom): void {
      if (state === CLOSED) return;
      switch (heard.t) {
        case "document":
          return begin(heard.state, heard.client);
        case "update":
          return deliver(updateFrame(heard.update));
        case "saved":
          unsaved = unsaved.filter(({ upTo }) => upTo > heard.upTo);
          return deps.tell({ t: "saving", is: unsaved.length > 0 });
        case "unsaved":
          return deps.tell(heard);
        case "refused":
          return deps.tell({ t: "refused" });
        case "present":
          present = heard.who;
          return show();
        case "online":
          return deps.tell({ t: "online", is: heard.is });
      }
    }

    function type(update: Uint8Array): void {
      if (leased === null || !deps.mayType()) return;
      said += 1;
      unsaved = [...unsaved, { update, upTo: said }];
      deps.tell({ t: "saving", is: true });
      seat?.say({ t: "update", update, upTo: said });
    }

    const socket: RoomSocket = {
      binaryType: "arraybuffer", OPEN, onopen: null, onmessage: null, onclose: null, onerror: null,
      get readyState() { return state; },
      send(bytes) {
        const message = readSaid(bytes);
        switch (message?.t) {
          case "asks":
            return deliver(step2Frame(missingFrom(begun, message.vector)));
          case "update":
            return type(message.update);
          case "aware": {
            const own = message.shown.find(({ client }) => client === deps.client() && client === leased);
            if (!own) return;
            caret = JSON.stringify(caretOf(own.state));
            return tellCaret();
          }
          case undefined:
            return;
        }
      },
      close() {
        if (state === CLOSED) return;
        state = CLOSED;
        stopRefresh();
        calm?.();
        seat?.leave();
        if (current?.show === show) current = null;
      },
    };
    current = { show };
    // Only when the provider has hung its ears on it.
    queueMicrotask(() => {
      if (state !== CLOSED) seat = deps.join(hear);
    });
    return socket;
  }

  /** A class only because the provider calls `new`. */
  const Socket = function Socket() {
    return open();
  } as unknown as RoomSockets["Socket"];
  return { Socket, redress: () => current?.show() };
}

const caretOf = (state: unknown): Present["state"] => {
  const cursor = typeof state === "object" && state !== null && "cursor" in state ? (state.cursor as Json) : null;
  return state === null ? null : cursor === null ? {} : { cursor };
};
