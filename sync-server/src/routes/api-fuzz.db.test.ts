// Every operation of the description is asked with what the description allows and with what it does not: never a failure of
// the server's own, and every answer is one that the description names and describes. OUTRIDER_FUZZ says how many times each
// is asked; without it each is asked 50 times, on the last database.
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { sharedFolder } from "@outrider/shared/testing";
import { CUSTOM_TYPES } from "@outrider/shared/schema";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TestPlace, testPlaces } from "../db/testing/each-database.ts";
import { type JsonSchema, type OperationOf, requestsOf } from "../testing/requests-by-schema.ts";
import { openRestWorld, type RestWorld } from "../testing/rest-world.ts";
import { ADMIN, at, type Reply } from "../testing/test-server.ts";
import { wholeDocument } from "./all-operations.ts";

const FULL = process.env["OUTRIDER_FUZZ"];
const RUNS = Number(FULL ?? 50);
const SEED = Number(process.env["OUTRIDER_FUZZ_SEED"] ?? Math.floor(Math.random() * 2 ** 31));

const document = JSON.parse(JSON.stringify(wholeDocument())) as { readonly paths: Readonly<Record<string, Readonly<Record<string, OperationOf>>>> };
const operations = Object.entries(document.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, of]) => ({ name: `${method} ${path}`, path, method: method.toUpperCase(), of })));

const ajv = new Ajv2020({ strict: false, allErrors: false, validateFormats: false });
ajv.addSchema({ $id: "api", ...document } as object);
const checks = new Map<string, (value: unknown) => boolean>();
const pointer = (part: string): string => part.replaceAll("~", "~0").replaceAll("/", "~1");
function fits(path: string, method: string, status: string, media: string, value: unknown): boolean {
  const key = `api#/paths/${pointer(path)}/${method}/responses/${status}/content/${pointer(media)}/schema`;
  const check = checks.get(key) ?? (ajv.compile({ $ref: encodeURI(key) }) as (value: unknown) => boolean);
  checks.set(key, check);
  return check(value);
}

/** Naughty strings and scripts of the corpora, where those are: a few of them, or all. */
function hostileStrings(): readonly string[] {
  const blns = sharedFolder("corpora/blns/blns.json");
  const xss = sharedFolder("corpora/payloadbox-xss/Intruder/xss-payload-list.txt");
  const all = [
    "", "\u0000", "\ud83d", "<script>alert(1)</script>", "=cmd|' /C calc'!A0", "__proto__",
    ...(blns === null ? [] : (JSON.parse(readFileSync(blns, "utf8")) as string[])), ...(xss === null ? [] : readFileSync(xss, "utf8").split("\n")),
  ];
  return FULL === undefined ? all.filter((_, index) => index < 6 || index % 100 === SEED % 100) : all;
}

