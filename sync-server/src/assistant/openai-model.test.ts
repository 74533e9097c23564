import { afterEach, beforeEach, expect, it } from "vitest";
import { createGuardedFetch } from "../platform/guarded-fetch.ts";
import { ModelFailed } from "./model.ts";
import { createOpenAiModel } from "./openai-model.ts";
import { SOON } from "./testing/assistant-parts.ts";
import { openStandIn, type StandIn } from "./testing/stand-in.ts";

const QUESTION = { system: "Ours.", user: "Theirs.", temperature: 0.7, maxTokens: 400 };
let standIn: StandIn;
beforeEach(async () => {
  standIn = await openStandIn();
});
afterEach(() => standIn.close());

const model = (allowPrivate = true) => createOpenAiModel(createGuardedFetch({ allowPrivate, maxBytes: 2_000_000 }), SOON)({ baseUrl: standIn.baseUrl, model: "stand-in", apiKey: "sk-secret-word" });
async function fault(allowPrivate = true): Promise<ModelFailed> {
  const heard: string[] = [];
  const failed: unknown = await model(allowPrivate).ask(QUESTION, (piece) => heard.push(piece)).then(() => "answered", (error: unknown) => error);
  if (!(failed instanceof ModelFailed)) throw new Error(`not a fault: ${String(failed)}`);
  // Whatever the other end writes into its error is nothing for a log of ours.
  expect(failed.message).not.toContain("sk-secret-word");
  expect(failed.message).not.toContain("Theirs.");
  return failed;
}

it("A11 an answer comes in pieces, with what it used", async () => {
  standIn.manner = { says: "Hello there, how are you?" };
  const heard: string[] = [];
  expect(await model().ask(QUESTION, (piece) => heard.push(piece))).toEqual({ text: "Hello there, how are you?", tokensIn: 120, tokensOut: 40 });
  expect(heard.length).toBeGreaterThan(2);
  expect(standIn.heard[0]).toMatchObject({ system: "Ours.", user: "Theirs.", authorization: "Bearer sk-secret-word", body: { temperature: 0.7, max_tokens: 400, model: "stand-in", stream: true } });
});

it("A11 whatever goes wrong has a name, soon, and is asked once", async () => {
  const manners = [
    [{ status: 401 }, "key"], [{ status: 429 }, "limited"], [{ status: 500 }, "failed"], [{ status: 302 }, "failed"], [{ silentMs: 4_000 }, "slow"], [{ stalls: "Half of" }, "slow"], [{ cuts: "Half of" }, "cut"],
    [{ refuses: true }, "refused"], [{ raw: "data: {not json\n\n" }, "broken"], [{ raw: "" }, "cut"], [{ raw: "<html>" }, "cut"],
  ] as const;
  for (const [manner, expected] of manners) {
    standIn.manner = manner;
    const [asked, began] = [standIn.heard.length, Date.now()];
    expect([manner, (await fault()).fault]).toEqual([manner, expected]);
    expect(Date.now() - began).toBeLessThan(3_000);
    expect(standIn.heard.length - asked).toBe(1);
  }
  await standIn.close();
  expect((await fault()).fault).toBe("away");
  standIn = await openStandIn();
});

it("A11 nothing is asked inside the network unless the environment lets it", async () => {
  standIn.manner = { says: "Hello" };
  expect((await fault(false)).fault).toBe("private");
  expect(standIn.heard).toHaveLength(0);
});

it("A11 what never ends is broken off", async () => {
  standIn.manner = { says: "x".repeat(40_000) };
  expect((await fault()).fault).toBe("broken");
});
