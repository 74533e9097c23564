// What a program says back of what it was told, and what a forger says. The package itself is in tests/rooms-from-outside.
import { type AwareState, awarenessFrame, readYMessage } from "@outrider/shared/bodies";
import type { Present } from "@outrider/shared/protocol";
import { expect, test } from "vitest";
import { createYPresence } from "./y-presence.ts";

const at = (client: number, caret: number, user = `u${client}`): Present => ({ client, clock: 1, user, state: { cursor: { anchor: caret } } });

const statesIn = (frame: Uint8Array): readonly AwareState[] => {
  const message = readYMessage(frame);
  if (message?.is !== "awareness") throw new Error("this is no frame of awareness");
  return message.states;
};

/** A program that says all it hears again, as y-websocket's provider does, and knows nobody by a number it has passed. */
function program() {
  const known = new Map<number, { readonly clock: number; state: AwareState["state"] }>();
  const said: AwareState[] = [];
  const say = (client: number): void => {
    const { clock, state } = known.get(client) ?? { clock: 0, state: null };
    said.push({ client, clock, state });
  };
  return {
    hear(frame: Uint8Array | null) {
      if (!frame) return;
      for (const { client, clock, state } of statesIn(frame)) {
        if (clock <= (known.get(client)?.clock ?? -1)) continue;
        known.set(client, { clock, state });
        say(client);
      }
    },
    /** As when it has not heard of them for long, or its line breaks: their numbers it keeps. */
    forget(...clients: number[]) {
      for (const client of clients) {
        known.set(client, { clock: known.get(client)?.clock ?? 0, state: null });
        say(client);
      }
    },
    said: () => statesIn(awarenessFrame(said.splice(0))),
    sees: () => [...known].flatMap(([client, { state }]) => (state === null ? [] : [client])).sort((one, other) => one - other),
  };
}

test("S9 what a program was told of others is passed over when it says it again, in a room of any size, and its own is not", () => {
  let now = 1_000;
  const presence = createYPresence(() => now);
  const one = program();
  one.hear(presence.show(Array.from({ length: 100 }, (_, client) => at(client + 1, 0)), true));
  expect(one.sees()).toHaveLength(100);
  const echoed = one.said();
  expect(echoed).toHaveLength(100);
  expect(presence.ownOf(echoed)).toEqual([]);
  expect(presence.ownOf([...echoed, { client: 4_000, clock: 0, state: {} }]).map(({ client }) => client)).toEqual([4_000]);
  now += 10;
  one.hear(presence.show([at(7, 3), { ...at(8, 0), state: null }], false));
  expect(one.sees()).toHaveLength(99);
  expect(presence.ownOf(one.said())).toEqual([]);
  // Forgotten by the program itself, after its 30 s.
  one.forget(9);
  expect(presence.ownOf(one.said())).toEqual([]);
});

test("S9 U7 who says more of another than they were told has said it", () => {
  const presence = createYPresence(() => 5);
  const frame = presence.show([at(7, 0)], true) as Uint8Array;
  const [told] = statesIn(frame) as [AwareState];
  expect(presence.ownOf([{ ...told, clock: told.clock + 1 }])).toHaveLength(1);
  expect(presence.ownOf([{ client: 8, clock: 0, state: {} }])).toHaveLength(1);
});

test("S9 who they are is the server's word, whatever they say of themselves", () => {
  const presence = createYPresence(() => 5);
  const [state] = statesIn(presence.show([{ client: 7, clock: 1, user: "me", state: { user: { id: "boss", name: "The boss" } } as never }], true) as Uint8Array);
  expect(state?.state).toEqual({ user: { id: "me", name: "The boss" } });
});

test("S9 a program that comes again, and one that sits for long, sees who is there", () => {
  let now = 1_000_000;
  const one = program();
  const before = createYPresence(() => now);
  one.hear(before.show([at(7, 0), at(8, 0)], true));
  for (let moved = 1; moved < 40; moved++) one.hear(before.show([at(7, moved)], false));
  // The provider forgets all when its line breaks.
  one.forget(7, 8);
  now += 5_000;
  const after = createYPresence(() => now);
  one.hear(after.show([at(7, 0), at(9, 0)], true));
  expect(one.sees()).toEqual([7, 9]);
  now += 5_000;
  expect(after.again()).toBeNull();
  now += 10_000;
  expect(statesIn(after.again() as Uint8Array).map(({ client }) => client).sort()).toEqual([7, 9]);
  one.hear(after.show([at(9, 0)], true));
  expect(one.sees()).toEqual([9]);
});
