// Owns the storm: everybody was away and edited, and all come back within seconds. How long until the server has taken
// it all and every device holds the same, how long an acknowledgement took, and how much memory the server needed.
import { fileURLToPath } from "node:url";
import { load } from "../load.ts";
import { rowsOfEach } from "../each-peer.ts";
import type { Metric, Row } from "../metric.ts";
import type { Peer } from "../peer.ts";
import type { Context } from "../sync/context.ts";
import { served } from "../sync/served.ts";

/** Signing up a thousand people takes longer than the storm. */
const LIMIT_MS = 1_800_000;

/** Why nothing else is measured beside ours. */
const NOT_THE_SAME: Readonly<Record<string, string>> = {
  pouchdb: "replicates the last revision of each document: of 200 edits of 20 records 20 would travel, none is judged, and who sees what is a database's matter",
  hocuspocus: "merges a device's edits into one update of a document, which is not acknowledged as stored",
  "y-websocket": "merges a device's edits into one update of a document, which is not acknowledged",
  "y-websocket (memory)": "merges a device's edits into one update of a document, which is not acknowledged",
  tinybase: "sends the difference of two stores, which is not acknowledged",
};

const quickPasswords = fileURLToPath(new URL("./quick-passwords.cjs", import.meta.url));

/** The same server, at which signing up costs nothing. */
const withQuickPasswords = (peer: Peer): Peer => ({
  ...peer,
  launch(at) {
    const launch = peer.launch(at);
    return { ...launch, env: { ...launch.env, NODE_OPTIONS: `${process.env["NODE_OPTIONS"] ?? ""} --require ${quickPasswords}`.trim() } };
  },
});

async function stormOn(peer: Peer, { plan, withFolder, say }: Context): Promise<Row[]> {
  const size = plan.storm;
  say(`storm ${peer.name}: ${size.teams} teams of ${size.devicesEach} devices with ${size.edits} edits each; signing up first`);
  let most = 0;
  const { answer, marks } = await withFolder(peer, async (at) => {
    const here = at();
    return served(withQuickPasswords(peer), here, async (server) => {
      const watch = setInterval(() => (most = Math.max(most, server.usage().rss ?? 0)), 500);
      try {
        return await load(peer, here, { kind: "storm", ...size }, LIMIT_MS, server.usage);
      } finally {
        clearInterval(watch);
      }
    });
  });
  const of = `${(size.teams * size.devicesEach).toLocaleString("en")} devices, ${(size.teams * size.devicesEach * size.edits).toLocaleString("en")} edits, back within ${size.withinMs / 1000} s`;
  const row = (metric: Metric, value: number | undefined, note?: string): Row => ({ id: "storm", metric, of, peer: peer.name, ours: true, value, runs: 1, ...(note !== undefined && { note }) });
  const [before, after] = [marks.get("begins")?.cpu, marks.get("end")?.cpu];
  const rate = Math.round(answer.edits / (answer.drained / 1000));
  return [
    row("drained", answer.drained / 1000, `${answer.edits.toLocaleString("en")} acknowledged, ${rate.toLocaleString("en")} a second; the loader took ${answer.loaderCpu.toFixed(0)} s of its core`),
    row("equal", answer.equal / 1000, `${answer.proposals.toLocaleString("en")} edits became proposals`),
    row("ackP50", answer.ackP50 / 1000),
    row("ackP99", answer.ackP99 / 1000, answer.reconnects === 0 ? "nobody was turned away" : `${answer.reconnects} times a device had to connect again`),
    row("catchUpCpu", before === undefined || after === undefined ? undefined : after - before, "of a busy machine the figure to trust"),
    row("peakRss", most === 0 ? undefined : most, "with its database's processes"),
  ];
}

export const runStorm = (peers: readonly Peer[], context: Context): Promise<Row[]> =>
  rowsOfEach(peers, context.say, { id: "storm", metric: "drained" }, (peer) => stormOn(peer, context), (peer) => (peer.ours === true ? peer.missing?.() : `not measured: ${NOT_THE_SAME[peer.name] ?? "it has no such client"}`));
