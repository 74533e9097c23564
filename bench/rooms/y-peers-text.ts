// Owns the rich texts of Hocuspocus and of @y/websocket-server: a room is one document, a member one provider on a socket
// of his own, awareness as each has it by default.
import type { At, TextClient } from "../peer.ts";
import { load } from "../peers/packages.ts";
import { lastWords, typist, watchWords, type YModule } from "./typed-doc.ts";
import type * as Yjs from "yjs";

const yjs = (await load("yjs")) as unknown as YModule;
const { WebSocket } = await load("ws");

/** Connects a document to a room and resolves when it has what the server has; `unsynced` is told of updates not acknowledged yet. */
type Join = (at: At, room: string, doc: Yjs.Doc, unsynced: (updates: number) => void) => Promise<() => void>;

const settled = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const textClient = (join: Join, acknowledges: boolean): TextClient => ({
  room: async (at, room, members, arrived) => {
    const docs = Array.from({ length: members }, () => new yjs.Doc());
    const close = await Promise.all(docs.map((doc) => join(at, `text-${room}`, doc, () => undefined)));
    docs.forEach((doc, member) => watchWords(yjs, doc, (author, change) => arrived(member, author, change)));
    const types = docs.map((doc, author) => typist(yjs, doc, author));
    return { change: (author, change) => types[author]?.(change), close: () => close.forEach((end) => end()) };
  },
  writer: async (at, texts, accepted) => {
    const open = async (text: number) => {
      const waiting: number[] = [];
      const doc = new yjs.Doc();
      await join(at, `text-${text}`, doc, (unsynced) => {
        if (acknowledges) for (const k of waiting.splice(0, waiting.length - unsynced)) accepted(k);
      });
      if (!acknowledges) {
        const reader = new yjs.Doc();
        await join(at, `text-${text}`, reader, () => undefined);
        watchWords(yjs, reader, (_author, k) => accepted(k));
      }
      const type = typist(yjs, doc, 0);
      return (k: number): void => {
        if (acknowledges) waiting.push(k);
        type(k);
      };
    };
    const all = await Promise.all(Array.from({ length: texts }, (_, text) => open(text)));
    return { edit: (k, text) => all[text]?.(k) };
  },
  survivors: async (at, texts) =>
    await Promise.all(
      Array.from({ length: texts }, async (_, text) => {
        const doc = new yjs.Doc();
        await join(at, `text-${text}`, doc, () => undefined);
        // A store may answer the handshake before it has read what it has.
        await settled(3_000);
        return lastWords(doc).get(0) ?? -1;
      }),
    ),
});

export const hocuspocusText = async (): Promise<TextClient> => {
  const { HocuspocusProvider: Provider, HocuspocusProviderWebsocket: Socket } = await load("@hocuspocus/provider");
  const join: Join = (at, room, doc, unsynced) =>
    new Promise((resolve) => {
      const socket = new Socket({ url: `ws://127.0.0.1:${at.port}`, WebSocketPolyfill: WebSocket });
      const provider = new Provider({
        name: room, document: doc as never, websocketProvider: socket, onSynced: () => resolve(() => {
          provider.destroy();
          socket.destroy();
        }), onUnsyncedChanges: ({ number }) => unsynced(number),
      });
      provider.attach();
    });
  return textClient(join, true);
};

export const yWebsocketText = async (): Promise<TextClient> => {
  const { WebsocketProvider } = await load("y-websocket");
  const join: Join = (at, room, doc) =>
    new Promise((resolve) => {
      const provider = new WebsocketProvider(`ws://127.0.0.1:${at.port}`, room, doc as never, { disableBc: true, WebSocketPolyfill: WebSocket });
      provider.once("sync", () => resolve(() => provider.destroy()));
    });
  return textClient(join, false);
};
