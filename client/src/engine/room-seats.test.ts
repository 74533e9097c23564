// Which page writes under which client id, and which rooms the server is told of.
import type { RoomMessage } from "@outrider/shared/sync";
import { describe, expect, it } from "vitest";
import { NOTHING_PLANTED } from "./planted.ts";
import type { HeardInRoom } from "./room-wire.ts";
import { createRooms } from "./rooms.ts";
import { createVirtualTime } from "./testing/virtual-time.ts";

function setUp() {
  const time = createVirtualTime(() => new Promise((done) => setImmediate(done)));
  const sent: RoomMessage[] = [];
  const rooms = createRooms({
    documents: { heard: () => undefined, ready: () => Promise.resolve(), state: () => Uint8Array.from([0, 0]), written: () => "", epoch: 0, merge: () => Promise.reject(new Error("nothing is typed here")) },
    type: () => Promise.reject(new Error("nothing is typed here")),
    send: (message) => void sent.push(message), device: () => "d", newId: () => "life", timers: time, planted: NOTHING_PLANTED, ready: Promise.resolve(), grown: () => undefined,
    failed: (error) => {
      throw error;
    },
  });
  async function page(client?: number) {
    const heard: HeardInRoom[] = [];
    const seat = rooms.join({ record: "a", slot: "notes" }, (one) => void heard.push(one), client);
    await time.pass(0);
    return { seat, client: heard.findLast((one) => one.t === "document")?.client ?? 0 };
  }
  return { rooms, sent, page };
}

describe("seats in rooms", () => {
  it("R8 a client id is in one page at a time, goes with the next page after it, and stays with a page that names it", async () => {
    const { page } = setUp();
    const [one, two] = [await page(), await page()];
    expect(one.client).not.toBe(two.client);
    one.seat.leave();
    expect((await page()).client).toBe(one.client);
    // After a restart each names what it had; a third that names the same gets another.
    const again = setUp();
    const [second, first, late] = [await again.page(two.client), await again.page(), await again.page(two.client)];
    expect(second.client).toBe(two.client);
    expect(new Set([first.client, second.client, late.client]).size).toBe(3);
  });

  it("S8 the server is told of as many rooms as it takes, and of the next when one is left", () => {
    const { rooms, sent } = setUp();
    rooms.online(true);
    const seats = Array.from({ length: 23 }, (_, at) => rooms.join({ record: `record-${at}` }, () => undefined));
    const entered = (): readonly string[] => sent.flatMap((message) => (message.t === "enter" ? [message.room] : []));
    expect(entered()).toHaveLength(20);
    seats[21]?.say({ t: "aware", state: {} });
    expect(sent.filter(({ t }) => t === "aware")).toEqual([]);
    seats[0]?.leave();
    expect(entered().at(-1)).toBe("record-20");
    rooms.online(false);
    rooms.online(true);
    expect(entered()).toHaveLength(41);
  });

  it("S8 what a page said of its person before the server had let it in is said again when it has", () => {
    const { rooms, sent } = setUp();
    rooms.online(true);
    const seat = rooms.join({ record: "deal" }, () => undefined);
    seat.say({ t: "aware", state: { field: "value" } });
    rooms.aware({ t: "aware", room: "deal", who: [], whole: true });
    const told = sent.filter((message) => message.t === "aware");
    expect(told).toMatchObject([{ clock: 1, state: { field: "value" } }, { clock: 2, state: { field: "value" } }]);
    rooms.aware({ t: "aware", room: "deal", who: [{ client: 7, clock: 1, user: "bob", state: {} }] });
    expect(sent.filter((message) => message.t === "aware")).toHaveLength(2);
  });
});
