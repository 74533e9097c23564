// The assistant of a device: nothing is looked at before it is agreed to, all of it with no network, and what is taken back is
// gone with the same edit.
import { feedbackId, settingsId } from "@outrider/shared/commands";
import { describe, expect, it } from "vitest";
import type { AssistantAnswer, AssistantQuestion } from "./api-answers.ts";
import { createEngine } from "./engine.ts";
// Here already: time is virtual, and fetching is not.
import "./evidence.ts";
import { createMemoryDisk, createMemoryStore } from "./memory-store.ts";
import { ADA, createFakeServer, STAGE, WON } from "./testing/fake-server.ts";
import type { KeptTeamDeals, TeamDealsParts } from "./team-deals.ts";
import { createVirtualTime } from "./testing/virtual-time.ts";

let ids = 900;
const newId = (): string => `00000000-0000-4000-b000-${String(++ids).padStart(12, "0")}`;
const SETTINGS = settingsId("the workspace");
const DAY = 86_400_000;

async function scene({ agreed = true, contacts = "here", team }: { readonly agreed?: boolean; readonly contacts?: string; readonly team?: TeamDealsParts } = {}) {
  const time = createVirtualTime(() => new Promise((done) => setImmediate(done)));
  const server = createFakeServer(() => time.now() + 5000);
  const [deal, won, contact, said] = [newId(), newId(), newId(), newId()];
  server.write("settings", SETTINGS, { currency: "EUR", assistant: agreed, assistantContacts: contacts });
  server.write("contact", contact, { name: "Ida Roth", owner: ADA });
  server.write("deal", deal, { title: "Open one", stage: STAGE, owner: ADA, contact, value: { amount: 1000, currency: "EUR" } });
  server.write("deal", won, { title: "Won one", stage: WON, owner: ADA, value: { amount: 1000, currency: "EUR" } });
  server.write("objection", said, { root: won, text: "The licences are too expensive for so many users", category: "price", status: "resolved", response: "Counted with them what it saves: 11 hours a week" });
  const engine = await createEngine({ store: createMemoryStore(createMemoryDisk()), user: ADA, ...(team && { team }), world: { connect: server.connect, timers: time, random: () => 0.5, newId, log: () => undefined } });
  engine.start();
  await time.pass(5_000);
  const cut = (): void => {
    server.up = false;
    server.cut();
  };
  const back = async () => {
    server.up = true;
    engine.nudge();
    await time.pass(5_000);
  };
  if (!team) cut();
  const asOf = { now: time.now(), today: new Date(time.now()).toISOString().slice(0, 10) };
  const ask = (of: AssistantQuestion): { readonly shown: AssistantAnswer[]; readonly last: () => AssistantAnswer | undefined; readonly close: () => void } => {
    const shown: AssistantAnswer[] = [];
    const close = engine.watch("assistant", of, (value) => void shown.push(value));
    return { shown, last: () => shown.at(-1), close };
  };
  const does = async (call: Parameters<typeof engine.perform>[0][number]) => {
    const saved = await engine.perform([call]);
    if (!saved.ok) throw new Error(saved.error.message);
    await time.pass(1_000);
    return saved.value;
  };
  return { time, engine, cut, back, deal, won, contact, said, asOf, ask, does };
}

