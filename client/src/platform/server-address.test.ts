import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { serverOf, engineName } from "./engine-name.ts";

/** The module as a page with this in its head has it. */
async function onPage(content: string | undefined) {
  vi.resetModules();
  vi.stubGlobal("document", { querySelector: (selector: string) => (selector === 'meta[name="outrider-server"]' && content !== undefined ? { content } : null) });
  vi.stubGlobal("location", { origin: "https://app.example.com" });
  return await import("./server-address.ts");
}

beforeEach(() => void vi.resetModules());
afterEach(() => void vi.unstubAllGlobals());

it("O6 a page that names no server asks at its own address, and its worker is called as ever", async () => {
  const { atServer, wholeAddress, ownEngineName } = await onPage(undefined);
  expect([atServer("/api/x"), wholeAddress("/api/x"), ownEngineName]).toEqual(["/api/x", "https://app.example.com/api/x", "outrider-engine"]);
  expect(serverOf(ownEngineName, "https://app.example.com")).toBe("https://app.example.com");
});

it("O6 a page that names its server asks there, and so does its worker, which is another than that of any other server", async () => {
  const { atServer, wholeAddress, ownEngineName, fetchAtServer } = await onPage("https://api.example.com");
  expect([atServer("/api/x"), wholeAddress("/api/x")]).toEqual(["https://api.example.com/api/x", "https://api.example.com/api/x"]);
  expect(serverOf(ownEngineName, "https://app.example.com")).toBe("https://api.example.com");
  expect(new Set([ownEngineName, engineName(""), engineName("https://other.example.com")]).size).toBe(3);
  const asked: unknown[] = [];
  vi.stubGlobal("fetch", (...all: unknown[]) => {
    asked.push(all);
    return Promise.resolve(new Response(""));
  });
  await fetchAtServer("/models/a/b", { credentials: "omit" });
  expect(asked).toEqual([["https://api.example.com/models/a/b", { credentials: "omit" }]]);
});
