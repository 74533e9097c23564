import { describe, expect, it } from "vitest";
import { createJsonApi } from "./json-api.ts";

const answering = (make: () => Response) => createJsonApi({ fetch: async () => make(), timeoutMs: 1000 });
const call = { method: "POST", path: "/api/auth/login", body: {} } as const;

describe("json api", () => {
  it("U1 gives the data of a success", async () => {
    expect(await answering(() => Response.json({ success: true, data: { id: "u1" } }))(call)).toEqual({ ok: true, value: { id: "u1" } });
  });

  it("U1 gives title and detail of a problem", async () => {
    const api = answering(() => Response.json({ success: false, code: "wrong-credentials", title: "Wrong password", detail: "Try again." }, { status: 401 }));
    expect(await api(call)).toEqual({
      ok: false,
      error: { kind: "problem", status: 401, code: "wrong-credentials", title: "Wrong password", detail: "Try again.", fields: {}, retryAfterSeconds: undefined },
    });
  });

  it("U1 gives what is wrong with each field", async () => {
    const api = answering(() => Response.json({ success: false, title: "Not valid", errors: [{ field: "email", message: "Taken" }, 7] }, { status: 422 }));
    expect(await api(call)).toMatchObject({ error: { fields: { email: "Taken" } } });
  });

  it("U7 says how long to wait", async () => {
    const api = answering(() => Response.json({ success: false, title: "Too many attempts", detail: "" }, { status: 429, headers: { "retry-after": "42" } }));
    expect(await api(call)).toMatchObject({ ok: false, error: { status: 429, retryAfterSeconds: 42 } });
  });

  it("S1 takes no answer and a gateway's page for a server that is away", async () => {
    const refusing = createJsonApi({ fetch: async () => { throw new TypeError("Failed to fetch"); }, timeoutMs: 1000 });
    expect(await refusing(call)).toEqual({ ok: false, error: { kind: "unreachable" } });
    expect(await answering(() => new Response("<h1>Bad gateway</h1>", { status: 502 }))(call)).toEqual({ ok: false, error: { kind: "unreachable" } });
  });

  it("U1 does not take a page that is no answer for a success", async () => {
    expect(await answering(() => new Response("<!doctype html>", { status: 200 }))(call)).toMatchObject({ ok: false, error: { kind: "problem", status: 200 } });
  });
});
