// What the server answers to customers and orders, as the upload understands it.
import type { ApiCall, ApiProblem } from "../../platform/json-api.ts";
import { expect, test } from "vitest";
import { uploadPort } from "./upload-port.ts";

const problem = (more: Partial<Extract<ApiProblem, { kind: "problem" }>>): ApiProblem => ({ kind: "problem", status: 422, code: "", title: "No", detail: "", fields: {}, retryAfterSeconds: undefined, ...more });
const answering = (answer: { ok: true; value: unknown } | { ok: false; error: ApiProblem }) => {
  const calls: ApiCall[] = [];
  return { calls, port: uploadPort(async (call) => (calls.push(call), answer), "w 1") };
};

test("M1 M2 a piece goes under its own name, and its receipt is read as far as it is one", async () => {
  const { port, calls } = answering({ ok: true, value: { id: "r", accepted: 2, refused: 1, refusals: [{ row: 3, field: "email", message: "wrong" }, 4] } });
  expect(await port.send("orders", "name", [{ a: 1 }])).toEqual({ is: "receipt", receipt: { id: "r", accepted: 2, done: 0, failed: 0, finished: false, faults: [{ row: 3, field: "email", message: "wrong" }] } });
  expect(calls).toEqual([{ method: "POST", path: "/api/orders?workspace=w%201", body: { orders: [{ a: 1 }] }, idempotencyKey: "name" }]);
  expect((await answering({ ok: true, value: "soon" }).port.receipt("r")).is).toBe("busy");
});

test("M1 M2 a piece in which nothing could be taken is told by row; who is away, busy or says no is told apart", async () => {
  const none = await answering({ ok: false, error: problem({ code: "invalid-fields", fields: { "rows.2.amount": "too much", "rows.3": "no object" } }) }).port.send("orders", "n", [{}, {}, {}]);
  expect(none).toMatchObject({ is: "receipt", receipt: { accepted: 0, finished: true, faults: [{ row: 2, field: "amount", message: "too much" }, { row: 3, field: "", message: "no object" }] } });
  const single = await answering({ ok: false, error: problem({ code: "invalid-fields", fields: { email: "must be an address" } }) }).port.send("customers", "n", [{}]);
  expect(single).toMatchObject({ receipt: { faults: [{ row: 1, field: "email" }] } });
  expect(await answering({ ok: false, error: { kind: "unreachable" } }).port.receipt("r")).toEqual({ is: "away" });
  expect(await answering({ ok: false, error: problem({ status: 429, retryAfterSeconds: 7 }) }).port.receipt("r")).toEqual({ is: "busy", wait: 7_000 });
  expect(await answering({ ok: false, error: problem({ status: 403 }) }).port.receipt("r")).toMatchObject({ is: "no" });
});
