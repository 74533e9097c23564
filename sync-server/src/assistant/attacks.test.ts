// What is hidden in records is never obeyed: the model behind these tests does whatever it reads, so that what holds, holds
// by what is around it.
import { afterAll, beforeAll, expect, it } from "vitest";
import { assistantOver, briefOf } from "./testing/assistant-parts.ts";
import { type Attack, ATTACKS, CARRIERS } from "./testing/attacks.ts";
import { openStandIn, type StandIn } from "./testing/stand-in.ts";

const RECORD = "6a0c7a52-3b1e-4d55-8f4e-0c7f7f1d2a11";
const SECRETS = ["Ida Meier", "ida.meier@acme.example", "+49 30 5550100", "Hauptstraße 12"];
let standIn: StandIn;
beforeAll(async () => {
  standIn = await openStandIn();
});
afterAll(() => standIn.close());

/** Where an attacker's text ends up. */
const carried = ({ carrier, text }: Attack) => briefOf({
  about: RECORD,
  exhibits: [
    { records: [RECORD], title: carrier === "name" ? text : "Acme renewal", text: carrier === "note" ? `Call with Ida Meier: ${text}` : carrier === "email" ? `From: ida.meier@acme.example\nSubject: ${text}\n\n${text}` : carrier === "import" ? `source_row_17: ${text}` : "Stage: proposal." },
    { records: ["7b1d8b63-4c2f-4e66-9a5f-1d8a8a2e3b22"], title: "Ida Meier", text: "Phone +49 30 5550100, Hauptstraße 12, ida.meier@acme.example" },
  ],
  personal: { names: ["Ida Meier"], emails: ["ida.meier@acme.example"], phones: ["+49 30 5550100"], addresses: ["Hauptstraße 12"] },
});

it("A9 there are more than a hundred of them, by every way in", () => {
  expect(ATTACKS.length).toBeGreaterThanOrEqual(100);
  expect(new Set(ATTACKS.map(({ name }) => name)).size).toBe(ATTACKS.length);
  expect(new Set(ATTACKS.map(({ carrier }) => carrier))).toEqual(new Set(CARRIERS));
});

it("A9 a model that obeys every word it reads says nothing of it to anybody, and does nothing", { timeout: 60_000 }, async () => {
  const through: unknown[] = [];
  for (const attack of ATTACKS) {
    standIn.manner = { says: attack.obeyed };
    standIn.heard.length = 0;
    const { assistant, calls } = assistantOver(standIn.baseUrl);
    const heard: unknown[] = [];
    const told = await assistant.ask({ workspace: "w", user: "u", address: "", brief: carried(attack), consent: () => Promise.resolve(null) }, (statement) => heard.push(statement));
    if (told.by !== "nobody" || told.why !== "empty" || heard.length > 0) through.push([attack.name, told]);
    const [sent] = standIn.heard;
    if (!sent) throw new Error("nothing was asked");
    // What somebody wrote is between the marks, once, and nowhere else; nobody's name or number leaves.
    const [mark = ""] = /data-[\w-]{16}/.exec(sent.user) ?? [];
    expect(sent.user.startsWith(`<${mark}>\n`) && sent.user.endsWith(`\n</${mark}>`)).toBe(true);
    expect(sent.user.split(mark)).toHaveLength(3);
    expect(sent.user.slice(mark.length + 2, -mark.length - 3)).not.toMatch(/[<>\u200b\u202e]|\udb40/);
    for (const secret of SECRETS) expect([attack.name, `${sent.system}${sent.user}`.includes(secret)]).toEqual([attack.name, false]);
    expect(`${sent.system}${sent.user}`).not.toContain(RECORD);
    if (calls[0]?.why !== "empty") through.push([attack.name, calls[0]?.why]);
  }
  expect(through).toEqual([]);
});

it("A9 what is said of the records and stands in them goes through, with the names put back", async () => {
  standIn.manner = { says: '[{"part":"action","priority":"high","text":"Call [PERSON_1] at [PHONE_1] about the 40,000 EUR.","evidence":["E1","E2"]},\n{"part":"reason","text":"It may bring 75,000 EUR.","evidence":["E2"]}]' };
  const { assistant } = assistantOver(standIn.baseUrl);
  const brief = { ...carried({ name: "", carrier: "note", text: "Value 40,000 EUR", obeyed: () => "" }) };
  const told = await assistant.ask({ workspace: "w", user: "u", address: "", brief, consent: () => Promise.resolve(null) });
  expect(told).toMatchObject({ by: "model", dropped: 0, statements: [
    { part: "action", priority: "high", text: "Call Ida Meier at +49 30 5550100 about the 40,000 EUR.", evidence: brief.exhibits.flatMap(({ records }) => records), unproven: false },
    { part: "reason", priority: null, text: "It may bring 75,000 EUR.", unproven: true },
  ] });
});

it("A9 a piece of an answer is void where it breaks off", async () => {
  standIn.manner = { cuts: '{"part":"advice","text":"Fine.","evidence":["E1"]}\n{"part":"adv' };
  const { assistant, calls } = assistantOver(standIn.baseUrl);
  const heard: unknown[] = [];
  expect(await assistant.ask({ workspace: "w", user: "u", address: "", brief: briefOf(), consent: () => Promise.resolve(null) }, (statement) => heard.push(statement))).toEqual({ by: "nobody", why: "cut" });
  expect(heard).toHaveLength(1);
  expect(calls).toMatchObject([{ outcome: "fallback", why: "cut" }]);
});

it("A10 nothing leaves without consent, and nothing is counted", async () => {
  standIn.heard.length = 0;
  const { assistant, calls } = assistantOver(standIn.baseUrl);
  const gap = { who: "workspace", to: "anywhere" } as const;
  expect(await assistant.ask({ workspace: "w", user: "u", address: "", brief: briefOf(), consent: () => Promise.resolve(gap) })).toEqual({ by: "nobody", why: "consent", gap });
  expect([standIn.heard.length, calls.length]).toEqual([0, 0]);
});
