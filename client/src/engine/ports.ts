// What the engine needs of the world besides its store: a way to the server, time, chance, ids, a log.

export interface SocketEvents {
  opened(): void;
  /** One text frame. */
  message(text: string): void;
  /** Once, also when it never opened. `signed-out`: the server would not let this person in. `revoked`: nor this device, ever. `left`: he is of the workspace no more. */
  closed(reason: "lost" | "signed-out" | "revoked" | "left"): void;
}
export interface Socket {
  send(frame: string): void;
  close(): void;
}
/** What the server calls this device, and by what it knows it again. */
export interface DeviceName { readonly id: string; readonly token: string }
/** Opens a connection for this engine's user and workspace; fails by `closed`, never by throwing. */
export type Connect = (events: SocketEvents, device: DeviceName | null) => Socket;

export interface Timers {
  /** ms since 1970, by the device. */
  now(): number;
  /** Runs once after so many ms, unless it is called off. */
  after(ms: number, run: () => void): () => void;
}

/** No secret and nothing a person typed goes into a log. */
export type Log = (message: string, details?: Readonly<Record<string, string | number | boolean | null>>) => void;

export interface World {
  readonly connect: Connect;
  readonly timers: Timers;
  /** In [0, 1). */
  readonly random: () => number;
  readonly newId: () => string;
  readonly log: Log;
}
