// The four assistants over HTTP: what they rest on, who may ask, what leaves and what comes back.
import { settingsId } from "@outrider/shared/commands";
import { expect, it } from "vitest";
import { useStandIn } from "../assistant/testing/use-stand-in.ts";
import { describeOnEachRestWorld } from "../testing/rest-world.ts";
import { at } from "../testing/test-server.ts";

const MODEL = { preset: "other", model: "stand-in", temperature: 0.7, suggestionTokens: 400, analysisTokens: 800, masks: true, perDay: null, priceIn: 1, priceOut: 2, apiKey: "sk-nobody-sees-this" };
const OBJECTION = "Honestly this is too expensive for our budget";

describeOnEachRestWorld("the four assistants over HTTP", 21_560, (world) => {
  const standIn = useStandIn();

  const eva = () => world().people.eva.browser;
  const ann = () => world().people.ann.browser;
  /** Writes what the workspace has agreed to, as its admin's device would. */
  let made = false;
  async function agree(values: Readonly<Record<string, boolean | string>>): Promise<void> {
    const set = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value, base: null }]));
    const written = await world().feed.write(world().workspaceId, world().people.ann.id, made ? "edit" : "create", [{ id: settingsId(world().workspaceId), kind: "settings", ...(!made && { create: true }), set }]);
    expect(written.ok).toBe(true);
    made = true;
  }
  const contact = (name: string, assistant?: string) => world().made("eva", "/api/contacts", { name, emails: ["ida.meier@acme.example"], ...(assistant !== undefined && { assistant }) });
  async function scene(who: string) {
    const deal = await world().made("eva", "/api/deals", { title: "Acme renewal", value: { amount: 40_000, currency: "EUR" }, contactId: who });
    const objection = await world().made("eva", "/api/objections", { text: OBJECTION, dealId: deal, category: "price", severity: "high" });
    await world().made("eva", "/api/activities", { type: "call", text: "Ida Meier wants it cheaper, write to ida.meier@acme.example", dealId: deal, participants: [who] });
    return { deal, objection };
  }

  it("A10 I2 I5 they are off until the workspace has agreed; then they answer from evidence, in the shapes that were asked for", async () => {
    const ida = await contact("Ida Meier");
    const { deal, objection } = await scene(ida);
    const path = `/api/deals/${deal}/coach`;
    expect(await eva().send("GET", path)).toMatchObject({ status: 403, body: { code: "assistant-off" } });
    await agree({ assistant: true });
    const coached = await eva().send("GET", path);
    expect(coached).toMatchObject({ status: 200, body: { meta: { madeBy: "evidence", why: "no-model" } } });
    const suggestions = at(coached, "suggestions") as readonly Record<string, unknown>[];
    expect(suggestions.length).toBeGreaterThanOrEqual(2);
    for (const one of suggestions) expect(one).toMatchObject({ action: expect.any(String), priority: expect.stringMatching(/high|medium|low/), confidence: expect.any(Number), reasoning: expect.stringMatching(/\w/) });
    expect(suggestions.some(({ id, evidence }) => id === "answerObjection" && (evidence as string[]).includes(objection))).toBe(true);
    expect(at(coached, "ragContext")).toEqual([]);

    // The contact has not agreed: not their persona, not their name, and not what was said with them.
    expect(await eva().send("GET", `/api/contacts/${ida}/persona`)).toMatchObject({ status: 403, body: { code: "assistant-off" } });
    expect(coached.text).not.toContain("Ida");
    await eva().send("PUT", `/api/contacts/${ida}`, { assistant: "here" });
    expect(await eva().send("GET", `/api/contacts/${ida}/persona`)).toMatchObject({ status: 200, body: { data: { contactId: ida, known: false, interactions: 1, modelAdvice: [] } } });
    await eva().send("PUT", `/api/contacts/${ida}`, { assistant: "no" });
    expect((await eva().send("GET", `/api/contacts/${ida}/persona`)).status).toBe(403);

    expect(await eva().send("POST", `/api/deals/${deal}/win-loss`)).toMatchObject({ status: 200, body: { data: { outcome: "open", lessons: [] } } });
    const handled = await eva().send("POST", "/api/objections/handle", { objectionText: OBJECTION, dealId: deal, category: "price", severity: "high" });
    expect(handled).toMatchObject({ status: 200, body: { data: { category: "price", confidence: expect.any(Number) }, meta: { madeBy: "evidence" } } });
    expect((at(handled, "address") as unknown[]).length).toBeGreaterThanOrEqual(2);
    expect(String(at(handled, "advance"))).toMatch(/\?$/);
    expect(await eva().send("POST", "/api/objections/handle", { objectionText: "Write me a poem about the sea" })).toMatchObject({ status: 422, body: { code: "off-topic" } });
    // An objection may be raised on no deal; the others are about a record, and say so.
    const onNone = await eva().send("POST", "/api/ai/answers", { assistant: "objection", objectionText: OBJECTION });
    expect(onNone.text).toContain('event: done\ndata: {"by":"nobody","why":"no-model"');
    expect(await eva().send("POST", "/api/ai/answers", { assistant: "coach" })).toMatchObject({ status: 422, body: { errors: [{ field: "recordId" }] } });
    expect((await eva().send("GET", "/api/ai/model")).body).toMatchObject({ data: { model: null, perDay: 500, askedToday: 0 } });
    expect((await world().people.ben.browser.send("GET", path)).status).toBe(404);
    const { key } = await world().key(["ai:read"]);
    expect((await world().call(key, "GET", path)).status).toBe(200);
    expect((await world().call(key, "POST", `/api/deals/${deal}/win-loss`)).body.code).toBe("missing-scope");
    expect(standIn().heard).toHaveLength(0);
  });

  it("A9 A10 A11 a model is asked once that was agreed too, with what agreed, masked; where it fails the evidence answers", async () => {
    const ida = await contact("Ida Meier", "anywhere");
    const ben = await contact("Ben Quiet", "here");
    const { deal } = await scene(ida);
    await world().made("eva", "/api/activities", { type: "email", text: "Ben told a secret", dealId: deal, participants: [ben] });
    const path = `/api/deals/${deal}/coach`;
    expect((await eva().send("PUT", "/api/assistant/model", { ...MODEL, baseUrl: standIn().baseUrl })).status).toBe(403);
    const set = await ann().send("PUT", "/api/assistant/model", { ...MODEL, baseUrl: standIn().baseUrl });
    expect(set).toMatchObject({ status: 200, body: { data: { model: { hasKey: true, model: "stand-in" }, perDay: 500 } } });
    expect(set.text).not.toContain("sk-nobody");
    // Whoever may ask it is told its name, and neither where it is nor what it costs.
    const offered = await eva().send("GET", "/api/ai/model");
    expect(offered.body).toMatchObject({ data: { model: "stand-in", perDay: 500 } });
    expect(offered.text).not.toMatch(/127\.0\.0\.1|sk-nobody|price/);
    expect((await eva().send("GET", path)).body).toMatchObject({ meta: { madeBy: "evidence", why: "consent" } });
    expect(standIn().heard).toHaveLength(0);

    await agree({ assistantOutside: true });
    standIn().manner = { says: '{"part":"action","priority":"high","text":"Ask [PERSON_1] about the budget.","evidence":["E1","E2"]}\n{"part":"reason","text":"It is too expensive for them.","evidence":["E2"]}\n{"part":"action","text":"See https://evil.example","evidence":["E1"]}' };
    const coached = await eva().send("GET", path);
    expect(coached.body).toMatchObject({ meta: { madeBy: "stand-in", cached: false }, data: { suggestions: [{ id: "answerObjection", priority: "high", reasoning: "It is too expensive for them." }] } });
    const [sent] = standIn().heard;
    expect(sent?.user).toContain("too expensive for our budget");
    expect(`${sent?.system}${sent?.user}`).not.toMatch(/Ida|Meier|acme\.example|secret|Quiet/);
    expect(sent?.user).not.toContain(deal);
    expect((await eva().send("GET", path)).body).toMatchObject({ meta: { cached: true } });
    expect((await eva().send("GET", `${path}?model=false`)).body).toMatchObject({ meta: { madeBy: "evidence" } });
    expect(standIn().heard).toHaveLength(1);

    standIn().manner = { status: 500 };
    expect((await eva().send("POST", "/api/objections/handle", { objectionText: OBJECTION, dealId: deal })).body).toMatchObject({ data: { category: "price" }, meta: { madeBy: "evidence", why: "failed" } });
    standIn().manner = { says: '{"part":"advice","text":"Write briefly.","evidence":["E1"]}' };
    const streamed = await eva().send("POST", "/api/ai/answers", { assistant: "winLoss", recordId: deal });
    expect(streamed.headers.get("content-type")).toContain("text/event-stream");
    expect(streamed.text).toMatch(/event: statement\ndata: \{"part":"advice","text":"Write briefly\."[\s\S]*event: done\ndata: \{"by":"model"/);
    // What is no objection of a buyer is told so before anything is counted or sent, deal or none.
    standIn().heard.length = 0;
    expect((await eva().send("POST", "/api/ai/answers", { assistant: "objection", objectionText: "Write me a poem about the sea" })).text).toContain('{"by":"nobody","why":"off-topic"}');
    expect(standIn().heard).toHaveLength(0);
    // A report is of many deals: with too few there is nothing to send, and days that run backwards are told so.
    const reported = (body: object) => ann().send("POST", "/api/ai/answers", { assistant: "report", ...body });
    expect((await reported({})).text).toContain('{"by":"nobody","why":"no-evidence"}');
    expect(await reported({ from: "2026-02-01", to: "2026-01-01" })).toMatchObject({ status: 422, body: { errors: [{ field: "from" }] } });
    expect(standIn().heard).toHaveLength(0);
    for (let each = 0; each < 5; each += 1) {
      const id = await world().made("ann", "/api/deals", { title: `Closed ${each}`, industry: "Energy" });
      expect((await ann().send("PUT", `/api/deals/${id}`, { stage: each < 3 ? "closed_won" : "closed_lost" })).status).toBe(200);
    }
    standIn().manner = { says: '{"part":"finding","text":"In Energy 3 of 5 deals were won.","evidence":["E1"]}\n{"part":"finding","text":"In Energy 77 deals were won.","evidence":["E1"]}\n{"part":"next","text":"Ask what Globex did.","evidence":["E1"]}' };
    const report = await reported({});
    expect(report.text).toMatch(/event: statement\ndata: \{"part":"finding","text":"In Energy 3 of 5 deals were won\."[\s\S]*event: done\ndata: \{"by":"model"/);
    expect(report.text).not.toMatch(/77 deals|Globex/);
    expect(report.text).toContain('"dropped":2');
    expect(standIn().heard).toHaveLength(1);
    // Taken back, nothing leaves from that moment on.
    standIn().heard.length = 0;
    await eva().send("PUT", `/api/contacts/${ida}`, { assistant: "no" });
    await agree({ assistantOutside: false });
    expect((await eva().send("GET", path)).body).toMatchObject({ meta: { madeBy: "evidence", why: "consent" } });
    expect((await eva().send("POST", "/api/ai/answers", { assistant: "coach", recordId: deal })).text).toMatch(/event: done\ndata: \{"by":"nobody","why":"consent"/);
    expect(standIn().heard).toHaveLength(0);

    const trial = await ann().send("POST", "/api/assistant/trial");
    expect(trial.text).toContain('event: done\ndata: {"by":"model"');
    const usage = await ann().send("GET", "/api/analytics/ai-usage");
    expect(usage.body).toMatchObject({ data: { whose: "workspace", requests: 6, limit: { perDay: 500, askedToday: 2 }, people: expect.arrayContaining([expect.objectContaining({ name: "eva Example" })]) } });
    expect((await eva().send("GET", "/api/analytics/ai-usage")).body).toMatchObject({ data: { whose: "own", requests: 4, limit: { askedToday: 4 } } });
    expect((await eva().send("GET", "/api/analytics/ai-usage?from=2026-02-01&to=2026-01-01")).status).toBe(422);
    expect((await ann().send("GET", "/api/audit?event=assistant-asked")).body.data).toHaveLength(6);
    expect(world().server.logLines.join("\n")).not.toMatch(/sk-nobody|too expensive|Ida Meier/);
    expect((await ann().send("DELETE", "/api/assistant/model")).body).toMatchObject({ data: { model: null } });
  });

  it("A1 A10 who has few closed deals is told of others' as figures of five and more, and of nobody by name", async () => {
    const ben = world().people.ben.browser;
    await agree({ assistant: true });
    const made: string[] = [];
    const close = async () => {
      const id = await world().made("ben", "/api/deals", { title: `Secret ${made.length}`, value: { amount: 40_000, currency: "EUR" }, industry: "Retail" });
      made.push(id);
      expect((await ben.send("PUT", `/api/deals/${id}`, { stage: "closed_won" })).status).toBe(200);
    };
    for (let each = 0; each < 4; each += 1) await close();
    const ask = (by: typeof ben) => by.send("GET", "/api/ai/team-deals");
    const retail = (reply: Awaited<ReturnType<typeof ask>>) => (reply.body.data as readonly { readonly industry: string }[]).filter(({ industry }) => industry === "retail");
    expect(retail(await ask(eva()))).toEqual([]);
    await close();
    const told = await ask(eva());
    expect(retail(told)).toMatchObject([{ deals: 5, won: 5, days: 0 }]);
    for (const secret of [...made, "Secret", "ben", world().people.ben.id]) expect(told.text).not.toContain(secret);
    // Whoever sees them anyway is told nothing of them, and what they would differ by neither.
    expect(retail(await ask(ben))).toEqual([]);
    expect(at(await ask(ann()))).toEqual([]);
    // The coach over HTTP says them too.
    const mine = await world().made("eva", "/api/deals", { title: "Mine", value: { amount: 40_000, currency: "EUR" }, industry: "Retail", stage: "proposal" });
    await world().made("eva", "/api/tasks", { title: "Call", dealId: mine, due: "2026-01-01" });
    await world().made("eva", "/api/activities", { type: "call", text: "Spoke", dealId: mine });
    expect((await eva().send("GET", `/api/deals/${mine}/coach?model=false`)).text).toContain("closed deals of your team");
    await agree({ assistant: false });
    expect(await ask(eva())).toMatchObject({ status: 403, body: { code: "assistant-off" } });
    await agree({ assistant: true });
  });

  it("A8 D2 what somebody makes of a suggestion is a record like any other, and counted", async () => {
    const { deal } = await scene(await contact("Somebody"));
    const given = { suggestionId: "answerObjection", dealId: deal, confidence: 82, useful: true };
    const first = await eva().send("POST", "/api/ai/feedback", given);
    expect(first).toMatchObject({ status: 200, body: { data: { useful: true, done: false, outcome: null } } });
    expect((await eva().send("POST", "/api/ai/feedback", { suggestionId: "answerObjection", dealId: deal, done: true, outcome: "worked" })).body).toMatchObject({ data: { id: at(first, "id"), useful: true, done: true, outcome: "worked" } });
    expect((await world().people.ben.browser.send("POST", "/api/ai/feedback", given)).status).toBe(404);
    expect(await eva().send("POST", "/api/ai/feedback", { suggestionId: "x" })).toMatchObject({ status: 422, body: { errors: [{ field: "recordId" }] } });
    expect((await eva().send("GET", "/api/analytics/ai-usage")).body).toMatchObject({ data: { advice: { given: 1, useful: 1, done: 1, worked: 1, acceptance: 1, bins: [{ from: 80, to: 90, count: 1, promised: 82, came: 1 }] } } });
    expect((await world().people.mia.browser.send("GET", "/api/analytics/ai-usage")).body).toMatchObject({ data: { whose: "own", advice: { given: 0 } } });
  });
}, { PRIVATE_TARGETS: "on" });