describe.each(FULL === undefined ? testPlaces.slice(-1) : testPlaces)("any request (%s)", (kind, make) => {
  let made: TestPlace;
  let world: RestWorld;
  let ids: readonly string[] = [];
  /** How often it was done, and how often refused. */
  const outcomes = new Map<boolean, number>();
  beforeAll(async () => {
    made = await make();
    world = await openRestWorld(made.place, { PORT: kind === "pglite" ? "21430" : "21431", RATE_LIMIT_MAX_REQUESTS: "1000000000" });
    const records = [
      await world.made("eva", "/api/leads", { name: "A lead" }), await world.made("ann", "/api/deals", { title: "A deal" }), await world.made("ann", "/api/contacts", { name: "A contact" }),
      await world.made("ann", "/api/companies", { name: "A company" }), await world.made("otto", "/api/leads", { name: "Elsewhere" }),
    ];
    for (const [index, type] of CUSTOM_TYPES.entries()) {
      for (const kind of ["lead", "deal"]) records.push(await world.made("ann", "/api/custom-fields", { of: kind, type, label: `Field ${index}`, ...(type === "choice" && { options: ["One", "Two"] }) }));
    }
    const hanging = [await world.made("ann", "/api/activities", { type: "note", leadId: records[0] }), await world.made("ann", "/api/tasks", { title: "A task" })];
    const file = { type: "text/plain", size: 3, sha256: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", leadId: records[0] };
    hanging.push(await world.made("ann", "/api/attachments", { ...file, name: "Comes" }), await world.made("ann", "/api/attachments", { ...file, name: "Is here" }));
    const upload = `/api/attachments/${hanging.at(-1)}/upload`;
    await world.people.ann.browser.send("PUT", `${upload}?offset=0`, "abc", { "content-type": "application/octet-stream" });
    await world.people.ann.browser.send("POST", upload);
    // Never the one who asks: she would deactivate herself.
    ids = [...records, ...hanging, world.people.ben.id, world.people.eva.id, world.workspaceId, world.otherId, randomUUID()];
  });
  afterAll(async () => {
    await world.stop();
    await made.remove();
  });

  async function signedIn(): Promise<void> {
    const { browser } = world.people.ann;
    if ((await browser.send("GET", "/api/auth/me")).status === 200) return;
    const entered = await browser.send("POST", "/api/auth/login", { email: ADMIN.email, password: ADMIN.password });
    if (entered.status !== 200) throw new Error(`she cannot come in again: ${entered.text}`);
  }

  // Wrong passwords and codes shut people out for a while: they come last.
  const isGuess = (name: string): boolean => /^post .*(second-factor|password|login|register|dev-token|verify-email|setup)/.test(name) || name === "delete /api/auth/second-factor";
  const inOrder = [...operations.filter(({ name }) => !isGuess(name)), ...operations.filter(({ name }) => isGuess(name))];

  it.each(inOrder.map(({ name, ...rest }) => [name, rest] as const))("I1 S5 %s answers as it is described", { timeout: 3_600_000 }, async (name, { path, method, of }) => {
    const mayEnd = /^(delete|post) \/api\/(auth|devices)/.test(name) || name.includes("/api/users");
    await fc.assert(
      fc.asyncProperty(requestsOf(path, of, ids), async ({ path: to, headers, body, media: type }) => {
        if (mayEnd && !isGuess(name)) await signedIn();
        const reply: Reply = await world.people.ann.browser.send(method, to, body, body === undefined ? headers : { ...headers, "content-type": type });
        expect(reply.status).toBeLessThan(500);
        outcomes.set(reply.status < 300, (outcomes.get(reply.status < 300) ?? 0) + 1);
        const described = of.responses[String(reply.status)];
        expect(described, `${reply.status} is not described: ${reply.text}`).toBeDefined();
        const media = (reply.headers.get("content-type") ?? "").split(";")[0] ?? "";
        expect(Object.keys(described?.content ?? {})).toContain(media);
        const valid = fits(path, method.toLowerCase(), String(reply.status), media, media.endsWith("json") ? (JSON.parse(reply.text) as unknown) : reply.text);
        expect(valid, `${reply.status}: ${reply.text} ${ajv.errorsText()}`).toBe(true);
      }),
      { numRuns: RUNS, seed: SEED },
    );
    if (isGuess(name)) return;
    await signedIn();
    expect(at(await world.people.ann.browser.send("GET", "/api/auth/me"), "user", "email")).toBe(ADMIN.email);
  });

  it("I1 S5 hostile strings are kept exactly and given back, or refused by the name of their field", { timeout: 3_600_000 }, async () => {
    const send = world.people.ann.browser.send;
    for (const text of hostileStrings()) {
      const made = await send("POST", "/api/leads", { name: "Bearer", notes: text });
      if (made.status === 422) expect([text, made.body["errors"]]).toEqual([text, [expect.objectContaining({ field: "notes", message: expect.any(String) as string })]]);
      else expect([made.status, at(made, "notes")]).toEqual([201, text === "" ? null : text]);
      expect((await send("GET", `/api/leads?limit=1&q=${encodeURIComponent(Buffer.from(text.slice(0, 100)).toString("utf8"))}`)).status).toBe(200);
    }
  });

  it("I1 what the fuzzer asks is often done and often refused: it would prove nothing otherwise", () => {
    for (const done of [true, false]) expect(outcomes.get(done) ?? 0).toBeGreaterThan((operations.length * RUNS) / 10);
  });

  it("I1 the answers of the fuzzer are checked: one that lacks what is described does not pass", () => {
    const schema: JsonSchema | undefined = document.paths["/api/leads"]?.["get"]?.responses["200"]?.content?.["application/json"]?.schema;
    expect(schema).toBeDefined();
    expect(fits("/api/leads", "get", "200", "application/json", { success: true, data: [{ id: 5 }], meta: {} })).toBe(false);
    expect(fits("/api/leads", "get", "422", "application/problem+json", { success: true })).toBe(false);
  });
});
