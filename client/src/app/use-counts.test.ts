import { expect, it } from "vitest";
import type { ApiCall } from "../platform/json-api.ts";
import { agreeHere, createUseCounts, featureOf } from "./use-counts.ts";

function scene() {
  const sent: ApiCall[] = [];
  const kept = new Map<string, string>();
  const memory = { read: (key: string) => kept.get(key), write: (key: string, value: string | undefined) => void (value === undefined ? kept.delete(key) : kept.set(key, value)) };
  const state = { reachable: true, taken: true };
  const counts = createUseCounts({
    memory, user: "eva", workspace: "w", api: (call) => {
      sent.push(call);
      if (!state.reachable) return Promise.resolve({ ok: false, error: { kind: "unreachable" } });
      return Promise.resolve(state.taken ? { ok: true, value: null } : { ok: false, error: { kind: "problem", status: 403, code: "not-allowed", title: "", detail: "", fields: {}, retryAfterSeconds: undefined } });
    },
  });
  return { sent, memory, kept, state, counts, agree: (yes: boolean, who = "eva") => agreeHere(memory, who, yes) };
}

it("P4 with consent off nothing is counted and nothing is sent, and what was counted before goes", async () => {
  const { sent, counts, agree, kept } = scene();
  counts.opened("/deals");
  await counts.send();
  agree(true, "somebody-else");
  counts.opened("/deals");
  await counts.send();
  agree(true);
  counts.opened("/deals");
  agree(false);
  await counts.send();
  agree(true);
  await counts.send();
  expect(sent).toEqual([]);
  agree(false);
  agree(false, "somebody-else");
  expect([...kept]).toEqual([]);
});

it("P4 what is sent is features and numbers, once, and nothing of which record", async () => {
  const { sent, counts, agree } = scene();
  agree(true);
  for (const path of ["/", "/deals", "/deals/3f1c?log=call", "/contacts/8a", "/somewhere-else/8a", "/constructor"]) counts.opened(path);
  await counts.send();
  await counts.send();
  expect(sent).toEqual([{ method: "POST", path: "/api/privacy/use?workspace=w", body: { uses: { home: 1, deals: 2, contacts: 1 } } }]);
});

it("P4 with no network it waits; what the server does not want is forgotten", async () => {
  const { sent, counts, agree, state } = scene();
  agree(true);
  state.reachable = false;
  counts.opened("/board");
  await counts.send();
  state.reachable = true;
  counts.opened("/board");
  await counts.send();
  expect(sent.at(-1)?.body).toEqual({ uses: { board: 2 } });
  state.taken = false;
  counts.opened("/board");
  await counts.send();
  state.taken = true;
  await counts.send();
  expect(sent).toHaveLength(3);
});

it("P4 an address is known by its first part alone", () => {
  expect([featureOf("/"), featureOf("/settings/privacy"), featureOf("/x"), featureOf("")]).toEqual(["home", "settings", undefined, "home"]);
});
