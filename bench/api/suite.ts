// Owns how fast programs are served over HTTP, on a workspace of many records: requests a second and the slowest of a
// hundred, for a list, a list that is filtered and ordered, a record read, made and changed. Each with a key, as a program
// has it, and several requests under way at once.
import type { Account } from "../../tests/devices/account.ts";
import { seedMixed } from "../device/seed-mixed.ts";
import { rowsOfEach } from "../each-peer.ts";
import type { Row } from "../metric.ts";
import { accountNamed, originOf } from "../peers/outrider-accounts.ts";
import type { At, Peer } from "../peer.ts";
import { quantile } from "../statistics.ts";
import type { Context } from "../sync/context.ts";
import { served } from "../sync/served.ts";

/** Requests under way at once. */
const AT_ONCE = 8;

interface Call { readonly method: string; readonly path: string; readonly body?: unknown }
type Send = (call: Call) => Promise<Readonly<Record<string, unknown>>>;

const asRecord = (value: unknown): Readonly<Record<string, unknown>> => (typeof value === "object" && value !== null ? { ...value } : {});

const sender = (origin: string, headers: Readonly<Record<string, string>>): Send => async ({ method, path, body }) => {
  const answer = await fetch(origin + path, { method, headers: { ...headers, "content-type": "application/json" }, ...(body !== undefined && { body: JSON.stringify(body) }) });
  const told = asRecord(await answer.json());
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(told)}`);
  return told;
};

const SCOPES = ["leads:read", "leads:write", "contacts:read", "deals:read"];

async function program(at: At, { cookie }: Account): Promise<Send> {
  const person = sender(originOf(at), { cookie, origin: originOf(at) });
  const made = asRecord((await person({ method: "POST", path: "/api/api-keys", body: { name: "bench", scopes: SCOPES } }))["data"]);
  return sender(originOf(at), { authorization: `Bearer ${String(made["key"])}` });
}

/** Calls again and again for so many ms; answers how long each took. */
async function measure(send: Send, callAt: (n: number) => Call, ms: number): Promise<{ readonly took: readonly number[]; readonly ms: number }> {
  const took: number[] = [];
  const began = performance.now();
  let n = 0;
  const go = async (): Promise<void> => {
    while (performance.now() - began < ms) {
      const call = callAt(n++);
      const sent = performance.now();
      await send(call);
      took.push(performance.now() - sent);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, go));
  return { took, ms: performance.now() - began };
}

async function apiOf(peer: Peer, { plan, withFolder, say }: Context): Promise<Row[]> {
  const { records, seconds } = plan.api;
  return await withFolder(peer, async (at) => {
    const here = at();
    return await served(peer, here, async (server) => {
      const admin = await accountNamed(here, "admin");
      say(`api ${peer.name}: ${records.toLocaleString("en")} records`);
      await seedMixed(here, admin, records);
      const send = await program(here, admin);
      const first = performance.now();
      const listed = await send({ method: "GET", path: "/api/leads?limit=200" });
      const firstList = performance.now() - first;
      const ids = (listed["data"] as readonly { readonly id: string }[]).map(({ id }) => id);
      const calls: Readonly<Record<string, (n: number) => Call>> = {
        "a list of 20": (n) => ({ method: "GET", path: `/api/contacts?page=${1 + (n % 50)}` }),
        "a list of 20, filtered and ordered": (n) => ({ method: "GET", path: `/api/deals?stage=proposal&sort=-value&page=${1 + (n % 5)}` }),
        "a record read": (n) => ({ method: "GET", path: `/api/leads/${ids[n % ids.length] ?? ""}` }),
        "a record made": (n) => ({ method: "POST", path: "/api/leads", body: { name: `Made ${n}`, email: `made-${n}@example.com`, status: "new" } }),
        "a record changed": (n) => ({ method: "PUT", path: `/api/leads/${ids[n % ids.length] ?? ""}`, body: { notes: `Changed ${n}` } }),
      };
      const common = { id: "api", peer: peer.name, ours: true } as const;
      const rows: Row[] = [{ ...common, metric: "firstList", of: `${records.toLocaleString("en")} records`, value: firstList, runs: 1, note: "reads all into memory once" }];
      for (const [name, callAt] of Object.entries(calls)) {
        say(`api ${peer.name}: ${name}`);
        await measure(send, callAt, 1_000);
        const { took, ms } = await measure(send, callAt, seconds * 1_000);
        const of = `${name}, ${records.toLocaleString("en")} records`;
        rows.push({ ...common, metric: "requests", of, value: (took.length / ms) * 1_000, runs: took.length, note: `${AT_ONCE} at once` }, { ...common, metric: "requestP99", of, value: quantile(took, 0.99), runs: took.length });
      }
      rows.push({ ...common, metric: "rss", of: `${records.toLocaleString("en")} records`, value: server.usage().rss ?? undefined, runs: 1, note: "with its database's processes" });
      return rows;
    });
  });
}

export const runApi = (peers: readonly Peer[], context: Context): Promise<Row[]> =>
  rowsOfEach(peers.filter(({ ours }) => ours), context.say, { id: "api", metric: "requests" }, (peer) => apiOf(peer, context));
