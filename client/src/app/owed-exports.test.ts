import { expect, it } from "vitest";
import type { ApiCall, ApiProblem } from "../platform/json-api.ts";
import { sendOwed, tellExport } from "./owed-exports.ts";

it("U6 an export that was made with no network is told when the server is there again, once, with when it was made", async () => {
  const kept = new Map<string, string>();
  const memory = { read: (key: string) => kept.get(key), write: (key: string, value: string | undefined) => void (value === undefined ? kept.delete(key) : kept.set(key, value)) };
  const told: ApiCall[] = [];
  let problem: ApiProblem | null = { kind: "unreachable" };
  let now = Date.UTC(2027, 0, 31, 9);
  const deps = { memory, user: "eva", now: () => now, api: (call: ApiCall) => {
    told.push(call);
    return Promise.resolve(problem === null ? { ok: true as const, value: null } : { ok: false as const, error: problem });
  } };
  await tellExport(deps, { workspaceId: "w", format: "csv", records: 3 });
  await tellExport(deps, { workspaceId: "w", format: "json", records: 900 });
  expect(kept.size).toBe(1);
  // Whoever else signs in here is not told of, and does not tell.
  await sendOwed({ ...deps, user: "ben" });
  now += 3_600_000;
  told.length = 0;
  problem = null;
  await Promise.all([sendOwed(deps), sendOwed(deps)]);
  expect(told.map(({ body }) => body)).toEqual([{ workspaceId: "w", format: "csv", records: 3, at: "2027-01-31T09:00:00.000Z" }, { workspaceId: "w", format: "json", records: 900, at: "2027-01-31T09:00:00.000Z" }]);
  expect(kept.size).toBe(0);

  // At once it is told as before; what the server will never take is not told for ever, and what is broken is nothing.
  told.length = 0;
  problem = { kind: "problem", status: 403, code: "no-access", title: "", detail: "", fields: {}, retryAfterSeconds: undefined };
  await tellExport(deps, { workspaceId: "w", format: "vcard", records: 1 });
  expect([told.map(({ body }) => body), kept.size]).toEqual([[{ workspaceId: "w", format: "vcard", records: 1 }], 0]);
  kept.set("outrider.exports.eva", "{");
  await sendOwed(deps);
  expect(told).toHaveLength(1);
});
