// The network: connections on which frames stay in order, arrive late, and stop. A connection can be cut after any frame
// (each side may learn of it late or never), refused, or swallow everything in silence. It knows no protocol.
import type { Random } from "@outrider/shared/kernel";
import type { Scheduler } from "./scheduler.ts";

/** What the server's side of a connection hears. */
export interface Answering { receive(text: string): void; closed(): void }
/** What the server's side can do. */
export interface ServerEnd { send(text: string): void; close(): void; buffered(): number }
/** What the device's side hears. */
export interface DeviceEnd { opened(): void; message(text: string): void; closed(): void }

export interface Host { readonly name: string; /** Null: nobody listens. */ accept(from: string, user: string, end: ServerEnd): Answering | null }
export interface Dialler { readonly name: string; readonly user: string }

/** `open`; `refused`: nothing gets through and both sides are told; `silent`: nothing gets through and nobody is told. */
export type Weather = "open" | "refused" | "silent";

export interface Network {
  dial(from: Dialler, to: Host, end: DeviceEnd): { send(text: string): void; close(): void };
  weather(device: string, weather: Weather): void;
  /** Chance that a connection is cut after a frame. */
  cutChance(probability: number): void;
  /** All connections of this device or host end; a power cut tells nobody on its own side. */
  unplug(name: string): void;
  readonly inFlight: number;
  /** Whether the device has a connection on which both sides hear each other, and none that only one side believes in. */
  whole(device: string): boolean;
}

export interface NetworkOptions {
  readonly scheduler: Scheduler;
  readonly random: Random;
  /** Told of each frame as it is sent. */
  readonly sent: (frame: { readonly device: string; readonly user: string; readonly direction: "up" | "down"; readonly text: string }) => void;
  readonly delivered: (frame: { readonly device: string; readonly direction: "up" | "down"; readonly text: string }) => void;
}

interface Line {
  readonly device: string;
  readonly host: string;
  readonly pace: number;
  answering: Answering | null;
  deviceEnd: DeviceEnd | null;
  /** Nothing gets through any more. */
  dead: boolean;
  lastUp: number;
  lastDown: number;
  buffered: number;
}

export function createNetwork({ scheduler, random, sent, delivered }: NetworkOptions): Network {
  const lines = new Set<Line>();
  const weathers = new Map<string, Weather>();
  let cutChance = 0;
  let inFlight = 0;

  const weatherOf = (device: string): Weather => weathers.get(device) ?? "open";
  const latency = (line: Line): number => line.pace * (0.5 + random.next());

  function tellDevice(line: Line, wait: number): void {
    scheduler.after(wait, () => {
      const end = line.deviceEnd;
      line.deviceEnd = null;
      end?.closed();
      if (!line.answering) lines.delete(line);
    });
  }

  function tellHost(line: Line, wait: number): void {
    scheduler.after(wait, () => {
      const answering = line.answering;
      line.answering = null;
      answering?.closed();
      if (!line.deviceEnd) lines.delete(line);
    });
  }

  /** Nothing gets through from now on; each side learns of it late, or (a half-open connection) not at all. */
  function cut(line: Line): void {
    if (line.dead) return;
    line.dead = true;
    if (random.chance(0.8)) tellDevice(line, random.int(3000));
    if (random.chance(0.8)) tellHost(line, random.int(3000));
  }

  function carry(line: Line, direction: "up" | "down", text: string, deliver: () => void): void {
    if (weatherOf(line.device) === "silent") line.dead = true;
    if (line.dead) return;
    inFlight++;
    const at = Math.max(direction === "up" ? line.lastUp : line.lastDown, scheduler.now() + latency(line));
    if (direction === "up") line.lastUp = at;
    else line.lastDown = at;
    scheduler.after(at - scheduler.now(), () => {
      inFlight--;
      if (line.dead) return;
      if (text !== "" && (direction === "up" || line.deviceEnd)) delivered({ device: line.device, direction, text });
      deliver();
      if (text !== "" && cutChance > 0 && random.chance(cutChance)) cut(line);
    });
  }

  function open(line: Line, from: Dialler, to: Host): void {
    line.answering = to.accept(from.name, from.user, {
      send(text) {
        sent({ device: from.name, user: from.user, direction: "down", text });
        line.buffered += text.length;
        carry(line, "down", text, () => {
          line.buffered -= text.length;
          line.deviceEnd?.message(text);
        });
      },
      // What was sent before still arrives.
      close() {
        carry(line, "down", "", () => {
          line.dead = true;
          tellDevice(line, 0);
          tellHost(line, 0);
        });
      },
      buffered: () => line.buffered,
    });
    if (line.answering) carry(line, "down", "", () => line.deviceEnd?.opened());
    else carry(line, "down", "", () => {
      line.dead = true;
      tellDevice(line, 0);
    });
  }

  return {
    dial(from, to, end) {
      const line: Line = {
        device: from.name, host: to.name, pace: random.chance(0.1) ? random.between(200, 1500) : random.between(2, 80),
        answering: null, deviceEnd: end, dead: false, lastUp: 0, lastDown: 0, buffered: 0,
      };
      lines.add(line);
      if (weatherOf(from.name) === "refused") {
        line.dead = true;
        tellDevice(line, random.int(200));
      } else carry(line, "up", "", () => open(line, from, to));
      return {
        send(text) {
          if (!line.deviceEnd) return;
          sent({ device: from.name, user: from.user, direction: "up", text });
          carry(line, "up", text, () => line.answering?.receive(text));
        },
        close() {
          line.deviceEnd = null;
          carry(line, "up", "", () => tellHost(line, 0));
        },
      };
    },
    weather(device, weather) {
      weathers.set(device, weather);
      if (weather === "refused") for (const line of lines) if (line.device === device) cut(line);
    },
    cutChance(probability) {
      cutChance = probability;
    },
    unplug(name) {
      for (const line of lines) {
        if (line.device === name) {
          line.deviceEnd = null;
          cut(line);
        } else if (line.host === name) {
          line.answering = null;
          cut(line);
        }
      }
    },
    whole: (device) => {
      const believed = [...lines].filter((line) => line.device === device && line.deviceEnd);
      return believed.length === 1 && believed.every(({ dead, answering }) => !dead && answering);
    },
    get inFlight() {
      return inFlight;
    },
  };
}
