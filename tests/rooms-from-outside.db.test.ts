// A program that is none of ours joins a room with the y-websocket package, as docs/sync.md shows it: on the real server,
// over a real socket, on each database.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { textOfBody } from "@outrider/shared/bodies";
import { bodyId } from "@outrider/shared/commands";
import { describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";
import { openDatabase } from "../sync-server/src/db/open-database.ts";
import { failLoudly } from "../sync-server/src/db/testing/fail-loudly.ts";
import { isSynced, openNodeDevice, until } from "./crash/node-device.ts";
import { sampledPlaces } from "./crash/sampled-places.ts";
import { startServerProcess } from "./crash/server-process.ts";
import { signIn } from "./devices/account.ts";

const PASSWORD = "outrider-demo";
const here = dirname(fileURLToPath(import.meta.url));

const example = async (): Promise<string> => /```js\n([\s\S]*?)```/.exec(await readFile(join(here, "../docs/sync.md"), "utf8"))?.[1] ?? "";

async function ticketOf(url: string, cookie: string): Promise<string> {
  const answer = await fetch(`${url}/api/sync/ticket`, { method: "POST", body: "{}", headers: { "content-type": "application/json", origin: url, cookie } });
  return ((await answer.json()) as { data: { ticket: string } }).data.ticket;
}

async function joinRoom(url: string, cookie: string, record: string, doc: Y.Doc) {
  const codes: number[] = [];
  class Socket extends WebSocket {
    constructor(address: string, protocols: string[]) {
      super(address, protocols, { origin: url });
      this.on("close", (code: number) => codes.push(code));
    }
  }
  const provider = new WebsocketProvider(`${url.replace("http", "ws")}/rooms/${record}`, "notes", doc, {
    WebSocketPolyfill: Socket as never, disableBc: true, protocols: ["outrider.y.1", `ticket.${await ticketOf(url, cookie)}`],
  });
  return { provider, codes };
}

const write = (doc: Y.Doc, text: string): void => {
  const paragraph = new Y.XmlElement("paragraph");
  paragraph.insert(0, [new Y.XmlText(text)]);
  doc.getXmlFragment("body").push([paragraph]);
};
const textIn = (doc: Y.Doc): string => textOfBody(Y.encodeStateAsUpdate(doc));

describe.each(sampledPlaces.map(([kind, make], index) => ({ kind, make, port: 20_460 + index })))("a room from outside ($kind)", ({ make, port }) => {
  it("S9 the example of docs/sync.md writes into the notes of a record, and devices show it", { timeout: 180_000 }, async () => {
    const made = await make();
    const dataDirectory = "dataDirectory" in made.place ? made.place.dataDirectory : await mkdtemp(join(tmpdir(), "outrider-rooms-"));
    const server = await startServerProcess({ port, dataDirectory, ...("databaseUrl" in made.place && { databaseUrl: made.place.databaseUrl }) });
    const { url } = server;
    const file = join(here, `../node_modules/.rooms-example-${port}.mjs`);
    try {
      const [manager, rep] = await Promise.all(["manager", "rep"].map((name) => signIn(url, `${name}@outrider.test`, PASSWORD)));
      if (manager === undefined || rep === undefined) throw new Error("nobody signed in");
      const device = await openNodeDevice(url, rep);
      await until(() => isSynced(device), () => JSON.stringify(device.engine.status()));
      const saved = await device.engine.perform([{ name: "create", args: { kind: "lead", values: { name: "Acme", owner: rep.user, status: "new" } } }]);
      if (!saved.ok) throw new Error(saved.error.message);
      const record = saved.value.records[0] as string;
      await until(() => isSynced(device), () => JSON.stringify(device.engine.status()));

      await writeFile(file, `${await example()}\nawait new Promise((resolve) => setTimeout(resolve, 500));\nprocess.exit(0);\n`);
      const child = spawn(process.execPath, [file], { env: { ...process.env, OUTRIDER_URL: url, OUTRIDER_COOKIE: rep.cookie, RECORD: record }, stdio: ["ignore", "pipe", "pipe"] });
      let output = "";
      for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
      expect([(await once(child, "exit"))[0], output]).toEqual([0, "<paragraph>From another program</paragraph>\n"]);
      const body = bodyId(record, "notes");
      await until(() => JSON.stringify(device.engine.view.read(body) ?? null).includes("From another program"), () => `${JSON.stringify(device.engine.view.read(body) ?? null)} ${server.output()}`);

      // Two more of them hear each other, the device hears both, and a presence is under its own person's id.
      const [one, two] = [new Y.Doc(), new Y.Doc()];
      const [first, second] = [await joinRoom(url, rep.cookie, record, one), await joinRoom(url, manager.cookie, record, two)];
      await until(() => textIn(one) === "From another program" && textIn(two) === textIn(one), () => `${textIn(one)} / ${textIn(two)}`);
      write(one, "and one");
      await until(() => textIn(two) === "From another program\nand one", () => textIn(two));
      first.provider.awareness.setLocalStateField("user", { id: manager.user, name: "Not me" });
      await until(() => [...second.provider.awareness.getStates().values()].some((state) => (state["user"] as { id?: string } | undefined)?.id === rep.user), () => JSON.stringify([...second.provider.awareness.getStates()]));

      // Under the other's client id: refused, and told to nobody.
      const forged = new Y.Doc();
      Y.applyUpdate(forged, Y.encodeStateAsUpdate(one));
      forged.clientID = one.clientID;
      write(forged, "as the other");
      const third = await joinRoom(url, manager.cookie, record, forged);
      await until(() => third.provider.synced, () => "never synced");
      write(forged, "and again");
      await until(() => third.codes.includes(4403), () => JSON.stringify(third.codes));
      third.provider.destroy();
      write(two, "still there");
      await until(() => textIn(one) === "From another program\nand one\nstill there", () => textIn(one));
      expect(textIn(one)).not.toContain("as the other");

      // A room of many: each program says again what it hears of the others, as the package does, and none is refused for it.
      const many = await Promise.all(Array.from({ length: 12 }, () => joinRoom(url, manager.cookie, record, new Y.Doc())));
      for (const [place, { provider }] of many.entries()) provider.awareness.setLocalStateField("place", place);
      const seen = (provider: WebsocketProvider): number => [...provider.awareness.getStates().values()].filter((state) => "place" in state).length;
      await until(() => many.every(({ provider }) => seen(provider) === 12), () => many.map(({ provider }) => seen(provider)).join());
      expect(many.flatMap(({ codes }) => codes)).toEqual([]);
      // One of them speaks for another: nobody hears it, and it alone is written down.
      const [{ provider: forger }, { provider: victim }] = many as [(typeof many)[0], (typeof many)[0]];
      const before = forger.awareness.meta.get(victim.awareness.clientID)?.clock ?? 0;
      forger.awareness.states.set(victim.awareness.clientID, { place: "forged" });
      forger.awareness.meta.set(victim.awareness.clientID, { clock: before * 2, lastUpdated: Date.now() });
      forger.awareness.emit("update", [{ added: [], updated: [victim.awareness.clientID], removed: [] }, "local"]);
      forger.awareness.setLocalStateField("place", "told");
      await until(() => many.every(({ provider }) => provider.awareness.getStates().get(forger.awareness.clientID)?.["place"] === "told"), () => "never told");
      expect(many.slice(2).map(({ provider }) => provider.awareness.getStates().get(victim.awareness.clientID)?.["place"])).toEqual(Array.from({ length: 10 }, () => 1));
      for (const { provider } of many) provider.destroy();

      // Nobody who may not see the record comes in, and the sign-in's end ends it.
      const nobody = await joinRoom(url, manager.cookie, "11111111-1111-4111-8111-111111111111", new Y.Doc());
      await until(() => nobody.codes.includes(4404), () => JSON.stringify(nobody.codes));
      nobody.provider.destroy();
      await fetch(`${url}/api/auth/logout`, { method: "DELETE", headers: { cookie: rep.cookie, origin: url } });
      await until(() => first.codes.includes(4401), () => JSON.stringify(first.codes));
      first.provider.destroy();
      second.provider.destroy();
      await device.engine.stop();
      await server.stop();
      const database = await openDatabase("dataDirectory" in made.place ? { dataDirectory } : made.place, failLoudly);
      const refused = await database.sql`select detail ->> 'why' as why from audit_log where event = 'presence-refused'`;
      await database.close();
      expect(refused.map((row) => row["why"])).toEqual(["not-yours"]);
    } finally {
      await server.kill();
      await rm(file, { force: true });
      await rm(dataDirectory, { recursive: true, force: true });
      await made.remove();
    }
  });
});
