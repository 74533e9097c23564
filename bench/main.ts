// Composition root of `npm run bench`: reads the arguments, installs the peers, runs the suite, prints the report.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { buildIfStale } from "../scripts/builds.ts";
import { runApi } from "./api/suite.ts";
import { runAssistant } from "./assistant/suite.ts";
import { runBodies } from "./bodies/suite.ts";
import { runCampaigns } from "./campaigns/index.ts";
import { devicePeers, runDevice } from "./device/suite.ts";
import { installPeers } from "./install-peers.ts";
import { describeMachine } from "./machine.ts";
import { type Row, withRatios } from "./metric.ts";
import { runMeaning } from "./meaning/suite.ts";
import { runPages } from "./pages/suite.ts";
import { benches, type Peer } from "./peer.ts";
import { peers } from "./peers/index.ts";
import { installedVersion } from "./peers/local-file.ts";
import { full, quick } from "./plan.ts";
import { asJson, asText, type PeerFacts } from "./report.ts";
import { runRooms } from "./rooms/suite.ts";
import { runStale, staleSubjects } from "./stale/suite.ts";
import { runStorm } from "./storm/suite.ts";
import { createContext } from "./sync/context.ts";
import { runSync } from "./sync/suite.ts";

const usage = `npm run bench -- [sync|device|pages|storm|stale|rooms|bodies|api|meaning|assistant|campaigns] [--quick] [--json FILE] [--only ${benches.join(",")}] [--peers NAME,NAME]`;
const firstPort = Number(process.env["OUTRIDER_BENCH_PORT"] ?? 21_000);

const chosen = <T extends string>(text: string | undefined, all: readonly T[]): readonly T[] => {
  if (text === undefined) return all;
  return text.split(",").map((name) => {
    const found = all.find((candidate) => candidate === name.trim());
    if (found === undefined) throw new Error(`unknown: ${name}; there are ${all.join(", ")}`);
    return found;
  });
};

const versionsOf = (packages: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(packages.map((name) => [name, installedVersion(name) ?? "not installed"]));

const suiteNames = ["sync", "device", "pages", "storm", "stale", "rooms", "bodies", "api", "meaning", "assistant", "campaigns"] as const;

const staleFacts: readonly PeerFacts[] = staleSubjects.map(({ name, setup, packages }) => ({ name, setup, versions: versionsOf(packages) }));

const factsOf = (peer: Peer): PeerFacts => ({
  name: peer.name,
  setup: peer.setup,
  versions: versionsOf(peer.packages),
  acknowledges: peer.acknowledges,
  durable: peer.durable,
  checks: peer.checks,
});

const main = async (): Promise<void> => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      quick: { type: "boolean", default: false },
      json: { type: "string" },
      only: { type: "string" },
      peers: { type: "string" },
    },
  });
  const [suite = "sync"] = positionals.length === 0 ? [] : chosen(positionals[0], suiteNames);
  const all: readonly { readonly name: string }[] = { sync: peers, device: devicePeers, pages: peers, storm: peers, stale: staleSubjects, rooms: peers, bodies: peers, api: peers, meaning: [], assistant: [], campaigns: [] }[suite];
  const names: readonly string[] = chosen(values.peers, all.map(({ name }) => name));
  const measured = peers.filter(({ name }) => names.includes(name));
  const only = chosen(values.only, benches);

  const wrong = suite === "bodies" || suite === "meaning" || suite === "api" || suite === "assistant" || suite === "campaigns" ? undefined : installPeers();
  if (wrong !== undefined) console.error(wrong);
  const root = mkdtempSync(join(process.env["OUTRIDER_BENCH_DIR"] ?? tmpdir(), "outrider-bench-"));
  try {
    const context = createContext(values.quick ? quick : full, root, firstPort, (text) => console.error(text));
    const machine = describeMachine(root);
    const serverAlone = suite === "sync" || suite === "storm" || suite === "rooms" || suite === "api" || suite === "campaigns";
    if (suite !== "stale" && suite !== "bodies" && suite !== "meaning" && suite !== "assistant") await buildIfStale("server", ...(serverAlone ? [] : ["client" as const]));
    const suites = {
      sync: () => runSync(measured, only, context),
      rooms: () => runRooms(measured, context),
      device: () => runDevice(names, context),
      storm: () => runStorm(measured, context),
      stale: () => runStale(names, context.plan.stale.trials, context.say),
      pages: () => runPages(values.quick ? 1 : 3, firstPort, firstPort + 1, (text) => console.error(text)),
      api: () => runApi(measured, context),
      meaning: () => runMeaning(values.quick, root),
      assistant: () => runAssistant(values.quick ? 10_000 : 100_000),
      campaigns: () => runCampaigns(values.quick, context),
      bodies: () => runBodies(values.quick ? 5 : 30, root),
    } satisfies Record<string, () => Promise<Row[]>>;
    const rows = withRatios(await suites[suite]());
    const servers = measured.map(factsOf);
    const named = <T extends { readonly name: string }>(list: readonly T[]): readonly T[] => list.filter(({ name }) => names.includes(name));
    const own = measured.filter(({ ours }) => ours).map(factsOf);
    const facts = { sync: servers, storm: own, api: own, rooms: servers, device: named(devicePeers), stale: named(staleFacts), pages: [], bodies: [], meaning: [], assistant: [], campaigns: peers.filter(({ ours }) => ours).map(factsOf) }[suite];
    const report = { machine, peers: facts, rows };
    console.log(asText(report));
    if (values.json !== undefined) writeFileSync(values.json, asJson(report));
    if (rows.some(({ ours, value }) => ours && value === undefined)) process.exitCode = 1;
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
};

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  console.error(usage);
  process.exitCode = 1;
});
