// Owns the rich texts of our own server. Members of a room are what a program from outside is: the y-websocket package
// on a socket of its own, as with the peers. Who is killed under is a device, because only devices are told that
// something is durable.
import { WebSocket as NodeSocket } from "ws";
import type * as Yjs from "yjs";
import { toBase64 } from "@outrider/shared/bodies";
import { bodyId, creationOf } from "@outrider/shared/commands";
import { derivedId } from "@outrider/shared/kernel";
import type { Change } from "@outrider/shared/records";
import type { Account } from "../../tests/devices/account.ts";
import { openLightDevice } from "../../tests/devices/light-device.ts";
import type { At, TextClient } from "../peer.ts";
import { accountNamed, originOf } from "../peers/outrider-accounts.ts";
import { load } from "../peers/packages.ts";
import { lastWords, typist, watchWords, type YModule } from "./typed-doc.ts";

const yjs = (await load("yjs")) as unknown as YModule;
const { WebsocketProvider } = await load("y-websocket");

process.setMaxListeners(0);

const leadOf = (room: string): string => derivedId("bench", room);
const makeLead = (room: string, owner: string): Change => creationOf(leadOf(room), { kind: "lead", values: { name: room, owner } });

async function ticketOf(at: At, { cookie }: Account): Promise<string> {
  const answer = await fetch(`${originOf(at)}/api/sync/ticket`, { method: "POST", body: "{}", headers: { "content-type": "application/json", origin: originOf(at), cookie } });
  return ((await answer.json()) as { readonly data: { readonly ticket: string } }).data.ticket;
}

async function join(at: At, account: Account, room: string, doc: Yjs.Doc): Promise<() => void> {
  class Socket extends NodeSocket {
    constructor(url: string, protocols: string[]) {
      super(url, protocols, { origin: originOf(at) });
    }
  }
  const protocols = ["outrider.y.1", `ticket.${await ticketOf(at, account)}`];
  const provider = new WebsocketProvider(`ws://127.0.0.1:${at.port}/rooms/${leadOf(room)}`, "notes", doc as never, { disableBc: true, WebSocketPolyfill: Socket, protocols });
  await new Promise<void>((resolve) => provider.once("sync", () => resolve()));
  return () => provider.destroy();
}

/** The leads whose notes are written, made by a device that then goes. */
async function makeLeads(at: At, account: Account, rooms: readonly string[]): Promise<void> {
  let open = rooms.length;
  await new Promise<void>((resolve, reject) => {
    openLightDevice(originOf(at), account, {
      verdicts: (verdicts) => {
        open -= verdicts.length;
        if (open <= 0) resolve();
      },
    }).then((device) => device.edit(rooms.map((room) => [makeLead(room, account.user)]), "unjudged"), reject);
  });
}

export const outriderText = (): TextClient => ({
  room: async (at, room, members, arrived) => {
    const account = await accountNamed(at, "admin");
    await makeLeads(at, account, [`text-${room}`]);
    const docs = Array.from({ length: members }, () => new yjs.Doc());
    const close = await Promise.all(docs.map((doc) => join(at, account, `text-${room}`, doc)));
    docs.forEach((doc, member) => watchWords(yjs, doc, (author, change) => arrived(member, author, change)));
    const types = docs.map((doc, author) => typist(yjs, doc, author));
    return { change: (author, change) => types[author]?.(change), close: () => close.forEach((end) => end()) };
  },
  writer: async (at, texts, accepted) => {
    const account = await accountNamed(at, "admin");
    const names = Array.from({ length: texts }, (_, text) => `text-${text}`);
    await makeLeads(at, account, names);
    const editOf = new Map<number, number>();
    const device = await openLightDevice(originOf(at), account, {
      verdicts: (verdicts) => {
        for (const { counter, result } of verdicts) {
          const k = editOf.get(counter);
          if (k !== undefined && result === "applied") accepted(k);
        }
      },
    });
    const writers = names.map((name) => {
      const doc = new yjs.Doc();
      const id = bodyId(leadOf(name), "notes");
      let begun = false;
      let k = 0;
      const type = typist(yjs, doc, 0);
      doc.on("update", (update: Uint8Array) => {
        const typed = { update: toBase64(update) };
        const change: Change = begun ? { id, kind: "body", ...typed } : { ...creationOf(id, { kind: "body", values: { root: leadOf(name), about: leadOf(name), slot: "notes" } }), ...typed };
        begun = true;
        editOf.set(device.edit([[change]], "unjudged"), k);
      });
      return (number: number): void => {
        k = number;
        type(number);
      };
    });
    return { edit: (k, text) => writers[text]?.(k) };
  },
  survivors: async (at, texts) => {
    const account = await accountNamed(at, "admin");
    return await Promise.all(
      Array.from({ length: texts }, async (_, text) => {
        const doc = new yjs.Doc();
        const close = await join(at, account, `text-${text}`, doc);
        const last = lastWords(doc).get(0) ?? -1;
        close();
        return last;
      }),
    );
  },
});
