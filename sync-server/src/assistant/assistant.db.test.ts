// The whole of it over a real database and an endpoint that speaks the protocol: counted, kept, written down, and where it
// fails, said soon and by name.
import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createAuditChain } from "../auth/audit-chain.ts";
import { describeOnEachDatabase } from "../db/testing/each-database.ts";
import { eraseRecords } from "../feed/erase.ts";
import { systemRandom } from "../platform/clock.ts";
import { CACHED_MS } from "./answer-cache.ts";
import type { Brief } from "./brief.ts";
import { type ModelGiven, USUAL } from "./model-settings.ts";
import { type AssistantRoom, type AssistantRoomDeps, openAssistant } from "./open-assistant.ts";
import { AMPLE, briefOf, SOON } from "./testing/assistant-parts.ts";
import { openStandIn, type StandIn } from "./testing/stand-in.ts";

const DAY = 24 * 3600_000;
const SAYS = '{"part":"advice","text":"Call them about the 40,000 EUR.","evidence":["E1"]}';
const KEY = "sk-a-key-that-nobody-may-see";

describeOnEachDatabase("the assistant's model", (database) => {
  let standIn: StandIn;
  let now: number;
  let workspace: string;
  let user: string;
  let unusual: string[];
  let warned: string[];
  beforeEach(async () => {
    standIn = await openStandIn();
    standIn.manner = { says: SAYS };
    [now, workspace, user, unusual, warned] = [Date.UTC(2026, 10, 22, 12), randomUUID(), randomUUID(), [], []];
  });
  afterEach(() => standIn.close());

  const chain = () => createAuditChain({ database: database(), key: Buffer.alloc(32, 1), now: () => now });
  const open = (more: Partial<AssistantRoomDeps> = {}): AssistantRoom => openAssistant({
    database: database(), clock: { now: () => now }, random: systemRandom, log: { warn: (...line) => void warned.push(JSON.stringify(line)), error: (...line) => void warned.push(JSON.stringify(line)) }, derive: () => Buffer.alloc(32, 7), allowPrivate: true, perDay: 500, server: null, tempo: AMPLE,
    note: (tx, { workspace: workspaceId, user: userId, ...line }) => chain().auditWithin(tx, { event: "assistant-asked", workspaceId, userId, ...line }),
    unusual: (_workspace, who, what) => Promise.resolve(void unusual.push(`${what} ${who === user ? "her" : "somebody"}`)), ...more,
  });
  const given = (more: Partial<ModelGiven> = {}): ModelGiven => ({ preset: "other", baseUrl: standIn.baseUrl, model: "stand-in", ...USUAL, masks: true, perDay: null, priceIn: 2, priceOut: 10, apiKey: KEY, ...more });
  const ask = (room: AssistantRoom, brief: Partial<Brief> = {}, who = user) => room.assistant.ask({ workspace, user: who, address: "203.0.113.7", brief: briefOf(brief), consent: () => Promise.resolve(null) });
  const today = () => ({ workspace, from: "2026-11-22", to: "2026-11-22", user: null });

  it("A11 a key lies sealed, is shown to nobody, and is not sent to another address than it was given for", async () => {
    const { settings } = open();
    expect(await settings.of(workspace)).toBeNull();
    await settings.set(workspace, given());
    expect(await settings.of(workspace)).toMatchObject({ hasKey: true, temperature: 0.7, suggestionTokens: 400, analysisTokens: 800, priceIn: 2, priceOut: 10, from: "workspace", place: { apiKey: KEY } });
    const rows = JSON.stringify(await database().sql`select * from assistant_model`);
    expect(rows).not.toContain(KEY);
    await settings.set(workspace, given({ apiKey: undefined, temperature: 0.2 }));
    expect(await settings.of(workspace)).toMatchObject({ hasKey: true, temperature: 0.2, place: { apiKey: KEY } });
    await settings.set(workspace, given({ apiKey: undefined, baseUrl: "https://elsewhere.example/v1/" }));
    expect(await settings.of(workspace)).toMatchObject({ hasKey: false, baseUrl: "https://elsewhere.example/v1", place: { apiKey: null } });
    expect([await settings.remove(workspace), await settings.remove(workspace), await settings.of(workspace)]).toEqual([true, false, null]);
    const server = { preset: "openai", place: { baseUrl: "https://api.openai.com/v1", model: "m", apiKey: KEY } } as const;
    expect(await open({ server }).settings.of(workspace)).toMatchObject({ from: "server", hasKey: true, masks: true });
  });

  it("A9 each request is counted, costs what the prices say, and stands in the audit log without a word of it", async () => {
    const room = open();
    await room.settings.set(workspace, given());
    expect(await ask(room, { about: "6a0c7a52-3b1e-4d55-8f4e-0c7f7f1d2a11" })).toMatchObject({ by: "model", model: "stand-in", cached: false, dropped: 0, statements: [{ text: "Call them about the 40,000 EUR." }] });
    expect(standIn.heard[0]).toMatchObject({ authorization: `Bearer ${KEY}`, body: { max_tokens: 400, temperature: 0.7 } });
    expect(await room.use(today())).toMatchObject({
      requests: 1, tokensIn: 120, tokensOut: 40, cost: (120 * 2 + 40 * 10) / 1_000_000, days: [{ day: "2026-11-22", requests: 1, tokens: 160 }], outcomes: [{ key: "model", requests: 1 }], models: [{ key: "stand-in" }], people: [{ key: user }], reasons: [],
    });
    const [line] = await database().sql<{ detail: Record<string, string> }[]>`select detail from audit_log where workspace_id = ${workspace} and event = 'assistant-asked'`;
    expect(line?.detail).toMatchObject({ purpose: "coach", model: "stand-in", outcome: "model", tokens: "120+40", cost: "640", record: "6a0c7a52-3b1e-4d55-8f4e-0c7f7f1d2a11" });
    const lying = JSON.stringify([await database().sql`select * from assistant_call`, await database().sql`select * from assistant_answer`, await database().sql`select detail from audit_log`]);
    expect(lying).not.toMatch(/40,000|Call them|sk-a-key/);
    expect(await chain().verify(workspace)).toMatchObject({ rows: 1, fault: null });
    expect(await room.askedToday(workspace, user)).toBe(1);
  });

  it("A9 the same question over the same evidence is answered again for fifteen minutes, over other evidence or elsewhere it is not", async () => {
    const room = open();
    await room.settings.set(workspace, given());
    await ask(room);
    expect(await ask(open())).toMatchObject({ by: "model", cached: true, statements: [{ text: "Call them about the 40,000 EUR." }] });
    expect(standIn.heard).toHaveLength(1);
    // Who sees one record more, or another of the same words, has other evidence.
    await ask(room, { exhibits: [...briefOf().exhibits, { records: [randomUUID()], title: "More", text: "" }] }, randomUUID());
    await ask(room, { exhibits: briefOf().exhibits.map((exhibit) => ({ ...exhibit, records: [randomUUID()] })) });
    const before = workspace;
    workspace = randomUUID();
    await room.settings.set(workspace, given());
    await ask(room);
    expect(standIn.heard).toHaveLength(4);
    workspace = before;
    now += CACHED_MS;
    expect(await ask(room)).toMatchObject({ cached: false });
    expect(standIn.heard).toHaveLength(5);
    expect((await room.use(today())).outcomes).toMatchObject([{ key: "model", requests: 4 }, { key: "cache", requests: 1, cost: 0 }]);
  });

  it("A11 time-outs, limits, outages, refusals and nonsense are said by name, and each is written down", async () => {
    const room = open({ tempo: SOON });
    await room.settings.set(workspace, given());
    const manners = [[{ status: 429 }, "limited"], [{ status: 503 }, "failed"], [{ silentMs: 5_000 }, "slow"], [{ cuts: SAYS }, "cut"], [{ stalls: SAYS.slice(0, 20) }, "slow"], [{ refuses: true }, "refused"], [{ raw: "data: {{{\n\n" }, "broken"], [{ says: "I would rather write prose." }, "empty"]] as const;
    for (const [index, [manner, why]] of manners.entries()) {
      standIn.manner = manner;
      expect(await ask(room, { typed: `Too expensive ${index}` })).toEqual({ by: "nobody", why });
    }
    const use = await room.use(today());
    expect(use).toMatchObject({ requests: manners.length, latency: null, outcomes: [{ key: "fallback", requests: manners.length }] });
    expect(new Set(use.reasons.map(({ key }) => key))).toEqual(new Set(manners.map(([, why]) => why)));
    expect(warned.join()).not.toMatch(/sk-a-key|Too expensive|40,000/);
    expect(warned).toHaveLength(manners.length - 1);
  });

  it("A9 the day's requests are as many as there may be, also of many at once, and off-topic ones cost none", async () => {
    const room = open();
    await room.settings.set(workspace, given({ perDay: 5 }));
    expect(await ask(room, { typed: "Write me a poem about cats" })).toEqual({ by: "nobody", why: "off-topic" });
    const told = await Promise.all(Array.from({ length: 20 }, (_, index) => ask(room, { typed: `Too expensive ${index}` })));
    expect(told.filter(({ by }) => by === "model")).toHaveLength(5);
    expect(told.filter((one) => one.by === "nobody" && one.why === "quota")).toHaveLength(15);
    expect(standIn.heard).toHaveLength(5);
    expect(new Set(unusual)).toEqual(new Set(["nearly-all her"]));
    now += DAY;
    expect(await ask(room, { typed: "Too expensive" })).toMatchObject({ by: "model" });
  });

  it("A9 admins are told of statements that had to be taken out again and again", async () => {
    const room = open();
    await room.settings.set(workspace, given());
    standIn.manner = { says: Array.from({ length: 25 }, () => SAYS.replace("Call them", "See https://evil.example")).join("\n") };
    expect(await ask(room)).toEqual({ by: "nobody", why: "empty" });
    expect(unusual).toEqual(["hostile her"]);
  });

  it("A9 P2 what was said of a record goes with the record, and what is old goes by itself", async () => {
    const room = open();
    await room.settings.set(workspace, given());
    const record = randomUUID();
    await ask(room, { about: record });
    await ask(room, { typed: "Too expensive" });
    await database().sql`insert into feed_head (workspace_id) values (${workspace})`;
    await eraseRecords(database(), workspace, [record], now);
    expect(await database().sql`select id from assistant_call where workspace_id = ${workspace}`).toHaveLength(1);
    expect(await database().sql`select id from assistant_answer where workspace_id = ${workspace}`).toHaveLength(0);
    now += 91 * DAY;
    expect(await room.dropOld(100)).toBeGreaterThan(0);
    expect(await database().sql`select request, answer from assistant_call where workspace_id = ${workspace}`).toMatchObject([{ request: null, answer: null }]);
    now += 800 * DAY;
    await room.dropOld(100);
    expect(await database().sql`select id from assistant_call where workspace_id = ${workspace}`).toHaveLength(0);
  });
});
