// Customers and orders of a file: which column is which, every row checked here, sent in pieces that count once, and what
// became of each row told by its line.
import { expect, test } from "vitest";
import { dataFile, hasData } from "../testing/data-folder.ts";
import { failedRows } from "./failed-rows.ts";
import { askUpload, firstUpload, planUpload, type UploadEntry } from "./plan-upload.ts";
import { readTable } from "./read-table.ts";
import { guessKind } from "./recognise.ts";
import { piecesOf, sendUpload, type UploadAnswer, type UploadPort } from "./send-upload.ts";

async function tableOf(csv: string, name = "orders.csv") {
  const read = await readTable(new File([csv], name), {});
  if (!read.ok) throw new Error(read.error.message);
  return read.value;
}
const bodies = (entries: readonly UploadEntry[]) => entries.map(({ body }) => body);
const lines = (entries: readonly UploadEntry[]) => entries.map(({ rows }) => rows.map(({ line }) => line));

test("M1 R13 a file of customers is known by its columns, each row is what the server takes, and wrong ones are named by their line", async () => {
  const table = await tableOf("E-Mail;Full Name;Total Spent;Visits;Last purchase date;Tags\nIda@X.test;Ida;1.234,50;3;24.12.2025;vip;\n;Nobody;1;1;;\nola@x.test;Ola;viel;2,5;gestern;a\n", "customers.csv");
  expect(guessKind(table)).toBe("customers");
  const settings = firstUpload(table, "customers");
  expect(settings.mapping.slice(0, 6)).toEqual(["email", "name", "spend", "visits", "last_active", "tags"]);
  expect(askUpload(table, settings)).toEqual([]);
  const { entries, refused } = planUpload(await tableOf("email,name,spend,visits,last_active,tags\nIda@X.test,Ida,1234.50,3,2025-12-24,vip;new\n,Nobody,1,1,,\nola@x.test,Ola,much,2.5,yesterday,a\n"), settings);
  expect(bodies(entries)).toEqual([{ email: "ida@x.test", name: "Ida", spend: 1234.5, visits: 3, last_active: "2025-12-24", tags: ["vip", "new"] }]);
  expect(refused.map(({ row, errors }) => [row.line, errors.map(({ column }) => column)])).toEqual([[3, [""]], [4, ["spend", "visits", "last_active"]]]);
});

test("M2 R13 the lines of one order are its items wherever they stand; one wrong line refuses its order and says which", async () => {
  const table = await tableOf("order id,email,date,sku,description,quantity,unit price\nA1,ida@x.test,2026-03-01 08:26:00,S1,Lamp,2,10.5\nA2,ola@x.test,2026-03-02,S2,Rope,-1,4\nA1,ida@x.test,2026-03-01 08:26:00,S3,Oil,1,2\nA3,ola@x.test,2026-03-03,S4,Tar,many,1\nA3,ola@x.test,2026-03-03,S5,Net,1,1\n");
  expect(guessKind(table)).toBe("orders");
  const settings = firstUpload(table, "orders");
  expect(askUpload(table, settings)).toEqual([]);
  const { entries, refused } = planUpload(table, settings);
  expect(bodies(entries)).toEqual([
    { order_id: "A1", email: "ida@x.test", date: "2026-03-01T08:26:00Z", items: [{ sku: "S1", name: "Lamp", qty: 2, price: 10.5 }, { sku: "S3", name: "Oil", qty: 1, price: 2 }] },
    { order_id: "A2", email: "ola@x.test", date: "2026-03-02", items: [{ sku: "S2", name: "Rope", qty: -1, price: 4 }] },
  ]);
  expect(lines(entries)).toEqual([[2, 4], [3]]);
  expect(refused.map(({ row, errors }) => [row.line, errors[0]?.message])).toEqual([[5, "Quantity must be a number."], [6, "It belongs to the same order as line 5, which is refused."]]);
  expect(failedRows(table, refused)).toContain("Line 5, quantity");
});

test.runIf(hasData("data/online-retail"))("M2 R13 real orders: no row is lost, and what the file does not say is asked for", async () => {
  const read = await readTable(dataFile("data/online-retail/2010-12-01.csv"), {});
  if (!read.ok) throw new Error(read.error.message);
  const table = read.value;
  expect(guessKind(table)).toBe("orders");
  const settings = firstUpload(table, "orders");
  // It has numbers of customers and no addresses.
  expect(askUpload(table, settings).map(({ about }) => about)).toEqual(["required"]);
  const mapped = { ...settings, mapping: table.columns.map(({ name }, at) => (name === "Country" ? "email" : (settings.mapping[at] ?? null))) };
  const { entries, refused } = planUpload(table, mapped);
  expect(entries.flatMap(({ rows }) => rows).length + refused.length).toBe(table.rows.length);
  // A country is no address.
  expect(entries).toEqual([]);
});

