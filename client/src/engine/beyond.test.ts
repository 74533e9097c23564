// An engine whose device holds a part: it says so of each list, record and search, and gets to the rest.
import { readHeld } from "@outrider/shared/sync";
import { describe, expect, it } from "vitest";
import type { CloseAnswer, CloseOf } from "./api-answers.ts";
import type { QueryAnswer, RecordAnswer } from "./api-records.ts";
import { createEngine, type Engine } from "./engine.ts";
import { createMemoryDisk, createMemoryStore } from "./memory-store.ts";
import { ADA, createFakeServer, STAGE } from "./testing/fake-server.ts";
import { createVirtualTime } from "./testing/virtual-time.ts";

let ids = 100;
const newId = (): string => `00000000-0000-4000-a000-${String(++ids).padStart(12, "0")}`;

/** Companies, the first with a deal, an activity on that, and the device holds what was written last. */
async function part(bound: number | null = 10, count = 30) {
  const time = createVirtualTime(() => new Promise((done) => setImmediate(done)));
  const server = createFakeServer(() => time.now() + 5000);
  const [company, deal, call] = [newId(), newId(), newId()];
  server.write("company", company, { name: "Oldest and first" });
  server.write("deal", deal, { title: "Long ago", stage: STAGE, owner: ADA, company });
  server.write("activity", call, { root: deal, type: "call", at: 1, text: "Rang" });
  const companies = Array.from({ length: count - 1 }, (_, index) => ({ id: newId(), name: `Company ${index}` }));
  for (const { id, name } of companies) server.write("company", id, { name });
  Object.assign(server, { bound, pageSize: count / 5 });
  const disk = createMemoryDisk();
  const open = async (): Promise<Engine> => {
    const engine = await createEngine({ store: createMemoryStore(disk), world: { connect: server.connect, timers: time, random: () => 0.5, newId, log: () => undefined }, user: ADA });
    engine.start();
    await time.pass(100);
    return engine;
  };
  const engine = await open();
  const asked = () => server.heard.flatMap(({ message }) => (message.t === "ask" ? [message.what] : []));
  return { time, server, disk, engine, open, company, deal, call, companies, asked };
}

function watchList(engine: Engine, search?: string) {
  const shown: { last: QueryAnswer | null } = { last: null };
  engine.watch("query", { kind: "company", limit: 1000, ...(search !== undefined && { search }) }, (answer) => void (shown.last = answer));
  return () => shown.last as QueryAnswer;
}
function watchRecord(engine: Engine, id: string) {
  const shown: { last: RecordAnswer | null } = { last: null };
  engine.watch("record", id, (answer) => void (shown.last = answer));
  return () => shown.last as RecordAnswer;
}

