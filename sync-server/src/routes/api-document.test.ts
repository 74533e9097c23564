// The description against the operations, and the collection against the description.
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { allOperations, wholeDocument } from "./all-operations.ts";
import { operationId } from "./api-document.ts";
import { type OpenApi, postmanCollection } from "./postman-collection.ts";

const document = wholeDocument() as OpenApi & { readonly openapi: string };

it("I1 the description is OpenAPI 3.1 and has every operation, each under a name of its own", () => {
  expect(document.openapi).toBe("3.1.0");
  for (const { method, path } of allOperations) expect(document.paths[path]?.[method], `${method} ${path}`).toBeDefined();
  const ids = allOperations.map(operationId);
  expect(new Set(ids).size).toBe(ids.length);
});

it("I1 what a body may hold is described as it is checked", () => {
  const body = (document.paths["/api/deals"]?.["post"]?.requestBody?.content["application/json"]?.schema ?? {}) as Record<string, unknown>;
  expect(body).toMatchObject({ type: "object", required: ["title"], additionalProperties: false });
  expect(body["properties"]).toMatchObject({ title: { type: "string", maxLength: 300 }, stage: { type: "string" }, contactId: {}, closeDate: {}, tags: { type: "array" } });
});

it("I1 docs/postman-collection.json is what `npm run postman` would write", () => {
  const written = JSON.parse(readFileSync(new URL("../../../docs/postman-collection.json", import.meta.url), "utf8")) as unknown;
  expect(written).toEqual(JSON.parse(JSON.stringify(postmanCollection(document))));
});