test("M2 R13 numbers and days that can be read in two ways are asked about before anything is sent", async () => {
  const table = await tableOf("order id,email,date,amount\n1,a@x.test,03/04/2026,\"1.234\"\n2,a@x.test,05/06/2026,\"2.345\"\n");
  const settings = firstUpload(table, "orders");
  expect(askUpload(table, settings).map(({ about, answered }) => [about, answered])).toEqual([["date", false], ["number", false]]);
  const answered = { ...settings, marks: { 3: "," as const }, orders: { 2: "mdy" as const } };
  expect(askUpload(table, answered).every((question) => question.answered)).toBe(true);
  expect(bodies(planUpload(table, answered).entries)[0]).toEqual({ order_id: "1", email: "a@x.test", date: "2026-03-04", amount: 1234 });
});

/** A server that loses answers and is away at times; a call of one name counts once. */
function server(faults: readonly string[]) {
  const taken = new Map<string, number>();
  const looks = new Map<string, number>();
  const planned = [...faults];
  const port: UploadPort = {
    send: async (_kind, name, sent): Promise<UploadAnswer> => {
      const fault = planned.shift();
      if (fault === "away") return { is: "away" };
      if (fault === "busy") return { is: "busy", wait: 10 };
      if (fault === "no") return { is: "no", why: "Not here." };
      taken.set(name, sent.length);
      if (fault === "lost") return { is: "away" };
      return { is: "receipt", receipt: { id: name, accepted: sent.length - 1, done: 0, failed: 0, finished: false, faults: [] } };
    },
    receipt: async (id): Promise<UploadAnswer> => {
      const look = (looks.get(id) ?? 0) + 1;
      looks.set(id, look);
      const accepted = (taken.get(id) ?? 0) - 1;
      const finished = look > 2;
      return { is: "receipt", receipt: { id, accepted, done: finished ? accepted - 1 : 1, failed: finished ? 1 : 0, finished, faults: [{ row: 1, field: "amount", message: "too much" }, { row: 2, field: "", message: "gone" }] } };
    },
  };
  return { port, taken };
}
const csv = (count: number) => `order id,email,date,amount\n${Array.from({ length: count }, (_, n) => `o${n},a@x.test,2026-01-01,${n + 0.5}`).join("\n")}\n`;

test("M2 R13 it is sent in pieces; a lost answer, a server that is away or busy cost time and count nothing twice", async () => {
  const table = await tableOf(csv(1_200));
  const plan = planUpload(table, firstUpload(table, "orders"));
  const pieces = piecesOf("orders", plan.entries);
  expect(pieces.flatMap(({ entries }) => entries)).toEqual(plan.entries);
  expect(piecesOf("orders", plan.entries).map(({ name }) => name)).toEqual(pieces.map(({ name }) => name));
  expect(new Set(pieces.map(({ name }) => name)).size).toBe(3);
  const { port, taken } = server(["away", "lost", "ok", "busy", "lost"]);
  const waits: boolean[] = [];
  const report = await sendUpload("orders", plan, port, { signal: new AbortController().signal, wait: async () => undefined, onProgress: ({ waiting }) => void waits.push(waiting) });
  expect([...taken.values()].reduce((sum, count) => sum + count, 0)).toBe(1_200);
  expect(waits).toContain(true);
  expect(waits.at(-1)).toBe(false);
  expect(report).toMatchObject({ taken: 1_197, open: 0, left: 0, stopped: null });
  expect(report.refused.map(({ row, errors }) => [row.line, errors[0]?.message])).toEqual([[2, "too much"], [3, "gone"], [502, "too much"], [503, "gone"], [1_002, "too much"], [1_003, "gone"]]);
});

test("M2 R13 stopped or turned away it says what was not sent", async () => {
  const table = await tableOf(csv(1_200));
  const plan = planUpload(table, firstUpload(table, "orders"));
  const refusing = await sendUpload("orders", plan, server(["ok", "no"]).port, { signal: new AbortController().signal, wait: async () => undefined, onProgress: () => undefined });
  expect(refusing).toMatchObject({ taken: 499, left: 700, stopped: "The import stopped: Not here." });
  const control = new AbortController();
  const away: UploadPort = { send: async () => ({ is: "away" }), receipt: async () => ({ is: "away" }) };
  const stopped = await sendUpload("orders", plan, away, { signal: control.signal, wait: async () => control.abort(), onProgress: () => undefined });
  expect(stopped).toMatchObject({ taken: 0, left: 1_200, open: 0 });
  expect(stopped.stopped).not.toBeNull();
});
