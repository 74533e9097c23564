// The server's word of itself, as the page reads it.
import { expect, test } from "vitest";
import { systemOf } from "./system-view.ts";

test("D3 what the server says of itself is read as it is; what is missing or unknown is passed over", () => {
  const said = { devices: 3, programs: 1, lagMs: 1200, waiting: 4, jobsWaiting: 6, jobsDead: 1, errors: 0, edits: { p50: 0.01, p99: 0.2 }, database: true, kind: "postgres", vectorSearch: true, startedAt: 5, alarms: [{ of: "lagMs", value: 9, limit: 3, since: 1 }, { of: "tomorrow", value: 1 }], more: 1 };
  expect(systemOf(said)).toEqual({ devices: 3, programs: 1, lagMs: 1200, waiting: 4, jobsWaiting: 6, jobsDead: 1, errors: 0, edits: { p50: 0.01, p99: 0.2 }, database: true, kind: "postgres", vectorSearch: true, startedAt: 5, alarms: [{ of: "lagMs", value: 9, limit: 3 }], servers: [] });
  expect(systemOf({ edits: { p50: null, p99: null } })).toMatchObject({ devices: 0, edits: null, database: false, alarms: [] });
  const server = { id: "a", name: "crm-1", startedAt: 5, saidMs: 900, self: true, devices: 3, programs: 1, lagMs: 40, waiting: 0, errors: 2, edits: { p50: null, p99: null }, alarms: ["errors", "tomorrow"] };
  expect(systemOf({ servers: [server, { name: "no id" }, null] }).servers).toEqual([{ ...server, edits: null, alarms: ["errors"] }]);
  expect(systemOf(null)).toMatchObject({ kind: "", alarms: [] });
});
