// Who may import whom, one line a room. A room not named here may import nothing of ours. Tests may look
// everywhere except through the wall between client and server. `tests/walls` leans on every rule below.
"use strict";

const { readAllOfTypeScript } = require("./scripts/cruiser-parser.cjs");

readAllOfTypeScript();

const TEST = "\\.(test|contract)\\.tsx?$|/testing/";

// Files beside the rooms that any of them may name: ports, the table of settings, and workers, which are started.
const COMMON_GROUND = "[^/]+-port\\.ts$|env\\.ts$|[^/]+\\.worker\\.ts$";

const SHARED = {
  kernel: [],
  schema: ["kernel"],
  records: ["kernel", "schema"],
  access: ["kernel", "schema", "records", "icalendar"],
  commands: ["kernel", "schema", "access", "records", "icalendar"],
  protocol: ["kernel", "schema", "records", "access"],
  sync: ["kernel", "schema", "records", "access", "commands", "protocol"],
  projection: ["kernel", "schema", "records"],
  bodies: ["kernel", "schema"],
  segments: ["kernel", "schema", "records", "projection", "analytics"],
  sales: ["kernel", "schema", "records", "search", "analytics"],
  search: ["kernel", "schema", "records"],
  analytics: ["kernel", "schema", "records"],
  csv: [],
  vcard: [],
  icalendar: ["kernel", "vcard"],
  campaigns: ["kernel", "schema", "records"],
};

// Besides these, any room of the client may import rooms of shared by their package names.
const CLIENT = {
  ui: ["platform"],
  platform: ["engine", "act", "read"],
  engine: [],
  act: ["engine"],
  read: ["engine", "act"],
  rooms: ["engine", "act"],
  features: ["act", "read", "rooms", "ui", "app", "platform"],
  app: ["act", "read", "features", "ui", "platform"],
};

const SERVER = {
  platform: [],
  sample: [],
  db: ["platform"],
  auth: ["db", "platform"],
  backup: ["db", "feed"],
  feed: ["db", "auth", "platform", "rooms"],
  rooms: ["db", "feed", "platform"],
  assistant: ["db", "feed", "platform"],
  segments: ["db", "feed", "platform"],
  campaigns: ["db", "feed", "auth", "segments", "platform"],
  rest: ["db", "feed", "auth", "platform"],
  calendar: ["db", "auth", "rest", "platform"],
  system: ["db", "auth", "platform"],
  models: ["platform"],
  meaning: ["assistant", "db", "feed", "jobs", "models", "platform"],
  files: ["db", "feed", "platform"],
  ingest: ["db", "feed", "jobs", "rest", "platform"],
  jobs: ["db", "feed", "auth", "rest", "assistant", "campaigns", "platform"],
  webhooks: ["db", "feed", "jobs", "platform"],
  hubspot: ["db", "platform"],
  notifications: ["db", "feed", "auth", "jobs", "platform"],
  privacy: ["db", "feed", "auth", "jobs", "platform"],
  routes: ["db", "feed", "rooms", "auth", "privacy", "files", "ingest", "assistant", "segments", "campaigns", "webhooks", "hubspot", "notifications", "jobs", "rest", "calendar", "system", "models", "meaning", "platform"],
};

/** One rule a room: it reaches itself and the rooms in its line, and no other folder below `base`. */
const roomRules = (name, base, rooms) =>
  Object.entries(rooms).map(([room, may]) => ({
    name: `${name}-${room}`,
    comment: `${base}/${room} may import ${may.length === 0 ? "no other room" : may.join(", ")}`,
    severity: "error",
    from: { path: `^${base}/${room}/`, pathNot: TEST },
    to: { path: `^${base}/`, pathNot: `^${base}/((${[room, ...may].join("|")})/|${COMMON_GROUND})` },
  }));

const rule = (name, comment, from, to) => ({ name, comment, severity: "error", from, to });

