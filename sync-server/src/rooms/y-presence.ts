// What a program that speaks y-websocket has been shown of the others in its room. Such a program says again whatever it
// hears of them, and forgets whom it has not heard of for 30 s. Invariants: who somebody is, is the server's word; what it
// was told here is passed over when it comes back, however much of it; what goes beyond that is its own to answer for.
import { type AwareState, awarenessFrame } from "@outrider/shared/bodies";
import type { Present } from "@outrider/shared/protocol";

export interface YPresence {
  /** The frame that shows these; `whole`: whoever else was shown is gone. Null: nothing to say. */
  show(who: readonly Present[], whole: boolean): Uint8Array | null;
  /** All who are shown, once more, when that is due. */
  again(): Uint8Array | null;
  /** What a program says, without what it was told. */
  ownOf(states: readonly AwareState[]): readonly AwareState[];
}

/** y-protocols forgets after 30 s. */
const AGAIN_MS = 12_000;
/** Those who are gone are remembered only until so many are known: what was told of them may still come back. */
const MOST_KNOWN = 512;

export function createYPresence(now: () => number): YPresence {
  /** By client. */
  const told = new Map<number, { readonly clock: number; readonly state: Present["state"] }>();
  let last = now();
  // A program that comes again knows the numbers of the connection before: by the time they only grow.
  let clock = now();

  function frame(states: readonly { readonly client: number; readonly state: Present["state"] }[]): Uint8Array | null {
    if (states.length === 0) return null;
    clock = Math.max(clock + 1, now());
    for (const { client, state } of states) {
      told.delete(client);
      told.set(client, { clock, state });
    }
    for (const [client, { state }] of told) {
      if (told.size <= MOST_KNOWN) break;
      if (state === null) told.delete(client);
    }
    return awarenessFrame(states.map(({ client, state }) => ({ client, clock, state })));
  }

  const standing = (): { client: number; state: Present["state"] }[] => [...told].flatMap(([client, { state }]) => (state === null ? [] : [{ client, state }]));

  return {
    show(who, whole) {
      const here = new Set(who.map(({ client }) => client));
      const gone = whole ? standing().filter(({ client }) => !here.has(client)).map(({ client }) => ({ client, state: null })) : [];
      // What a state says of who it is, is written over.
      return frame([...who.map(({ client, user, state }) => ({ client, state: state && ({ ...state, user: { ...userOf(state), id: user } } as Present["state"]) })), ...gone]);
    },
    again() {
      if (now() - last < AGAIN_MS) return null;
      last = now();
      return frame(standing());
    },
    ownOf: (states) => states.filter(({ client, clock: said }) => said > (told.get(client)?.clock ?? -1)),
  };
}

const userOf = (state: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => {
  const user = state["user"];
  return typeof user === "object" && user !== null ? (user as Readonly<Record<string, unknown>>) : {};
};
