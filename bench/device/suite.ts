// Owns the order of the device bench: ours in the browser against a real server, then the rivals, one at a time.
import type { Row } from "../metric.ts";
import { accountNamed } from "../peers/outrider-accounts.ts";
import { outrider } from "../peers/outrider.ts";
import { installedVersion } from "../peers/local-file.ts";
import type { PeerFacts } from "../report.ts";
import type { Context } from "../sync/context.ts";
import { served } from "../sync/served.ts";
import { deviceRows, type DeviceFigures } from "./figures.ts";
import { measureOurs } from "./our-device.ts";
import { measureRival, RIVALS } from "./rivals.ts";
import { seedMixed } from "./seed-mixed.ts";

const local = (setup: string, versions: PeerFacts["versions"]): Omit<PeerFacts, "name"> => ({
  setup, versions, acknowledges: "none", durable: { answer: "not compared", because: "measured on one device" }, checks: { answer: "none", because: "a store, and no server" },
});

export const devicePeers: readonly PeerFacts[] = [
  { ...local("the built app in Chromium against its server; packs of 1,000 records and a log, rows in memory, in a shared worker", {}), name: outrider.name, durable: outrider.durable, checks: outrider.checks },
  { ...local("a row for each record, six indexes, in a bare page; records fetched 500 at a time from a local server", { dexie: "as the client has it" }), name: "dexie rows" },
  { ...local("bulkDocs of 500 into IndexedDB, in a bare page; records fetched 500 at a time from a local server", { pouchdb: installedVersion("pouchdb") ?? "not installed" }), name: "pouchdb" },
];

export async function runDevice(only: readonly string[], { plan, withFolder, freshPort, say }: Context): Promise<Row[]> {
  const { records, colds } = plan.device;
  const rows: Row[] = [];
  const add = async (peer: string, ours: boolean, measure: () => Promise<DeviceFigures>): Promise<void> => {
    if (!only.includes(peer)) return;
    try {
      rows.push(...deviceRows(peer, ours, records, await measure()));
    } catch (error) {
      const [first = "failed"] = (error instanceof Error ? error.message : String(error)).split("\n");
      say(`failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      rows.push({ id: "device", metric: "whole", of: `${records.toLocaleString("en")} records`, peer, ours, value: undefined, runs: 0, note: first });
    }
  };
  await add(outrider.name, true, () =>
    withFolder(outrider, async (at) => {
      const here = at();
      return served(outrider, here, async () => {
        await seedMixed(here, await accountNamed(here, "admin"), records);
        say(`outrider: the server holds ${records} records`);
        return measureOurs(here, colds, say);
      });
    }),
  );
  for (const name of Object.keys(RIVALS) as (keyof typeof RIVALS)[]) await add(name, false, () => measureRival(name, freshPort(), records, colds, say));
  return rows;
}