describe("a device that holds a part", () => {
  it("S11 says how much it holds, and of each list whether that is all", async () => {
    const { engine } = await part();
    expect(engine.status()).toMatchObject({ phase: "synced", complete: false, part: 15 });
    expect(watchList(engine)()).toMatchObject({ total: 10, complete: false, beyond: "more" });
    engine.watch("query", { kind: ["stage", "pipeline", "member"] }, (answer) => expect(answer).toMatchObject({ total: 5, complete: true }));
    const whole = await part(null);
    expect(whole.engine.status()).toMatchObject({ complete: true, part: null });
    expect(watchList(whole.engine)()).not.toHaveProperty("beyond");
    expect(whole.asked()).toEqual([]);
  });

  it("R12 S1 what the server finds by its meaning is fetched by its id where this device does not hold it", async () => {
    const { engine, time, deal, asked } = await part();
    const shown: { last: CloseAnswer | null } = { last: null };
    const look = (of: CloseOf) => engine.watch("close", of, (answer) => void (shown.last = answer));
    const before = look({ text: "an old machine" });
    await time.pass(1_000);
    expect(shown.last).toMatchObject({ found: [], by: "words", more: true });
    before();
    look({ text: "an old machine", near: [{ id: deal, score: 0.8 }] });
    await time.pass(1_000);
    expect(asked()).toContainEqual({ ids: [deal] });
    expect(shown.last).toMatchObject({ found: [{ row: { id: deal }, score: 80 }], by: "server", more: false });
    const whole = await part(null);
    whole.engine.watch("close", { text: "an old machine" }, (answer) => expect(answer.more).toBe(false));
    await whole.time.pass(1_000);
  });

  it("S4 a list is loaded on, page by page, until it has all; so it stays after a restart", async () => {
    const { engine, time, asked, open, server } = await part(20, 300);
    const list = watchList(engine);
    const totals: number[] = [];
    for (let turn = 0; turn < 3; turn++) {
      const loading = engine.older(["company"]);
      await time.pass(100);
      expect(await loading).toEqual({ result: "fetched" });
      totals.push(list().total);
    }
    expect(totals).toEqual([140, 260, 300]);
    expect(list()).toMatchObject({ complete: true });
    expect(list()).not.toHaveProperty("beyond");
    const questions = asked().length;
    await engine.stop();
    const again = await open();
    const after = watchList(again);
    expect(after()).toMatchObject({ total: 300, complete: true });
    expect(await again.older(["company"])).toEqual({ result: "fetched" });
    expect(asked()).toHaveLength(questions);
    // What comes new is in it as in any other.
    server.write("company", newId(), { name: "Newest" });
    await time.pass(100);
    expect(after()).toMatchObject({ total: 301, complete: true });
    // Of other kinds it has not asked.
    again.watch("query", { kind: "deal" }, (answer) => expect(answer).toMatchObject({ total: 0, complete: false }));
  });

  it("S4 records that somebody has named are fetched where they are not here, once each; out of reach they are not said to be", async () => {
    const { engine, time, server, company, deal, companies, asked } = await part();
    const held = companies.at(-1)?.id as string;
    const loading = engine.fetch([company, held, company, deal, "no such/thing"]);
    await time.pass(100);
    expect(await loading).toEqual({ result: "fetched" });
    expect(asked()).toEqual([{ ids: [company, deal] }]);
    expect([company, deal].map((id) => engine.view.read(id)?.id)).toEqual([company, deal]);
    // What is here is not asked for again, and what nobody may see does not come.
    const again = engine.fetch([company, newId()]);
    await time.pass(100);
    expect(await again).toEqual({ result: "fetched" });
    expect(asked()).toHaveLength(2);
    server.up = false;
    server.cut();
    await time.pass(100);
    expect(await engine.fetch([companies[0]?.id as string])).toEqual({ result: "offline" });
    expect(await engine.fetch([company])).toEqual({ result: "fetched" });
  });

  it("M1 S4 when it comes back it says which customers it holds besides, also after a restart", async () => {
    const time = createVirtualTime(() => new Promise((done) => setImmediate(done)));
    const server = createFakeServer(() => time.now() + 5000);
    const customers = Array.from({ length: 30 }, (_, index) => ({ id: newId(), name: `Customer ${index}` }));
    for (const { id, name } of customers) server.write("contact", id, { name, owner: ADA });
    server.bound = 10;
    const disk = createMemoryDisk();
    const open = () => createEngine({ store: createMemoryStore(disk), world: { connect: server.connect, timers: time, random: () => 0.5, newId, log: () => undefined }, user: ADA });
    const told = (): readonly (string | undefined)[] => server.heard.flatMap(({ message }) => (message.t === "hello" ? [message.holds] : []));
    const among = (): readonly string[] => {
      const filter = readHeld(told().at(-1) ?? "");
      return customers.filter(({ id }) => filter?.has(id)).map(({ name }) => name);
    };
    const engine = await open();
    engine.start();
    await time.pass(100);
    expect(told()).toEqual([undefined]);
    const loading = engine.fetch([customers[3]?.id as string, customers[5]?.id as string]);
    await time.pass(100);
    expect(await loading).toEqual({ result: "fetched" });
    server.cut();
    await time.pass(60_000);
    expect(among()).toEqual(["Customer 3", "Customer 5"]);
    await engine.stop();
    const again = await open();
    again.start();
    await time.pass(100);
    expect(told().length).toBeGreaterThanOrEqual(3);
    expect(among()).toEqual(["Customer 3", "Customer 5"]);
    await again.stop();
  });

  it("S4 a record that is not here is asked for with what hangs on it, and what it names after it", async () => {
    const { engine, time, deal, company, asked } = await part();
    const record = watchRecord(engine, deal);
    expect(record()).toMatchObject({ view: null, complete: false, beyond: "asking" });
    await time.pass(1000);
    expect(record()).toMatchObject({ view: { title: "Long ago" }, complete: true });
    expect(record().view?.timeline.some((item) => "row" in item && item.row.kind === "activity")).toBe(true);
    expect(record().view?.titles[company]).toBe("Oldest and first");
    expect(asked()).toEqual([{ root: deal }, { ids: [company] }]);
    // Nobody has it: that is known, and not asked twice.
    const nothing = watchRecord(engine, newId());
    await time.pass(200);
    expect(nothing()).toEqual({ view: null, complete: true });
    // What cannot be a record's id, out of an address, is none.
    expect(watchRecord(engine, "no such/thing?")()).toEqual({ view: null, complete: true });
    expect(asked()).toHaveLength(3);
  });

  it("S4 a search asks for names once the person pauses, and says what it has searched", async () => {
    const { engine, time, asked } = await part();
    const stop = engine.watch("query", { kind: "company", search: "old" }, () => undefined);
    await time.pass(100);
    stop();
    const list = watchList(engine, "oldest f");
    expect(list()).toMatchObject({ total: 0, complete: false, beyond: "asking" });
    await time.pass(600);
    expect(list()).toMatchObject({ total: 1, complete: false, beyond: "answered" });
    expect(asked()).toEqual([{ words: "oldest f", kinds: ["lead", "contact", "company", "deal"] }]);
  });

  it("S1 with no network it says that the rest is on the server, asks for nothing, and asks by itself when there is one", async () => {
    const { engine, time, server, deal, asked } = await part();
    server.up = false;
    server.cut();
    await time.pass(100);
    const [list, record, search] = [watchList(engine), watchRecord(engine, deal), watchList(engine, "oldest")];
    await time.pass(2000);
    expect(list()).toMatchObject({ total: 10, complete: false, beyond: "offline" });
    expect(record()).toMatchObject({ view: null, complete: false, beyond: "offline" });
    expect(search()).toMatchObject({ total: 0, complete: false, beyond: "offline" });
    expect(await engine.older(["company"])).toEqual({ result: "offline" });
    expect(asked()).toEqual([]);
    server.up = true;
    await time.pass(60_000);
    expect(list()).toMatchObject({ beyond: "more" });
    expect(record()).toMatchObject({ view: { title: "Long ago" }, complete: true });
    expect(search()).toMatchObject({ total: 1, beyond: "answered" });
  });

  it("S11 an answer that is cut off is no answer, and is asked for again", async () => {
    const { engine, time, server, deal } = await part();
    server.judging = false;
    const record = watchRecord(engine, deal);
    const loading = engine.older(["company"]);
    await time.pass(200);
    expect(record()).toMatchObject({ view: null, beyond: "asking" });
    expect(watchList(engine)()).toMatchObject({ beyond: "asking" });
    server.cut();
    expect(await loading).toEqual({ result: "offline" });
    server.judging = true;
    await time.pass(60_000);
    expect(record()).toMatchObject({ view: { title: "Long ago" }, complete: true });
  });

  it("S4 many questions at once are asked a few at a time, and all of them are answered", async () => {
    const { engine, time, server, companies, asked } = await part();
    server.judging = false;
    const records = companies.slice(0, 18).map(({ id }) => watchRecord(engine, id));
    await time.pass(500);
    expect(asked()).toHaveLength(8);
    server.cut();
    server.judging = true;
    await time.pass(60_000);
    expect(records.map((record) => record().view?.title)).toEqual(companies.slice(0, 18).map(({ name }) => name));
    expect(records.every((record) => record().complete)).toBe(true);
  });

  it("S5 what was asked for is edited like anything else, and follows what others do to it", async () => {
    const { engine, time, server, deal, disk } = await part();
    const record = watchRecord(engine, deal);
    await time.pass(200);
    expect(await engine.perform([{ name: "edit", args: { id: deal, values: { title: "Taken up again" } } }])).toMatchObject({ ok: true });
    await time.pass(200);
    expect(record().view?.title).toBe("Taken up again");
    expect(server.records.get(deal)?.fields["title"]?.value).toBe("Taken up again");
    expect(disk.outbox.size).toBe(0);
    server.write("deal", deal, { industry: "Paper" });
    await time.pass(200);
    expect(record().view?.values["industry"]).toBe("Paper");
    server.drop(deal);
    await time.pass(200);
    expect(record().view).toBeNull();
    expect(disk.confirmed.has(deal)).toBe(false);
  });

  it("S3 rows that were asked for count in no checksum; where one differs all comes anew, once, and what was asked for is asked for again", async () => {
    const { engine, time, server, company, disk } = await part();
    const record = watchRecord(engine, company);
    await time.pass(200);
    expect(record()).toMatchObject({ complete: true });
    server.write("company", newId(), { name: "Another" });
    await time.pass(200);
    expect(server.heard.some(({ message }) => message.t === "reload")).toBe(false);
    server.wrongSum = true;
    server.write("company", newId(), { name: "And another" });
    await time.pass(5000);
    expect(server.heard.filter(({ message }) => message.t === "reload")).toHaveLength(1);
    expect(record()).toMatchObject({ view: { title: "Oldest and first" }, complete: true });
    expect(disk.confirmed.size).toBe(16);
  });
});
