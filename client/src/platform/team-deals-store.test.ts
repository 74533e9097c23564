// Figures of others' deals that are kept on the device: sealed, wiped with everything. And what the server says of them, which
// comes from outside.
import { IDBFactory, IDBKeyRange } from "fake-indexeddb";
import { expect, it } from "vitest";
import { plainSeal } from "../engine/seal.ts";
import { createDexieStore } from "./dexie-store.ts";
import { createTeamDealsFetch } from "./team-deals-fetch.ts";

const GROUP = { industry: "retail", size: 3, deals: 6, won: 5, days: 40, stages: [{ stage: "s", deals: 5, days: 20 }], objections: [{ category: "price", deals: 6, won: 5, answers: [{ type: "call", deals: 5 }] }] } as const;

it("A1 S6 figures of others that are kept outlive the engine, and go when they are let go and with everything", async () => {
  const indexedDB = new IDBFactory();
  const open = () => createDexieStore({ name: "team", seal: plainSeal, indexedDB, IDBKeyRange });
  const store = open();
  await store.load();
  expect(await store.teamDeals.read()).toBeNull();
  await store.teamDeals.keep({ groups: [GROUP], at: 5 });
  await store.close();
  const again = open();
  expect(await again.teamDeals.read()).toEqual({ groups: [GROUP], at: 5 });
  await again.teamDeals.forget();
  expect(await again.teamDeals.read()).toBeNull();
  await again.teamDeals.keep({ groups: [GROUP], at: 6 });
  await again.wipe();
  expect(await again.teamDeals.read()).toBeNull();
  await again.close();
});

const answering = (status: number, body: unknown) =>
  createTeamDealsFetch({ account: { user: "u", workspace: "w" }, origin: "https://crm.test", patience: 1_000, fetch: (async () => new Response(JSON.stringify(body), { status })) as typeof fetch })();

it("A1 what the server says of others' deals is read as far as it is what it must be", async () => {
  const odd = { ...GROUP, industry: 7, size: "big", days: -1, stages: [{ stage: "s", deals: "many", days: 1 }], objections: [{ ...GROUP.objections[0], category: "<b>" }, { ...GROUP.objections[0], answers: [{ type: 1 }] }] };
  expect(await answering(200, { success: true, data: [GROUP, odd, { deals: "x" }, 4] })).toEqual([GROUP, { industry: "", size: null, deals: 6, won: 5, days: null, stages: [], objections: [{ category: "price", deals: 6, won: 5, answers: [] }] }]);
  expect(await answering(403, {})).toBe("off");
  expect(await answering(503, {})).toBeNull();
  expect(await answering(200, { data: "none" })).toBeNull();
});
