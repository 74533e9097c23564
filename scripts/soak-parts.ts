// Owns the list of what `npm run soak` runs: for each part what is promised, how that is tried, how much of it makes the full
// size, and by which program. A new part is one entry.

/** `tests` names files of Vitest (project `unit` or `db`) or of Playwright; `program` one of the simulator's. */
type How =
  | { readonly by: "simulator"; readonly program: string; readonly flags?: readonly string[]; readonly count: string }
  | { readonly by: "unit" | "db" | "browser"; readonly tests: readonly string[] };

export interface Part {
  readonly rules: readonly string[];
  readonly promise: string;
  readonly tried: string;
  /** By the variable that sets it (for the simulator: `seeds`), how much of what. "all" and "yes" are as they are. */
  readonly size: Readonly<Record<string, readonly [full: number | "all" | "yes", of: string]>>;
  /** About how long it takes at full size on two cores with nothing beside it. */
  readonly minutes: number;
  readonly how: How;
  /** Lines of its output that are kept: all that match, or the last one. */
  readonly says?: { readonly lines: RegExp; readonly last?: true };
}

export const parts = {
  simulator: {
    rules: ["S2", "S3", "S4", "S5", "S6", "S13"], minutes: 60,
    promise: "Nothing acknowledged or shown as saved is lost, each edit is applied once, all devices come to the same, and hold what their people may see",
    tried: "seeded runs of the production engine and feed over a virtual network, disk and clock: drops, crashes between any two writes, copies and roll-backs of devices, an older database put back, changes of roles",
    size: { seeds: [10_000, "seeds"] }, how: { by: "simulator", program: "shared/simulator/src/soak.ts", count: "seeds" }, says: { lines: /^\d+ seeds, .*/, last: true },
  },
  versions: {
    rules: ["S12"], minutes: 15, promise: "Devices of three releases under servers that are updated meanwhile lose nothing",
    tried: "the same simulator, with clients of three versions", size: { seeds: [2_000, "seeds"] },
    how: { by: "simulator", program: "shared/simulator/src/soak.ts", flags: ["--versions"], count: "seeds" }, says: { lines: /^\d+ seeds, .*/, last: true },
  },
  visibility: {
    rules: ["S6"], minutes: 20, promise: "At every checkpoint a device holds what its person may see, and no frame carries more",
    tried: "random histories of roles, teams, shares and owners, every frame and every held record looked at", size: { seeds: [1_000, "histories"] },
    how: { by: "simulator", program: "shared/simulator/src/visibility/soak.ts", count: "seeds" }, says: { lines: /^\d+ histories, .*/, last: true },
  },
  planted: {
    rules: ["S2", "S6", "S12"], minutes: 25, promise: "What these runs watch they do notice", tried: "bugs planted in the production code, one at a time; how many of the runs notice each",
    size: { seeds: [100, "runs a bug"] }, how: { by: "simulator", program: "shared/simulator/src/planted-soak.ts", count: "seeds" }, says: { lines: /^planted .*/ },
  },
  server: {
    rules: ["S2", "S13", "R9"], minutes: 25, promise: "kill -9 of a server loses nothing that was acknowledged", tried: "a real server killed under writers on each database, several killed, frozen and restarted in turn, and put back to an older state",
    size: { OUTRIDER_KILLS: [50, "kills a database"], OUTRIDER_ROUNDS: [5, "rounds of several servers"] }, how: { by: "db", tests: ["tests/crash"] },
  },
  campaigns: {
    rules: ["M5", "M7"], minutes: 50, promise: "A customer gets at most one copy of a message whatever crashes, and none is missing where the vendor can be asked", tried: "kills in the middle of campaigns, by each vendor, on each database",
    size: { OUTRIDER_CAMPAIGN_KILLS: [100, "kills"], OUTRIDER_CAMPAIGN_SIZE: [10_000, "customers"] }, how: { by: "db", tests: ["tests/crash/campaign-kill"] },
  },
  load: {
    rules: ["S2", "S13"], minutes: 35, promise: "Under a steady load nothing is lost, p99 of an acknowledgement stays under 250 ms and memory grows less than 1 MB a minute", tried: "200 sockets, 100 changes a second",
    size: { OUTRIDER_LOAD_MINUTES: [30, "minutes"] }, how: { by: "db", tests: ["tests/load"] }, says: { lines: /^load on .*/ },
  },
  ingest: {
    rules: ["M1", "M2"], minutes: 30, promise: "Orders that come twice, in any order and through kills give each customer what the files say", tried: "the real orders of a shop through REST while the server is killed",
    size: { OUTRIDER_RETAIL_DAYS: [1_000, "days of orders"], OUTRIDER_KILLS: [10, "kills a database"] }, how: { by: "db", tests: ["tests/ingest"] },
  },
  api: {
    rules: ["I1", "U2"], minutes: 90, promise: "No request breaks the server, every answer is one that is described, and nobody does what he may not", tried: "random requests to each operation, and every operation by every role, on each database",
    size: { OUTRIDER_FUZZ: [5_000, "requests an operation"] }, how: { by: "db", tests: ["sync-server/src/routes/api-fuzz", "sync-server/src/routes/permission-matrix"] },
  },
  segments: {
    rules: ["M3"], minutes: 60, promise: "One rule gives the same set on a device and in SQL", tried: "random rules on each database", size: { OUTRIDER_SEGMENT_RULES: [100_000, "rules"] }, how: { by: "db", tests: ["sync-server/src/segments"] },
  },
  bodies: {
    rules: ["R8", "S5"], minutes: 5, promise: "No damaged edit of a note is believed, or costs more than its bounds", tried: "edits damaged at random", size: { OUTRIDER_MUTANTS: [100_000, "damaged edits"] }, how: { by: "unit", tests: ["shared/src/bodies"] },
  },
  imports: {
    rules: ["R13"], minutes: 10, promise: "Of any file every row is imported or refused with its reason, and nothing hangs", tried: "files damaged at random", size: { OUTRIDER_IMPORT_MUTANTS: [10_000, "damaged files"] }, how: { by: "unit", tests: ["client/src/features/import/core/mutants"] },
  },
  browser: {
    rules: ["S2"], minutes: 6, promise: "What a page shows as saved is there after kill -9 of the browser", tried: "a real browser killed in the middle of writing", size: { OUTRIDER_BROWSER_KILLS: [20, "kills"] }, how: { by: "browser", tests: ["browser-kill"] },
  },
  tabs: {
    rules: ["S10", "S2"], minutes: 12, promise: "Another tab leads within 3 s, nothing is lost or doubled", tried: "the leading tab killed", size: { OUTRIDER_TAB_KILLS: [50, "kills"] }, how: { by: "browser", tests: ["tabs"] },
  },
  screens: {
    rules: ["S1", "S14", "W2", "W3"], minutes: 75, promise: "Every screen opens cold with no network, on a phone and in other browsers, and is there for everybody; damage of what is stored is found and mended", tried: "every route, every look that journeys take and every kind of damage, in Chromium, Firefox and WebKit",
    size: { OUTRIDER_FULL_SIZE: ["yes", "every look"] }, how: { by: "browser", tests: ["accessible|account|admin|agenda|assistant|at-rest|attachments|campaigns|cold-start|conflicts|customers|damage|dashboard|duplicates|forecast|holds-a-part|import-maven|keyboard|meaning|notes|notifications|objections|other-browsers|presence|privacy|quick-add|reach-offer|refused|repeating|segments|share|two-people-offline|views"] },
  },
  hostile: {
    rules: ["R13", "W3"], minutes: 240, promise: "Text is text: no string that is stored runs, breaks a screen or leaves it", tried: "every hostile string of the corpora on every screen", size: { OUTRIDER_HOSTILE: ["all", "strings"] }, how: { by: "browser", tests: ["hostile"] },
  },
} as const satisfies Record<string, Part>;

export type PartName = keyof typeof parts;
export const partNames = Object.keys(parts) as readonly PartName[];
export const partNamed = (name: PartName): Part => parts[name];
