/** The real clock and the real dice, as ports: everything else is given them. */
import { randomBytes, randomUUID } from "node:crypto";

export type Clock = {
  /** Milliseconds since 1970. */
  readonly now: () => number;
};

export type Random = {
  readonly uuid: () => string;
  /** A secret nobody guesses: 256 bits as base64url. */
  readonly token: () => string;
};

export const systemClock: Clock = { now: () => Date.now() };

export const systemRandom: Random = {
  uuid: () => randomUUID(),
  token: () => randomBytes(32).toString("base64url"),
};
