// What every feed keeps of rich texts and rooms, whatever it stores in: what is typed is durable before it is answered,
// told to whoever is in the room and may see it, written down for everybody else, and bound to who typed it.
import { bodyId } from "@outrider/shared/commands";
import { BODY_ROOT, clocksOf, fromBase64, mergeBodies, openDoc, textOfBody, toBase64 } from "@outrider/shared/bodies";
import type { Verdict } from "@outrider/shared/protocol";
import type { Change } from "@outrider/shared/records";
import { describe, expect, test, vi } from "vitest";
import * as Y from "yjs";
import type { FeedStore } from "../feed/feed-store.ts";
import { creation, groupOf, type RawDevice, testFeed, type TestFeed } from "../feed/testing/test-feed.ts";

/** A document at one client, which types and says what it typed. */
export function writer(client: number, state: Uint8Array = new Uint8Array([0, 0])) {
  const doc = openDoc("x", state);
  doc.clientID = client;
  const take = (change: () => void): string => {
    const before = Y.encodeStateVector(doc);
    doc.transact(change);
    return toBase64(Y.encodeStateAsUpdate(doc, before));
  };
  return {
    doc,
    hear: (update: string) => Y.applyUpdate(doc, fromBase64(update) as Uint8Array),
    type: (text: string) =>
      take(() => {
        const paragraph = new Y.XmlElement("paragraph");
        doc.getXmlFragment(BODY_ROOT).push([paragraph]);
        paragraph.insert(0, [new Y.XmlText(text)]);
      }),
    text: () => textOfBody(Y.encodeStateAsUpdate(doc)),
  };
}

export const typing = (body: string, update: string): Change => ({ id: body, kind: "body", update });

interface Around { readonly at: TestFeed; readonly deal: string; readonly body: string; readonly owner: RawDevice; readonly begin: (update: string) => Change }

/** The exec owns a deal; his device has written it and begun no text yet. */
async function around(store: FeedStore): Promise<Around> {
  const at = await testFeed(store);
  const owner = at.connect(at.people.exec);
  await owner.hello();
  const made = creation("lead", { name: "Acme", owner: at.people.exec, status: "new" });
  expect(results(await owner.push(groupOf(1, [made])))).toEqual(["applied"]);
  const body = bodyId(made.id, "notes");
  const begin = (update: string): Change => ({ ...creation("body", { root: made.id, about: made.id, slot: "notes" }, body), update });
  return { at, deal: made.id, body, owner, begin };
}

const results = (verdicts: readonly Verdict[]): string[] => verdicts.map((verdict) => (verdict.result === "applied" ? "applied" : verdict.refusal.code));