module.exports = {
  forbidden: [
    ...roomRules("shared", "shared/src", SHARED),
    ...roomRules("client", "client/src", CLIENT),
    ...roomRules("server", "sync-server/src", SERVER),
    rule(
      "no-cycles",
      "A cycle is one file pretending to be two. Types alone may go round: nothing is left of them when it runs.",
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ["type-import"] } },
    ),
    // The peers of the benchmarks have packages of their own, which are there only once a benchmark has run.
    rule("resolved", "An import of something that is not there.", { pathNot: "^bench/peers/" }, { couldNotResolve: true }),
    rule(
      "room-known",
      "A folder of shared without a line above has no rule, so it has no place.",
      { path: "^(client/src|sync-server/src|shared/(src|simulator))/" },
      { path: "^shared/src/", pathNot: `^shared/src/(${[...Object.keys(SHARED), "testing"].join("|")})/` },
    ),
    rule(
      "public-entry",
      "A room of shared is entered by its index.",
      { path: "^shared/src/([^/]+)/", pathNot: TEST },
      { path: "^shared/src/[^/]+/", pathNot: "^shared/src/$1/|^shared/src/[^/]+/index\\.ts$" },
    ),
    rule(
      "public-entry-from-outside",
      "client and sync-server take rooms of shared by package name.",
      { path: "^(client|sync-server|shared/simulator|bench)/" },
      { path: "^shared/src/", pathNot: "^shared/src/[^/]+/index\\.ts$" },
    ),
    rule(
      "shared-is-pure",
      "shared knows no Node and no package but its validators and hashes.",
      { path: "^shared/src/", pathNot: TEST },
      { dependencyTypes: ["core"] },
    ),
    rule(
      "shared-packages",
      "shared knows no package but its validators and hashes, and Yjs in bodies.",
      { path: "^shared/src/", pathNot: TEST },
      { path: "(^|/)node_modules/", pathNot: "(^|/)node_modules/(zod|@noble/hashes|yjs|y-protocols|lib0)/" },
    ),
    rule(
      "shared-knows-nobody",
      "shared does not know who uses it.",
      { path: "^shared/src/" },
      { path: "^(client|sync-server|bench|tests|scripts)/" },
    ),
    rule(
      "yjs-in-bodies",
      "Yjs is known to the room bodies alone, and to the page's rooms and the simulator's pages, where documents are open.",
      { path: "^(client|sync-server|shared)/", pathNot: `^shared/src/bodies/|^shared/simulator/|^client/src/rooms/|${TEST}` },
      { path: "(^|/)node_modules/(yjs|y-protocols|lib0)/" },
    ),
    rule("client-not-server", "They meet in the protocol.", { path: "^client/(src|e2e)/" }, { path: "^sync-server/src/" }),
    rule("server-not-client", "They meet in the protocol.", { path: "^sync-server/" }, { path: "^client/" }),
    rule(
      "nothing-imports-simulator",
      "The simulator drives; nothing drives it.",
      { pathNot: "^shared/simulator/" },
      { path: "^shared/simulator/" },
    ),
    rule(
      "features-apart",
      "Features never import each other.",
      { path: "^client/src/features/([^/]+)/" },
      { path: "^client/src/features/", pathNot: "^client/src/features/$1/" },
    ),
    rule(
      "ui-knows-no-entity",
      "What ui shows it is told.",
      { path: "^client/src/ui/", pathNot: TEST },
      { path: "^shared/src/", pathNot: "^shared/src/kernel/" },
    ),
    rule(
      "platform-by-roots",
      "Only composition roots (files directly in client/src) and the shell construct platform parts; the page is the platform of ui. Others may know their types.",
      { path: "^client/src/[^/]+/", pathNot: `^client/src/(platform|app|ui)/|${TEST}` },
      { path: "^client/src/platform/", dependencyTypesNot: ["type-import"] },
    ),
    rule(
      "react-on-the-page",
      "The engine and the platform run where there is no page.",
      { path: "^client/src/(engine|platform)/|^client/src/[^/]+\\.worker\\.ts$|^(sync-server|shared)/" },
      { path: "(^|/)node_modules/(react|react-dom)/" },
    ),
    rule(
      "database-by-name",
      "Dexie stays behind the store port.",
      { path: "^client/src/", pathNot: `^client/src/platform/|${TEST}` },
      { path: "(^|/)node_modules/dexie/" },
    ),
  ],
  options: {
    parser: "swc",
    doNotFollow: { path: "node_modules" },
    // Only our own output: a pattern such as (^|/)dist/ would hide packages that live in a dist of theirs.
    exclude: { path: "^(client|sync-server)/dist/" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
      mainFields: ["module", "main", "types"],
      extensions: [".ts", ".tsx", ".mjs", ".js", ".cjs", ".json", ".d.ts"],
    },
  },
};
