// Real orders through REST, in a random order, a third of them twice, while the server is killed in mid-work: what each
// customer comes to is what the files themselves say. OUTRIDER_RETAIL_DAYS says how many days of them (3), OUTRIDER_KILLS
// how often the server is killed (1), OUTRIDER_RETAIL_SEED in which order they come.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { sharedFolder } from "@outrider/shared/testing";
import { describe, expect, test } from "vitest";
import { sampledPlaces } from "../crash/sampled-places.ts";
import { type ServerProcess, startServerProcess } from "../crash/server-process.ts";
import { accounts } from "../crash/writers.ts";
import type { Account } from "../devices/account.ts";
import { type RetailOrder, retailOrders, shuffled, totalsOf } from "./retail.ts";

const DAYS = Number(process.env["OUTRIDER_RETAIL_DAYS"] ?? 3);
const KILLS = Number(process.env["OUTRIDER_KILLS"] ?? 1);
const SEED = Number(process.env["OUTRIDER_RETAIL_SEED"] ?? Math.floor(Math.random() * 2 ** 31));
const BULK = 40;
const folder = sharedFolder("data/online-retail");

interface Told { readonly data: Readonly<Record<string, unknown>>; readonly meta: Readonly<Record<string, unknown>> }

describe.skipIf(folder === null).each(sampledPlaces.map(([kind, make], index) => ({ kind, make, port: 20_690 + index })))("orders of a shop ($kind)", ({ make, port }) => {
test(`M2 M1 S2 ${DAYS} days of real orders in any order, many twice, through ${KILLS} kill -9: every customer comes to what the files say`, { timeout: 600_000 + KILLS * 20_000 }, async () => {
  const orders = retailOrders(folder ?? "", DAYS);
  const expected = totalsOf(orders);
  const sent = shuffled([...orders, ...shuffled(orders, SEED + 1).slice(0, Math.floor(orders.length / 3))], SEED);
  const made = await make();
  const dataDirectory = "dataDirectory" in made.place ? made.place.dataDirectory : await mkdtemp(join(tmpdir(), "outrider-retail-"));
  const options = { port, dataDirectory, ...("databaseUrl" in made.place && { databaseUrl: made.place.databaseUrl }) };
  let server: ServerProcess = await startServerProcess(options);
  try {
    const admin = (await accounts(server.url))[2] as Account;
    const ask = async (path: string, init: RequestInit = {}): Promise<Told> => {
      const answer = await fetch(server.url + path, { ...init, headers: { cookie: admin.cookie, origin: server.url, ...(init.headers as Record<string, string> | undefined) } });
      const told = (await answer.json()) as Told;
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${JSON.stringify(told)}`);
      return told;
    };
    const ordersThere = async (): Promise<number> => Number((await ask("/api/orders?limit=1")).meta["total"]);
    // The sample workspace has some of its own.
    const before = await ordersThere();
    const bulks: (readonly RetailOrder[])[] = [];
    for (let at = 0; at < sent.length; at += BULK) bulks.push(sent.slice(at, at + BULK));
    const killAt = new Set(Array.from({ length: KILLS }, (_, kill) => Math.floor(((kill + 0.7) * bulks.length) / KILLS)));
    const receipts: string[] = [];
    let refused = 0;
    for (const [index, bulk] of bulks.entries()) {
      const post = async (): Promise<Told> => await ask("/api/orders", { method: "POST", headers: { "content-type": "application/x-ndjson", "Idempotency-Key": `bulk ${index}` }, body: bulk.map((order) => `${JSON.stringify(order)}\n`).join("") });
      const dies = killAt.has(index);
      // It is killed while this bulk is on its way, or what came before is being worked off.
      const killing = dies ? sleep(index % 3 === 0 ? 0 : 15).then(() => server.kill()) : null;
      let told = await post().catch((error: unknown) => (dies ? null : Promise.reject(error)));
      if (killing) {
        await killing;
        server = await startServerProcess(options);
        told = await post();
      }
      receipts.push(String(told?.data["id"]));
      refused += Number(told?.data["refused"]);
    }
    expect(refused).toBe(sent.filter(({ email }) => email === undefined).length);
    for (const id of new Set(receipts)) {
      for (const until = Date.now() + 120_000; ; await sleep(100)) {
        const { data } = await ask(`/api/receipts/${id}`);
        if (data["state"] === "done") {
          expect([id, data["failed"], data["failures"]]).toEqual([id, 0, []]);
          break;
        }
        if (Date.now() > until) throw new Error(`not worked off: ${JSON.stringify(data)} ${server.output()}`);
      }
    }
    const seen = new Map<string, unknown>();
    for (let cursor: string | null = ""; cursor !== null; ) {
      const page: Told = await ask(`/api/customers?limit=200&sort=name${cursor === "" ? "" : `&cursor=${cursor}`}`);
      for (const { email, spend, visits, last_active } of page.data as unknown as readonly Record<string, unknown>[]) if (String(email).endsWith("@retail.example")) seen.set(String(email), { spend, visits, last: last_active });
      cursor = page.meta["next"] as string | null;
    }
    const wanted = new Map([...expected].map(([email, { spend, visits, last }]) => [email, { spend: Number(spend) / 100, visits, last }]));
    expect(Object.fromEntries([...seen].sort()), `seed ${SEED}`).toEqual(Object.fromEntries([...wanted].sort()));
    expect(wanted.size).toBeGreaterThan(DAYS * 20);
    expect((await ordersThere()) - before).toBe(orders.filter(({ email }) => email !== undefined).length);
  } finally {
    await server.stop();
    await made.remove();
    await rm(dataDirectory, { recursive: true, force: true });
  }
});
});
