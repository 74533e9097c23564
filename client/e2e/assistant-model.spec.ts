// An admin agrees to the assistant, chooses a model, tries it, asks it on a deal, and sees what it cost; and what stands there with no network.
import { createServer } from "node:http";
import { look } from "./fixtures/look.ts";
import { enter, expectOffline, expectSynced, sample } from "./fixtures/people.ts";
import { openRecord } from "./fixtures/records.ts";
import { expect, test } from "./fixtures/test.ts";

const SAYS = '{"part":"advice","text":"Yes, I can be reached.","evidence":["E1"]}';
const DEAL = "Halden Marine: Crew scheduling rollout";
const chunk = (choices: readonly unknown[], more: Readonly<Record<string, unknown>> = {}): string => `data: ${JSON.stringify({ id: "c", object: "chat.completion.chunk", created: 0, model: "m", choices, ...more })}\n\n`;

test("A10 A11 D2 the assistant is agreed to, its model chosen and tried as it speaks, asked on a deal, and its use shown; the consent stands with no network too", async ({ make }) => {
  const keys: string[] = [];
  const model = createServer((request, response) => {
    keys.push(String(request.headers.authorization));
    if (keys.length === 1) return void response.writeHead(401, { "content-type": "application/json" }).end('{"error":{"message":"no"}}');
    response.writeHead(200, { "content-type": "text/event-stream" });
    for (let at = 0; at < SAYS.length; at += 9) response.write(chunk([{ index: 0, delta: { content: SAYS.slice(at, at + 9) }, finish_reason: null }]));
    response.end(`${chunk([{ index: 0, delta: {}, finish_reason: "stop" }])}${chunk([], { usage: { prompt_tokens: 200, completion_tokens: 30, total_tokens: 230 } })}data: [DONE]\n\n`);
  });
  await new Promise<void>((ready) => model.listen(0, "127.0.0.1", () => ready()));
  const { port } = model.address() as { port: number };
  try {
    const server = await make.server({ PRIVATE_TARGETS: "on" });
    const device = await make.device(server);
    const page = await enter(device, server, sample.admin);
    await page.getByRole("link", { name: "Settings" }).filter({ visible: true }).click();
    await page.getByRole("link", { name: /^Assistant/ }).click();
    const outside = page.getByRole("checkbox", { name: "What it reads may be sent to the language model" });
    // The sample's workspace has agreed to the assistant, and not to what leaves it. A box shows what stands in the record: it
    // follows the edit, and not the click.
    await expect(page.getByRole("checkbox", { name: "The assistant may read this workspace's records" })).toBeChecked();
    await expect(outside).not.toBeChecked();
    await outside.click();
    await expect(outside).toBeChecked();
    await page.getByLabel("Contacts of whom nobody noted what they agreed to").selectOption("Read them here");

    await page.getByRole("button", { name: "Choose a model" }).click();
    const dialog = page.getByRole("dialog", { name: "Language model" });
    await dialog.getByLabel("Vendor").selectOption("Groq");
    await expect(dialog.getByLabel("Model", { exact: true })).toHaveValue("llama-3.3-70b-versatile");
    await dialog.getByLabel("Vendor").selectOption("Other");
    await dialog.getByLabel("Address", { exact: true }).fill(`http://127.0.0.1:${port}/v1`);
    await dialog.getByLabel("Temperature").fill("3");
    await dialog.getByRole("button", { name: "Save" }).click();
    await expect(dialog.getByText("Name the model.").first()).toBeVisible();
    await dialog.getByLabel("Model", { exact: true }).fill("house-model");
    await dialog.getByLabel("Temperature").fill("0.7");
    await dialog.getByLabel(/^Key\b/).fill("sk-typed-once");
    await dialog.getByLabel("Price in").fill("1000");
    expect(await look(page, "assistant-form")).toEqual([]);
    await dialog.getByRole("button", { name: "Save" }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByText("Kept, sealed on the server")).toBeVisible();
    await page.getByRole("button", { name: "Ask the model" }).click();
    await expect(page.getByText("The model did not accept the key.")).toBeVisible();
    await page.getByRole("button", { name: "Ask the model" }).click();
    await expect(page.getByText("Yes, I can be reached.")).toBeVisible();
    await expect(page.getByText(/^house-model answered in/)).toBeVisible();
    expect(keys).toEqual(["Bearer sk-typed-once", "Bearer sk-typed-once"]);
    expect(await page.content()).not.toContain("sk-typed-once");
    expect(await look(page, "assistant")).toEqual([]);

    // On a deal the answer of the device stands, and the model is asked by a press: its words come below, and say whose they are.
    await expectSynced(page);
    await openRecord(page, "Deals", DEAL);
    const coach = page.locator("details").filter({ has: page.getByRole("heading", { name: "Coach", exact: true }) }).first();
    await coach.locator("summary").first().click();
    await expect(coach.getByText("Made on this device", { exact: false })).toBeVisible({ timeout: 30_000 });
    await coach.getByRole("button", { name: "Ask the model" }).click();
    await expect(coach.getByText("Written by house-model", { exact: false })).toBeVisible();
    const written = coach.getByRole("region", { name: "In a model's words" });
    await expect(written.getByText("Yes, I can be reached.")).toBeVisible();
    await written.getByRole("button", { name: "Useful", exact: true }).click();
    await expect(written.getByRole("button", { name: "Useful", exact: true })).toHaveAttribute("aria-pressed", "true");
    expect(await look(page, "assistant-words")).toEqual([]);

    await page.goto(`${server.url}/settings/ai-use`);
    await expect(page.getByRole("img", { name: /^Requests to the model a day/ })).toBeVisible();
    await expect(page.getByRole("table", { name: "What came of them" })).toContainText("From evidence instead");
    await expect(page.getByText("No advice has an outcome yet")).toBeVisible();
    expect(await look(page, "ai-use")).toEqual([]);

    await expectSynced(page);
    await server.stop();
    await expectOffline(page);
    const cold = await device.start("/settings/assistant");
    await expect(cold.getByRole("checkbox", { name: "What it reads may be sent to the language model" })).toBeChecked();
    await expect(cold.getByText("No connection")).toBeVisible();
    await cold.getByRole("checkbox", { name: "What it reads may be sent to the language model" }).click();
    await expect(cold.getByRole("checkbox", { name: "What it reads may be sent to the language model" })).not.toBeChecked();
  } finally {
    model.closeAllConnections();
    model.close();
  }
});
