// One page at the engine: its requests and what it watches. It ends with the page and leaves nothing running.
import { exhaustive } from "@outrider/shared/kernel";
import type { Watchable, WatchName } from "./api.ts";
import type { Engine } from "./engine.ts";
import type { RoomSeat } from "./rooms.ts";
import type { Ask, Port, Request, Tell } from "./wire.ts";

export interface ServedPage {
  heard(ask: Ask): void;
  end(): void;
}

async function carryOut(engine: Engine, request: Request): Promise<unknown> {
  switch (request.do) {
    case "perform":
      return engine.perform(request.calls);
    case "performAll":
      return engine.performAll(request.groups);
    case "undo":
      return engine.undo(request.group);
    case "dismiss":
      return engine.dismissRefused(request.groups);
    case "older":
      return engine.older(request.kinds);
    case "fetch":
      return engine.fetch(request.ids);
    case "attach":
      return engine.files.attach(request.file);
    case "openFile":
      return engine.files.open(request.file);
    case "sendFileAgain":
      return engine.files.again(request.file);
    case "discardFile":
      return engine.files.discard(request.file);
    case "keepFile":
      return engine.files.keep(request.file, request.keep);
    case "owedTexts":
      return engine.meaning.owed(request.model);
    case "takeVectors":
      return engine.meaning.take(request.model, request.vectors);
    case "keepVectors":
      return engine.meaning.keepOnly(request.models);
    case "wipe":
      return engine.wipe();
    default:
      return exhaustive(request);
  }
}

export function servePage(engine: Engine, port: Port<Tell, Ask>): ServedPage {
  const watches = new Map<number, () => void>();
  const seats = new Map<number, RoomSeat>();
  return {
    heard(ask) {
      switch (ask.t) {
        case "request":
          carryOut(engine, ask.request).then(
            (value) => port.post({ t: "answer", id: ask.id, value }),
            (error: unknown) => port.post({ t: "failed", id: ask.id, message: error instanceof Error ? error.message : "unknown" }),
          );
          return;
        case "watch": {
          // A new watch under an old id takes its place without a gap: what both look at stays computed.
          const before = watches.get(ask.id);
          const name: WatchName = ask.name;
          watches.set(ask.id, engine.watch(name, ask.of as Watchable[typeof name]["of"], (value) => port.post({ t: "show", id: ask.id, value })));
          before?.();
          return;
        }
        case "unwatch":
          watches.get(ask.id)?.();
          watches.delete(ask.id);
          return;
        case "join":
          seats.get(ask.id)?.leave();
          seats.set(ask.id, engine.join(ask.room, (heard) => port.post({ t: "heard", id: ask.id, heard }), ask.held));
          return;
        case "say":
          return seats.get(ask.id)?.say(ask.said);
        case "leave":
          seats.get(ask.id)?.leave();
          seats.delete(ask.id);
          return;
        case "nudge":
          return engine.nudge();
        case "put-off":
          return engine.putOff();
        case "open":
        case "vault":
        case "close":
        case "ping":
          return;
        default:
          exhaustive(ask);
      }
    },
    end() {
      for (const stop of watches.values()) stop();
      watches.clear();
      for (const seat of seats.values()) seat.leave();
      seats.clear();
    },
  };
}