export function roomsContract(name: string, open: () => Promise<FeedStore> | FeedStore): void {
  describe(`rooms over ${name}`, () => {
    test("R8 what is typed is told in the room at once and written into the record soon after, for who is not in it", async () => {
      const { at, body, owner, begin } = await around(await open());
      const manager = at.connect(at.people.manager);
      await manager.hello();
      const admin = at.connect(at.people.admin);
      await admin.hello();
      const one = writer(7);
      expect(results(await owner.push(groupOf(2, [begin(one.type("Hello"))])))).toEqual(["applied"]);
      manager.say({ t: "enter", room: body });
      const first = await manager.next("typed");
      const two = writer(8);
      two.hear(first.update);
      expect(two.text()).toBe("Hello");
      expect(results(await manager.push(groupOf(1, [typing(body, two.type("World"))])))).toEqual(["applied"]);
      owner.say({ t: "enter", room: body });
      const back = await owner.next("typed", ({ update }) => clocksOf(fromBase64(update) as Uint8Array).has(8));
      one.hear(back.update);
      expect(one.text()).toBe("Hello\nWorld");
      const page = await admin.next("page", ({ rows }) => rows.some(({ record }) => record.id === body && record.w.some(([, , , values]) => "text" in values && values["text"] === "Hello\nWorld")));
      const row = page.rows.find(({ record }) => record.id === body);
      const doc = row?.record.w.find(([, , , values]) => "doc" in values)?.[3]["doc"];
      expect(textOfBody(fromBase64(doc as string) as Uint8Array)).toBe("Hello\nWorld");
      expect(admin.heard.some(({ t }) => t === "typed")).toBe(false);
      await at.feed.close();
    });

    test("R8 an update that comes twice is one, and a later start of the server writes down what an earlier one was told", async () => {
      const store = await open();
      const { at, body, owner, begin } = await around(store);
      const one = writer(7);
      const group = groupOf(2, [begin(one.type("Hello"))]);
      await owner.push(group);
      await owner.push(group);
      expect((await store.typed(at.workspace, body, -1)).length).toBeLessThanOrEqual(1);
      await at.feed.close();
      const before = await store.unwritten(at.workspace);
      expect(before.length <= 1 && before.every((id) => id === body)).toBe(true);
    });

    test("S5 a client id is its first author's: nobody else and no other device of his writes under it", async () => {
      const { at, body, owner, begin } = await around(await open());
      const one = writer(7);
      await owner.push(groupOf(2, [begin(one.type("Hello"))]));
      const manager = at.connect(at.people.manager);
      await manager.hello();
      const forged = writer(7, Y.encodeStateAsUpdate(one.doc));
      const [verdict] = await manager.push(groupOf(1, [typing(body, forged.type("Not me"))]));
      expect(verdict).toMatchObject({ result: "refused", refusal: { code: "bad-body", change: 0 } });
      const other = at.connect(at.people.exec);
      await other.hello();
      expect(results(await other.push(groupOf(1, [typing(body, writer(7, Y.encodeStateAsUpdate(one.doc)).type("Nor me"))])))).toEqual(["bad-body"]);
      // What is refused disturbs nobody: the one who was there first goes on.
      expect(results(await owner.push(groupOf(3, [typing(body, one.type("Still me"))])))).toEqual(["applied"]);
      await at.feed.close();
    });

    test("S5 an update that leans on what was never sent is refused, and what leans on a refused one as well", async () => {
      const { at, body, owner, begin } = await around(await open());
      const one = writer(7);
      await owner.push(groupOf(2, [begin(one.type("Hello"))]));
      one.type("never sent");
      expect(results(await owner.push(groupOf(3, [typing(body, one.type("after a gap"))])))).toEqual(["bad-body"]);
      expect(results(await owner.push(groupOf(4, [typing(body, one.type("and on"))])))).toEqual(["bad-body"]);
      const anew = writer(9, mergeBodies([]));
      expect(results(await owner.push(groupOf(5, [typing(body, anew.type("anew"))])))).toEqual(["applied"]);
      await at.feed.close();
    });

    test("S6 nothing is typed by who may not, into another's text or after access was lost, and nobody who may not see it is told", async () => {
      const { at, deal, body, owner, begin } = await around(await open());
      const one = writer(7);
      await owner.push(groupOf(2, [begin(one.type("Hello"))]));
      const stranger = at.connect(at.people.stranger);
      await stranger.hello();
      stranger.say({ t: "enter", room: body }, { t: "enter", room: deal });
      const [refused] = await stranger.push(groupOf(1, [typing(body, writer(11).type("mine?"))]));
      expect(refused).toMatchObject({ result: "refused", refusal: { code: "not-found" } });
      // It is shared with him, and taken away again.
      await owner.push(groupOf(3, [{ id: deal, kind: "lead", add: { sharedWith: [at.people.stranger] } }]));
      const told = await stranger.next("typed");
      expect(told.body).toBe(body);
      expect(results(await stranger.push(groupOf(2, [typing(body, writer(12).type("mine"))])))).toEqual(["applied"]);
      await owner.push(groupOf(4, [{ id: deal, kind: "lead", remove: { sharedWith: { [at.people.stranger]: [`${(await deviceOf(owner))}.3`] } } }]));
      const heard = stranger.heard.length;
      expect(results(await stranger.push(groupOf(3, [typing(body, writer(12).type("again"))])))).toEqual(["not-found"]);
      expect(results(await owner.push(groupOf(5, [typing(body, one.type("among us"))])))).toEqual(["applied"]);
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect(stranger.heard.slice(heard).filter(({ t }) => t === "typed" || t === "aware")).toEqual([]);
      await at.feed.close();
    });

    test("S8 who looks at a record is told to whoever else does, under the name the server knows, until they leave", async () => {
      const { at, deal, owner } = await around(await open());
      const manager = at.connect(at.people.manager);
      await manager.hello();
      owner.say({ t: "enter", room: deal });
      await owner.next("aware", ({ whole }) => whole === true);
      manager.say({ t: "enter", room: deal });
      await manager.next("aware", ({ whole }) => whole === true);
      manager.say({ t: "aware", room: deal, client: 5, clock: 1, state: { field: "name", user: at.people.admin } });
      const seen = await owner.next("aware", ({ who }) => who.length > 0);
      expect(seen.who).toEqual([{ client: 5, clock: 1, user: at.people.manager, state: { field: "name", user: at.people.admin } }]);
      // Under another's client: not taken, and not told.
      owner.say({ t: "aware", room: deal, client: 5, clock: 9, state: { field: "forged" } });
      const isRefused = (): boolean => at.log.some(({ event, details }) => event === "room.aware-refused" && details["reason"] === "not-yours");
      await vi.waitFor(() => expect(isRefused()).toBe(true));
      manager.hangUp();
      const gone = await owner.next("aware", ({ who }) => who.some(({ state }) => state === null));
      expect(gone.who).toEqual([{ client: 5, clock: 2, user: at.people.manager, state: null }]);
      expect(JSON.stringify(manager.heard)).not.toContain("forged");
      await at.feed.close();
    });

    test("S8 a flood of presence is cut at twenty a second and a state at two kilobytes, and both are noted", async () => {
      const { at, deal, owner } = await around(await open());
      const manager = at.connect(at.people.manager);
      await manager.hello();
      manager.say({ t: "enter", room: deal });
      await manager.next("aware");
      owner.say({ t: "enter", room: deal });
      await owner.next("aware");
      owner.say({ t: "aware", room: deal, client: 1, clock: 1, state: { note: "x".repeat(3000) } });
      for (let clock = 2; clock < 202; clock += 20) owner.say(...Array.from({ length: 20 }, (_, index) => ({ t: "aware", room: deal, client: 1, clock: clock + index, state: { at: index } }) as const));
      await new Promise((resolve) => setTimeout(resolve, 200));
      const told = manager.heard.filter((message) => message.t === "aware" && message.who.length > 0);
      expect(told.length).toBeGreaterThan(0);
      expect(told.length).toBeLessThanOrEqual(45);
      const reasons = new Set(at.log.filter(({ event }) => event === "room.aware-refused").map(({ details }) => details["reason"]));
      expect([...reasons].sort()).toEqual(["too-large", "too-many"]);
      await at.feed.close();
    });

    test("S12 a device of the protocol before rooms is spoken to as before", async () => {
      const { at, owner, begin } = await around(await open());
      await owner.push(groupOf(2, [begin(writer(7).type("Hello"))]));
      const old = at.connect(at.people.manager);
      await old.hello(null, { protocol: 4, schema: 1 });
      await old.next("checkpoint");
      const older = at.connect(at.people.manager);
      older.say({ t: "hello", protocol: 3, schema: 1, device: null, cursor: null, last: 0, acked: 0 });
      expect((await older.next("bye")).code).toBe("update-needed");
      await at.feed.close();
    });
  });
}

const deviceOf = async (device: RawDevice): Promise<string> => (await device.next("welcome")).device.id;
