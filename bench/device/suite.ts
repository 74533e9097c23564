// Owns the order of the device bench: ours in the browser against a real server, then the rivals, one at a time.
import type { Metric, Row } from "../metric.ts";
import { accountNamed } from "../peers/outrider-accounts.ts";
import { outrider } from "../peers/outrider.ts";
import { installedVersion } from "../peers/local-file.ts";
import type { PeerFacts } from "../report.ts";
import type { Context } from "../sync/context.ts";
import { served } from "../sync/served.ts";
import { chromiumHere } from "./chromium-here.ts";
import { deviceRows, type DeviceFigures } from "./figures.ts";
import { type Hold, holdCore } from "./held-core.ts";
import { openDealsIn } from "./mixed-records.ts";
import { createOurDevice } from "./our-device.ts";
import { createRival, RIVALS } from "./rivals.ts";
import { seedMixed } from "./seed-mixed.ts";

const local = (setup: string, versions: PeerFacts["versions"]): Omit<PeerFacts, "name"> => ({
  setup, versions, acknowledges: "none", durable: { answer: "not compared", because: "measured on one device" }, checks: { answer: "none", because: "a store, and no server" },
});

export const devicePeers: readonly PeerFacts[] = [
  { ...local("the built app in Chromium against its server; packs of 1,000 records and a log, rows in memory, in a shared worker", {}), name: outrider.name, durable: outrider.durable, checks: outrider.checks },
  { ...local("a row for each record, six indexes, in a bare page; records fetched 500 at a time from a local server", { dexie: "as the client has it" }), name: "dexie rows" },
  { ...local("bulkDocs of 500 into IndexedDB, in a bare page; records fetched 500 at a time from a local server", { pouchdb: installedVersion("pouchdb") ?? "not installed" }), name: "pouchdb" },
];

/** The part of a core that a slow device has. */
const SHARE = 0.25;

interface Device { fill(): Promise<DeviceFigures>; use(hold: Hold): Promise<DeviceFigures>; remove(): Promise<void> }

export async function runDevice(only: readonly string[], { plan, withFolder, freshPort, say }: Context): Promise<Row[]> {
  const { records, colds } = plan.device;
  const of = `${records.toLocaleString("en")} records`;
  const held = `${of}, a quarter of a core`;
  const rows: Row[] = [];
  const core = holdCore();
  const launch = "missing" in core ? chromiumHere() : core.within(chromiumHere());
  if ("missing" in core) say(`not held to a part of a core: ${core.missing}`);

  async function measure(peer: string, ours: boolean, device: Device): Promise<void> {
    const take = async (what: string, metric: Metric, work: () => Promise<DeviceFigures>): Promise<void> => {
      try {
        rows.push(...deviceRows(peer, ours, what, await work()));
      } catch (error) {
        say(`failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
        const [note = "failed"] = (error instanceof Error ? error.message : String(error)).split("\n");
        rows.push({ id: "device", metric, of: what, peer, ours, value: undefined, runs: 0, note });
      }
    };
    try {
      await take(of, "whole", () => device.fill());
      await take(of, "cold", () => device.use(() => undefined));
      if ("missing" in core) return void rows.push({ id: "device", metric: "cold", of: held, peer, ours: false, value: undefined, runs: 0, note: `not available here: ${core.missing}` });
      say(`${peer}: on a quarter of a core`);
      await take(held, "cold", () => device.use((begins) => core.give(begins ? SHARE : null)));
    } finally {
      await device.remove();
    }
  }

  try {
    if (only.includes(outrider.name)) {
      await withFolder(outrider, async (at) => {
        const here = at();
        await served(outrider, here, async () => {
          await seedMixed(here, await accountNamed(here, "admin"), records);
          say(`outrider: the server holds ${records} records`);
          await measure(outrider.name, true, await createOurDevice(here, launch, { colds, openDeals: openDealsIn(records) }, say));
        });
      });
    }
    for (const name of Object.keys(RIVALS) as (keyof typeof RIVALS)[]) {
      if (only.includes(name)) await measure(name, false, await createRival(name, freshPort(), launch, plan.device, say));
    }
  } finally {
    if (!("missing" in core)) await core.remove();
  }
  return rows;
}
