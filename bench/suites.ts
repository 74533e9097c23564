// Owns the list of what `npm run bench` runs: for each suite what it is about, what it needs, how long it takes at full
// size, and how it is run. A new suite is one entry here and one folder.
import { runApi } from "./api/suite.ts";
import { runAssistant } from "./assistant/suite.ts";
import { runBodies } from "./bodies/suite.ts";
import { runCampaigns } from "./campaigns/index.ts";
import { devicePeers, runDevice } from "./device/suite.ts";
import { runJourneys } from "./journeys/suite.ts";
import { runMeaning } from "./meaning/suite.ts";
import type { Row } from "./metric.ts";
import { runPages } from "./pages/suite.ts";
import { type Bench, type Peer } from "./peer.ts";
import { peers } from "./peers/index.ts";
import { installedVersion } from "./peers/local-file.ts";
import type { PeerFacts } from "./report.ts";
import { runRooms } from "./rooms/suite.ts";
import { runSearch } from "./search/suite.ts";
import { runSize } from "./size/suite.ts";
import { runStale, staleSubjects } from "./stale/suite.ts";
import { runStart } from "./start/suite.ts";
import { runStorm } from "./storm/suite.ts";
import type { Context } from "./sync/context.ts";
import { runSync } from "./sync/suite.ts";
import { runVectors } from "./vectors/suite.ts";

export interface Ask {
  readonly quick: boolean;
  /** Of what a suite measures beside one another, those asked for. */
  readonly names: readonly string[];
  readonly measured: readonly Peer[];
  readonly only: readonly Bench[];
  readonly root: string;
  readonly firstPort: number;
  readonly context: Context;
}

interface Suite {
  readonly title: string;
  /** About how long it takes at full size on two cores. */
  readonly minutes: number;
  /** Built before it runs. */
  readonly builds: readonly ("client" | "server")[];
  /** It counts and times nothing: what else runs changes no figure. */
  readonly counts?: true;
  /** Whether it measures what is installed in bench/peers. */
  readonly installs: boolean;
  /** What it measures beside one another, with what is known of each. */
  readonly beside: readonly PeerFacts[];
  readonly run: (ask: Ask) => Promise<Row[]>;
}

const versionsOf = (packages: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(packages.map((name) => [name, installedVersion(name) ?? "not installed"]));

const factsOf = ({ name, setup, packages, acknowledges, durable, checks }: Peer): PeerFacts => ({ name, setup, versions: versionsOf(packages), acknowledges, durable, checks });

const servers = peers.map(factsOf);
const ours = peers.filter((peer) => peer.ours === true).map(factsOf);
const libraries: readonly PeerFacts[] = staleSubjects.map(({ name, setup, packages }) => ({ name, setup, versions: versionsOf(packages) }));

export const suites = {
  size: { title: "What the built app weighs", minutes: 1, counts: true, builds: ["client"], installs: false, beside: [], run: () => runSize() },
  search: { title: "Search in the engine", minutes: 1, builds: [], installs: false, beside: [], run: ({ quick }) => runSearch(quick ? 10_000 : 100_000) },
  meaning: { title: "Embedding texts, and closest vectors on a device", minutes: 2, builds: [], installs: false, beside: [], run: ({ quick, root }) => runMeaning(quick, root) },
  vectors: { title: "Closest vectors in SQL", minutes: 4, builds: [], installs: false, beside: [], run: ({ quick, context }) => runVectors(quick ? 5_000 : 100_000, context.say) },
  assistant: { title: "The assistant's own answers", minutes: 2, builds: [], installs: false, beside: [], run: ({ quick }) => runAssistant(quick ? 10_000 : 100_000) },
  start: { title: "A server started", minutes: 5, builds: ["server"], installs: false, beside: ours, run: ({ measured, context }) => runStart(measured, context) },
  api: { title: "Requests over HTTP", minutes: 6, builds: ["server"], installs: false, beside: ours, run: ({ measured, context }) => runApi(measured, context) },
  campaigns: { title: "Segments, orders, receipts, messages, jobs", minutes: 8, builds: ["server"], installs: true, beside: ours, run: ({ quick, context }) => runCampaigns(quick, context) },
  bodies: { title: "Edits of notes, checked", minutes: 3, builds: [], installs: false, beside: [], run: ({ quick, root }) => runBodies(quick ? 5 : 30, root) },
  pages: { title: "Lighthouse on a phone", minutes: 12, builds: ["server", "client"], installs: true, beside: [], run: ({ quick, firstPort, context }) => runPages(quick ? 1 : 3, firstPort, firstPort + 1, context.say) },
  journeys: { title: "A person's ways through the app on a phone", minutes: 4, builds: ["server", "client"], installs: false, beside: [], run: ({ quick, firstPort, context }) => runJourneys(quick ? 2 : 7, firstPort, context.say) },
  device: { title: "A device with many records, beside other stores", minutes: 30, builds: ["server", "client"], installs: true, beside: devicePeers, run: ({ names, context }) => runDevice(names, context) },
  stale: { title: "Stale edits, beside other libraries", minutes: 5, counts: true, builds: [], installs: true, beside: libraries, run: ({ names, context }) => runStale(names, context.plan.stale.trials, context.say) },
  sync: { title: "Sync, beside other servers", minutes: 40, builds: ["server"], installs: true, beside: servers, run: ({ measured, only, context }) => runSync(measured, only, context) },
  rooms: { title: "Texts typed together, beside other servers", minutes: 45, builds: ["server"], installs: true, beside: servers, run: ({ measured, context }) => runRooms(measured, context) },
  storm: { title: "Everybody back at once", minutes: 12, builds: ["server"], installs: true, beside: ours, run: ({ measured, context }) => runStorm(measured, context) },
} satisfies Record<string, Suite>;

export type SuiteName = keyof typeof suites;
export const suiteNames = Object.keys(suites) as readonly SuiteName[];
export const suiteNamed = (name: SuiteName): Suite => suites[name];