describe("the assistant of a device", () => {
  it("A1 S1 reads first, then advises on a deal with no network, names what it rests on, and follows every edit and its undo", async () => {
    const { time, engine, deal, asOf, ask, does } = await scene();
    const coach = ask({ ask: "coach", deal, ...asOf });
    expect(coach.last()).toMatchObject({ gap: null, result: null });
    await time.pass(2_000);
    const answer = coach.last();
    if (answer?.result?.kind !== "coach") throw new Error("no advice");
    expect(answer.share).toBe(1);
    expect(answer.result.actions.map(({ code }) => code)).toContain("setNextStep");
    for (const { reasons } of answer.result.actions) for (const { evidence } of reasons) expect(evidence.filter((id) => answer.records[id] === undefined && id !== deal)).toEqual([]);
    const made = await does({ name: "create", args: { kind: "task", values: { title: "Call", root: deal, assignee: ADA } } });
    expect(JSON.stringify(coach.last()?.result)).not.toContain("setNextStep");
    await engine.undo(made.group);
    await time.pass(1_000);
    expect(JSON.stringify(coach.last()?.result)).toContain("setNextStep");
  });

  it("A1 A10 asks once for figures of others' deals where one has few, says them with no network too, and lets them go with the consent", async () => {
    const shelf: { kept: KeptTeamDeals | null; asked: number } = { kept: null, asked: 0 };
    const team: TeamDealsParts = {
      store: { read: async () => shelf.kept, keep: async (kept) => void (shelf.kept = kept), forget: async () => void (shelf.kept = null) },
      async fetch() {
        shelf.asked += 1;
        return [{ industry: "", size: null, deals: 7, won: 5, days: 30, stages: [], objections: [] }];
      },
    };
    const { time, engine, cut, deal, asOf, ask, does } = await scene({ team });
    await does({ name: "create", args: { kind: "task", values: { title: "Call", root: deal, assignee: ADA } } });
    await does({ name: "logActivity", args: { root: deal, type: "call", direction: "out", text: "Spoke", at: asOf.now } });
    const coach = ask({ ask: "coach", deal, ...asOf });
    await time.pass(3_000);
    const figure = { code: "teamRate", values: { industry: "", won: 5, of: 7, days: 30 }, evidence: [deal] };
    const reasons = (): readonly unknown[] => (coach.last()?.result as { actions?: readonly { reasons: readonly unknown[] }[] } | null | undefined)?.actions?.flatMap((action) => action.reasons) ?? [];
    expect(reasons()).toContainEqual(figure);
    expect(shelf).toMatchObject({ asked: 1, kept: { groups: [{ deals: 7 }] } });
    cut();
    await does({ name: "edit", args: { id: deal, values: { title: "Called otherwise" } } });
    expect(reasons()).toContainEqual(figure);
    expect(shelf.asked).toBe(1);
    await does({ name: "edit", args: { id: SETTINGS, values: { assistant: false } } });
    await time.pass(1_000);
    expect(shelf.kept).toBeNull();
    await engine.stop();
  });

  it("A1 a coach that is open when the connection comes back asks for figures of others at once; where none is open nobody asks", async () => {
    let [asked, answers] = [0, false];
    const team: TeamDealsParts = {
      store: { read: async () => null, keep: async () => undefined, forget: async () => undefined },
      async fetch() {
        asked += 1;
        return answers ? [{ industry: "", size: null, deals: 7, won: 5, days: 30, stages: [], objections: [] }] : null;
      },
    };
    const { time, engine, cut, back, deal, asOf, ask } = await scene({ team });
    cut();
    await time.pass(1_000);
    const closed = ask({ ask: "coach", deal, ...asOf });
    await time.pass(3_000);
    closed.close();
    await back();
    expect(asked).toBe(0);
    // Asked for while there is a connection, which then goes before there is an answer.
    const coach = ask({ ask: "coach", deal, ...asOf });
    await time.pass(1_000);
    expect(asked).toBe(1);
    cut();
    await time.pass(1_000);
    answers = true;
    await back();
    expect(asked).toBe(2);
    expect(JSON.stringify(coach.last()?.result)).toContain("teamRate");
    await engine.stop();
  });

  it("A3 A8 answers an objection by what worked before, and shows what one made of it", async () => {
    const { time, deal, said, won, asOf, ask, does } = await scene();
    const asked = ask({ ask: "objection", text: "Far too expensive for our many users", deal, ...asOf });
    await time.pass(2_000);
    const answer = asked.last();
    if (answer?.result?.kind !== "objection") throw new Error("no answer");
    expect(answer.result.past.map(({ objection }) => objection)).toEqual([said]);
    expect(answer.records[said]).toMatchObject({ kind: "objection", root: { id: won, title: "Won one" } });
    expect(answer.feedback).toEqual({});
    const id = feedbackId(deal, "objection price", ADA);
    await does({ name: "create", args: { id, kind: "feedback", values: { root: deal, assistant: "objection", suggestion: "objection price", by: ADA, madeBy: "device", confidence: 60, stated: 60, shownAt: asOf.now, useful: "yes" } } });
    expect(asked.last()?.feedback).toEqual({ "objection price": { id, useful: "yes", done: false, outcome: "" } });
    await does({ name: "edit", args: { id, values: { doneAt: asOf.now, outcome: "worked" } } });
    expect(asked.last()?.feedback).toMatchObject({ "objection price": { done: true, outcome: "worked" } });
  });

  it("A4 A10 looks at nothing where the workspace has not agreed, answers once it has, and takes the answer back at once", async () => {
    const { time, deal, won, asOf, ask, does } = await scene({ agreed: false });
    const asked = [ask({ ask: "coach", deal, ...asOf }), ask({ ask: "winLoss", deal: won, ...asOf }), ask({ ask: "report", from: "2000-01-01", to: asOf.today, ...asOf })];
    await time.pass(2_000);
    for (const { last } of asked) expect(last()).toMatchObject({ gap: { who: "workspace" }, result: null, records: {} });
    await does({ name: "edit", args: { id: SETTINGS, values: { assistant: true } } });
    await time.pass(2_000);
    for (const { last } of asked) expect(last()?.result).not.toBeNull();
    await does({ name: "edit", args: { id: SETTINGS, values: { assistant: false } } });
    for (const { last } of asked) expect(last()).toMatchObject({ gap: { who: "workspace" }, result: null, records: {} });
  });

  it("A2 A10 tells of a contact only what they agreed to, and is made anew with every three interactions", async () => {
    const { time, engine, contact, deal, asOf, ask, does } = await scene({ contacts: "no" });
    const later = { ...asOf, now: asOf.now + DAY };
    const [persona, coach] = [ask({ ask: "persona", contact, ...later }), ask({ ask: "coach", deal, ...later })];
    await time.pass(2_000);
    expect(persona.last()).toMatchObject({ gap: { who: "contact", contact }, result: null });
    expect(JSON.stringify(coach.last()?.records)).not.toContain("Ida Roth");
    await does({ name: "edit", args: { id: contact, values: { assistant: "here" } } });
    await time.pass(2_000);
    expect(persona.last()).toMatchObject({ gap: null, result: { kind: "persona", known: false, basis: 0 } });
    for (let each = 0; each < 3; each += 1) await does({ name: "logActivity", args: { root: contact, type: "email", direction: "in", text: "Dear Ms Lind, I compared the figures and measured them. Kind regards", at: asOf.now - each * DAY } });
    expect(persona.last()?.result).toMatchObject({ known: true, basis: 3, formality: { value: "formal" } });
    await does({ name: "edit", args: { id: contact, values: { assistant: "no" } } });
    expect(persona.last()).toMatchObject({ gap: { who: "contact" }, result: null });
    await engine.stop();
  });

  it("A9 A10 says whether a model may be asked the same, by what the workspace and the contact agreed to now, and names what its statements rest on", async () => {
    const { time, deal, contact, said, won, asOf, ask, does } = await scene();
    const [coach, persona] = [ask({ ask: "coach", deal, ...asOf }), ask({ ask: "persona", contact, ...asOf })];
    await time.pass(2_000);
    for (const { last } of [coach, persona]) expect(last()).toMatchObject({ gap: null, outside: { who: "workspace", to: "anywhere" } });
    await does({ name: "edit", args: { id: SETTINGS, values: { assistantOutside: true } } });
    await time.pass(2_000);
    expect(coach.last()).toMatchObject({ gap: null, outside: null });
    expect(persona.last()).toMatchObject({ gap: null, outside: { who: "contact", contact, to: "anywhere" } });
    await does({ name: "edit", args: { id: contact, values: { assistant: "anywhere" } } });
    await time.pass(2_000);
    expect(persona.last()).toMatchObject({ gap: null, outside: null });
    const named = ask({ ask: "named", records: [said, deal, contact, "nobody"], root: deal, suggestion: "coach by house" });
    expect(named.last()).toMatchObject({ result: null, records: { [said]: { kind: "objection", root: { id: won } }, [deal]: { title: "Open one" }, [contact]: { title: "Ida Roth" } }, feedback: {} });
    const id = feedbackId(deal, "coach by house", ADA);
    await does({ name: "create", args: { id, kind: "feedback", values: { root: deal, assistant: "coach", suggestion: "coach by house", by: ADA, madeBy: "house", shownAt: asOf.now, useful: "no" } } });
    expect(named.last()?.feedback).toMatchObject({ "coach by house": { useful: "no" } });
    await does({ name: "edit", args: { id: contact, values: { assistant: "no" } } });
    await time.pass(2_000);
    expect(Object.keys(named.last()?.records ?? {})).not.toContain(contact);
    await does({ name: "edit", args: { id: SETTINGS, values: { assistantOutside: false } } });
    await time.pass(2_000);
    expect(coach.last()).toMatchObject({ gap: null, outside: { who: "workspace", to: "anywhere" } });
  });
});
