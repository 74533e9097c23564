// Who may do what over the socket: every message a device can send, by every kind of person, and every class of field that
// an edit can set. A message of the protocol or a guard of a field without a line fails. What is asked for is Eva's, who is
// an executive of the team north. The same over HTTP is sync-server/src/routes/permission-matrix.db.test.ts.
import { randomUUID } from "node:crypto";
import { PROTOCOL_VERSION, up } from "@outrider/shared/protocol";
import type { Change } from "@outrider/shared/records";
import { entities, type Field, SCHEMA_VERSION } from "@outrider/shared/schema";
import { describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { describeOnEachRestWorld, type Name } from "../sync-server/src/testing/rest-world.ts";
import { at } from "../sync-server/src/testing/test-server.ts";

const COLUMNS = ["other workspace", "her own", "other team", "her manager", "other manager", "admin"] as const;
const PERSON = { "other workspace": "otto", "her own": "eva", "other team": "ben", "her manager": "max", "other manager": "mia", admin: "ann" } as const satisfies Record<(typeof COLUMNS)[number], Name>;

/** `+`: done, or told of what is hers; `-`: refused, or told nothing. */
const MESSAGES = {
  hello: "-+-+-+", ask: "-+-+-+", reload: "-+-+-+", enter: "-+-+-+", aware: "-+-+-+",
  // Of one's own connection alone.
  ping: "++++++", confirm: "++++++", leave: "++++++", resend: "++++++", push: "-+-+-+",
} as const satisfies Record<string, string>;

/** An edit that sets a field which asks for this. */
const GUARDS = { edit: "-+-+-+", assign: "-+-+-+", share: "-+-+-+", delete: "-+-+-+", administer: "-----+", self: "-+----", system: "------" } as const satisfies Record<Field["guard"], string>;

type Message = Readonly<Record<string, unknown>>;
interface Line { send(message: Message): void; until(is: (message: Message) => boolean): Promise<Message>; readonly heard: readonly Message[]; readonly closed: Promise<void>; close(): void }

async function connect(url: string, ticket: string): Promise<Line> {
  const socket = new WebSocket(`${url.replace("http", "ws")}/sync`, ["outrider.1", `ticket.${ticket}`], { origin: url });
  const heard: Message[] = [];
  const waiting = new Set<() => void>();
  socket.on("message", (data: Buffer) => {
    heard.push(...(JSON.parse(data.toString("utf8")) as Message[]));
    for (const look of waiting) look();
  });
  const closed = new Promise<void>((resolve) => socket.once("close", () => resolve()));
  await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
  return {
    heard,
    closed,
    send: (message) => socket.send(JSON.stringify([message])),
    until: (is) =>
      new Promise((resolve, reject) => {
        const late = setTimeout(() => reject(new Error(`not heard; the last was ${JSON.stringify(heard.at(-1))}`)), 30_000);
        const look = (): void => {
          const found = heard.find(is);
          if (!found) return;
          clearTimeout(late);
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
    close: () => socket.close(),
  };
}

const of = (t: string) => (message: Message): boolean => message["t"] === t;

describe("what there is to send", () => {
  it("U2 every message of the protocol and every guard of a field has a line with a column for every caller", () => {
    const messages = up.def.options.map((option) => option.def.shape.t.def.values[0]);
    expect([...messages].sort()).toEqual(Object.keys(MESSAGES).sort());
    const guards = new Set(Object.values(entities).flatMap(({ fields }) => Object.values(fields as Record<string, Field>).map(({ guard }) => guard)));
    expect(Object.keys(GUARDS).sort()).toEqual([...guards].sort());
    for (const line of [...Object.values(MESSAGES), ...Object.values(GUARDS)]) expect(line.length).toBe(COLUMNS.length);
  });
});

describeOnEachRestWorld("the permission matrix of the socket", 21_450, (world) => {
  let counter = 0;

  async function opened(name: Name): Promise<Line> {
    const ticket = await world().people[name].browser.send("POST", "/api/sync/ticket", {});
    const line = await connect(world().server.url, String(at(ticket, "ticket")));
    line.send({ t: "hello", protocol: PROTOCOL_VERSION, schema: SCHEMA_VERSION, device: null, cursor: null, last: 0, acked: 0 });
    await line.until(of("checkpoint"));
    return line;
  }

  async function verdictOn(line: Line, own: { last: number }, changes: readonly Change[]): Promise<string> {
    own.last += 1;
    const group = randomUUID();
    counter += 1;
    line.send({ t: "push", now: Date.now(), groups: [{ id: group, counter: own.last, at: Date.now(), schema: SCHEMA_VERSION, command: "edit", changes }] });
    const told = await line.until((message) => message["t"] === "verdicts" && (message["verdicts"] as readonly { readonly group: string }[]).some((one) => one.group === group));
    const verdict = (told["verdicts"] as readonly { readonly group: string; readonly result: string }[]).find((one) => one.group === group);
    return verdict?.result === "applied" ? "+" : "-";
  }

  const set = (id: string, kind: Change["kind"], values: Readonly<Record<string, string | number>>): Change => ({ id, kind, set: Object.fromEntries(Object.entries(values).map(([field, value]) => [field, { value, base: null }])) });

  it.each(COLUMNS.map((column, index) => [column, index] as const))("U2 S6 S5 %s: told and taken is what the lines say", { timeout: 120_000 }, async (column, index) => {
    const name = PERSON[column];
    const { eva, ben } = world().people;
    const lead = async (): Promise<string> => await world().made("eva", "/api/leads", { name: "Hers" });
    const [shown, edited, given, shared, binned] = [await lead(), await lead(), await lead(), await lead(), await lead()];
    const note = await world().made("eva", "/api/activities", { type: "note", leadId: shown });
    const hers = await opened("eva");
    hers.send({ t: "enter", room: shown });
    const line = await opened(name);
    const own = { last: 0 };
    const found: Record<string, string> = {};
    const tells = (messages: readonly Message[]): string => (JSON.stringify(messages).includes(shown) ? "+" : "-");
    /** What came between a message and the answer to a ping after it. */
    const between = async (...messages: readonly Message[]): Promise<readonly Message[]> => {
      const before = line.heard.length;
      for (const message of messages) line.send(message);
      line.send({ t: "ask", id: ++counter, what: { ids: [randomUUID()] } });
      const asked = counter;
      await line.until((message) => message["t"] === "answer" && message["id"] === asked);
      return line.heard.slice(before);
    };

    found["hello"] = tells(line.heard);
    const answers = await between({ t: "ask", id: 900_001, what: { ids: [shown, note] } }, { t: "ask", id: 900_002, what: { root: shown } }, { t: "ask", id: 900_003, what: { words: "hers", kinds: ["lead"] } });
    found["ask"] = tells(answers);
    const reloaded = await between({ t: "reload", buckets: [`u:${eva.id}`] });
    found["reload"] = JSON.stringify(reloaded.filter(of("fresh"))).includes(eva.id) ? "+" : "-";
    const before = line.heard.length;
    let clock = 0;
    line.send({ t: "enter", room: shown });
    // Whoever is not in it yet says it again, as devices do.
    const say = (clock: number): void => {
      hers.send({ t: "aware", room: shown, client: 7, clock, state: { here: true } });
      line.send({ t: "aware", room: shown, client: 70 + index, clock, state: { here: true } });
    };
    const present = async (heard: () => readonly Message[], client: number): Promise<string> => {
      for (let tries = 0; tries < 20; tries++) {
        say((clock += 1));
        if (heard().some((message) => message["t"] === "aware" && JSON.stringify(message).includes(`"client":${client}`))) return "+";
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      return "-";
    };
    found["enter"] = await present(() => line.heard.slice(before), 7);
    found["aware"] = await present(() => hers.heard, 70 + index);
    await between({ t: "leave", room: shown }, { t: "confirm", counter: 0 }, { t: "resend", items: [] });
    found["leave"] = found["confirm"] = found["resend"] = line.heard.some(of("bye")) ? "-" : "+";
    line.send({ t: "ping" });
    found["ping"] = (await line.until(of("pong"))) ? "+" : "-";
    found["push"] = await verdictOn(line, own, [{ id: randomUUID(), kind: "activity", create: true, set: { root: { value: shown, base: null }, type: { value: "note", base: null }, at: { value: 1, base: null } } }]);
    expect(found).toEqual(Object.fromEntries(Object.entries(MESSAGES).map(([message, marks]) => [message, marks[index]])));

    const guarded = {
      edit: await verdictOn(line, own, [set(edited, "lead", { notes: "Read" })]),
      assign: await verdictOn(line, own, [set(given, "lead", { owner: ben.id })]),
      share: await verdictOn(line, own, [{ id: shared, kind: "lead", add: { sharedWith: [ben.id] } }]),
      delete: await verdictOn(line, own, [set(binned, "lead", { deletedAt: 1 })]),
      administer: await verdictOn(line, own, [set(ben.id, "member", { name: "Ben Example" })]),
      self: await verdictOn(line, own, [set(eva.id, "member", { timeZone: "Asia/Tokyo" })]),
      system: await verdictOn(line, own, [{ id: randomUUID(), kind: "body", create: true, set: { root: { value: shown, base: null }, about: { value: shown, base: null }, slot: { value: "notes", base: null }, text: { value: "mine", base: null } } }]),
    };
    expect(guarded).toEqual(Object.fromEntries(Object.entries(GUARDS).map(([guard, marks]) => [guard, marks[index]])));
    line.close();
    hers.close();
  });

  it("U2 S7 who is not signed in, was revoked or was deactivated comes to no socket, and who is while connected leaves it", { timeout: 120_000 }, async () => {
    const { rea, dan } = world().people;
    const ticket = String(at(await rea.browser.send("POST", "/api/sync/ticket", {}), "ticket"));
    const line = await opened("rea");
    await world().platform.sessions.revokeAll(rea.id);
    await line.closed;
    for (const [who, given] of [["revoked", ticket], ["nobody", "x".repeat(43)], ["none", ""]] as const) {
      await expect(connect(world().server.url, given), who).rejects.toThrow(/401|400|403/);
    }
    expect((await dan.browser.send("POST", "/api/sync/ticket", {})).status).toBe(401);
  });
});
