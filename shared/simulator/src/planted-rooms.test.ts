// Bugs planted in what knows rich texts and rooms, each of which breaks one promise: the simulator notices every one of
// them, and the same seeds pass without it. `npm run soak -- --typing --plant <bug>` finds other seeds.
import { BODY_ROOT, openDoc, toBase64 } from "@outrider/shared/bodies";
import { creationOf } from "@outrider/shared/commands";
import type { Change } from "@outrider/shared/records";
import { describe, expect, test } from "vitest";
import * as Y from "yjs";
import { createFeed } from "../../../sync-server/src/feed/feed.ts";
import type { Batch } from "../../../sync-server/src/feed/feed-store.ts";
import { createMemoryFeedStore } from "../../../sync-server/src/feed/memory-feed-store.ts";
import { createSigning } from "../../../sync-server/src/feed/signing.ts";
import { firstChanges, PEOPLE } from "./cast.ts";
import type { Invariant } from "./findings.ts";
import { createLedger } from "./ledger.ts";
import { AS_PINNED, isServerBug, type OF_ROOMS, plant } from "./plant.ts";
import { WORKSPACE } from "./server-node.ts";
import { simulate } from "./simulate.ts";
import { createTrials } from "./trials.ts";

interface Pinned { readonly seeds: readonly number[]; readonly breaks: readonly Invariant[] }

const PINNED = {
  toldBeforeCommit: { seeds: [2, 3], breaks: ["I-room", "I-visible"] },
  typedToAll: { seeds: [33, 45], breaks: ["I-room"] },
  roomsByOldView: { seeds: [13, 14], breaks: ["I-room"] },
  forgetAllTyped: { seeds: [2, 8], breaks: ["I-typed"] },
  forgetUnwritten: { seeds: [20, 32], breaks: ["I-typed"] },
  unboundClients: { seeds: [3, 65], breaks: ["I-judged"] },
  acceptGaps: { seeds: [3, 5], breaks: ["I-judged"] },
  "leave-writes-twice": { seeds: [13], breaks: ["I-judged"] },
  "typed-lately-forgotten": { seeds: [340, 24], breaks: ["I-typed"] },
  "own-typed-forgotten": { seeds: [33, 96], breaks: ["I-typed"] },
} satisfies Record<Exclude<(typeof OF_ROOMS)[number], "overNewerDocument">, Pinned>;

type Bug = keyof typeof PINNED;

describe.each(Object.entries(PINNED) as [Bug, Pinned][])("%s", (bug, { seeds, breaks }) => {
  test(`S2 R8 a planted bug in the ${isServerBug(bug) ? "server" : "device"} is noticed: ${bug}`, async () => {
    const noticed: string[] = [];
    for (const seed of seeds) {
      const { findings } = await simulate(seed, plant(bug));
      noticed.push(...findings.map(({ invariant }) => invariant));
      if (findings.some(({ invariant }) => breaks.includes(invariant))) break;
    }
    expect(noticed.filter((invariant) => breaks.includes(invariant as Invariant)), `seeds ${seeds.join(", ")} found ${noticed.join(", ")}`).not.toEqual([]);
  });
});

test("S2 R8 without a planted bug the pinned seeds pass", async () => {
  const seeds = [...new Set(Object.values(PINNED).flatMap(({ seeds: pinned }) => pinned))];
  for (const seed of seeds) expect((await simulate(seed, AS_PINNED)).findings).toEqual([]);
});

// Two servers have to read and write within the same few milliseconds for it: put side by side here.
test.each([false, true])("S13 R8 a document made from an older one is not written over a newer one, and where it is it is noticed (planted: %s)", async (overNewerDocument) => {
  const reports: string[] = [];
  const ledger = createLedger({ authorOf: () => ({ author: "somebody", cameBack: false }), report: (_invariant, what) => void reports.push(what), rewinds: () => 0 });
  const store = createMemoryFeedStore();
  const batches: Batch[] = [];
  let ids = 0;
  const newId = (): string => `00000000-0000-4000-8000-${String(++ids).padStart(12, "0")}`;
  const feed = createFeed({
    store: { ...store, transact: (workspace, work) => store.transact(workspace, (tx) => work({ ...tx, write: (batch) => (batches.push(batch), tx.write(batch)) })) },
    signing: createSigning(Buffer.from("a key")), bugs: { overNewerDocument }, scratch: createTrials(), newId, newDeviceId: newId,
    now: () => 1_800_000_000_000 + ids, sleep: () => new Promise(() => undefined), isLive: () => Promise.resolve(true), log: () => undefined,
  });
  const write = async (change: readonly Change[], over?: string | null) => {
    const body = change[0]?.id ?? "";
    const result = await feed.write(WORKSPACE, PEOPLE[0].id, "test", change, over === undefined ? undefined : { body, upTo: 2, over });
    for (const batch of batches.splice(0)) if (result.ok) ledger.committed(batch);
    return result.ok;
  };
  const lead = firstChanges().find(({ kind }) => kind === "lead")?.id ?? "";
  expect(await write(firstChanges())).toBe(true);
  const doc = openDoc("b", null);
  const empty = toBase64(Y.encodeStateAsUpdate(doc));
  doc.getXmlFragment(BODY_ROOT).push([new Y.XmlElement("paragraph")]);
  const typed = toBase64(Y.encodeStateAsUpdate(doc));
  const body = newId();
  expect(await write([{ ...creationOf(body, { kind: "body", values: { root: lead, about: lead, slot: "notes" } }), update: typed }])).toBe(true);
  const documentOf = (value: string): Change => ({ id: body, kind: "body", set: { doc: { value, base: null } } });
  expect(await write([documentOf(typed)], null)).toBe(true);
  expect(await write([documentOf(empty)], null)).toBe(overNewerDocument);
  expect(reports.length).toBe(overNewerDocument ? 1 : 0);
});
