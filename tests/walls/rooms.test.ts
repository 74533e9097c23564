// Leans on every rule of .dependency-cruiser.cjs: for each, one import that must be refused by that rule and no
// other rule's, and beside them imports that every rule must let through.
import { createRequire } from "node:module";
import { cruise, type ICruiseOptions, type ICruiseResult } from "dependency-cruiser";
import { afterAll, describe, expect, test } from "vitest";
import { createScratchTree, projectRoot } from "./scratch-tree.ts";

interface CruiserConfiguration {
  readonly forbidden: readonly { readonly name: string }[];
  readonly options: ICruiseOptions;
}

const configuration = createRequire(import.meta.url)(`${projectRoot}/.dependency-cruiser.cjs`) as CruiserConfiguration;

const SHARED_ROOMS = ["kernel", "schema", "access", "records", "commands", "protocol", "sync", "projection", "bodies", "segments", "sales", "search", "analytics", "csv", "vcard", "icalendar", "campaigns", "testing"];

// What the imports below point at. Every room of shared is an index without imports.
const targets: Record<string, string> = {
  ...Object.fromEntries(SHARED_ROOMS.map((room) => [`shared/src/${room}/index.ts`, "export type Here = 1;\n"])),
  "shared/src/schema/lead.ts": "export const lead = 1;\n",
  "shared/src/cellar/index.ts": "export const cellar = 1;\n",
  "shared/simulator/world.ts": "export const world = 1;\n",
  "client/src/act/door.ts": "export const door = 1;\n",
  "client/src/app/shell.tsx": "export const Shell = () => <p>shell</p>;\n",
  "client/src/engine/loop.ts": "export const loop = 1;\n",
  "client/src/features/leads/lead-list.tsx": "export const LeadList = () => <p>leads</p>;\n",
  "client/src/platform/clock.ts": "export const clock = 1;\n",
  "client/src/ui/button.tsx": 'export const Button = () => <button type="button" />;\n',
  "sync-server/src/routes/leads.ts": "export const leads = 1;\n",
  "sync-server/src/feed/accept.ts": "export const accept = 1;\n",
  "sync-server/src/db/client.ts": "export const client = 1;\n",
  "client/src/read/round.ts": `import { about } from './about.ts';\nexport const round = () => about;\n`,
  "sync-server/src/jobs/nightly.ts": "export const nightly = 1;\n",
};

const value = (specifier: string) => `import * as it from '${specifier}';\nexport const seen = it;\n`;
const type = (specifier: string) => `import type { Here } from '${specifier}';\nexport type Seen = Here;\n`;

/** rule -> [a file that must be refused, what it says] */
const refused: Record<string, readonly (readonly [path: string, content: string])[]> = {
  "shared-kernel": [["shared/src/kernel/a.ts", type("../schema/index.ts")]],
  "shared-schema": [["shared/src/schema/a.ts", value("../records/index.ts")]],
  "shared-records": [["shared/src/records/a.ts", value("../access/index.ts")]],
  "shared-access": [["shared/src/access/a.ts", type("../commands/index.ts")]],
  "shared-commands": [["shared/src/commands/a.ts", value("../sync/index.ts")]],
  "shared-protocol": [["shared/src/protocol/a.ts", value("../sync/index.ts")]],
  "shared-sync": [["shared/src/sync/a.ts", `export type Seen = import('../projection/index.ts').Here;\n`]],
  "shared-projection": [["shared/src/projection/a.ts", value("../commands/index.ts")]],
  "shared-bodies": [["shared/src/bodies/a.ts", value("../sync/index.ts")]],
  "shared-segments": [["shared/src/segments/a.ts", value("../sync/index.ts")]],
  "shared-sales": [["shared/src/sales/a.ts", value("../sync/index.ts")]],
  "shared-search": [["shared/src/search/a.ts", value("../sync/index.ts")]],
  "shared-analytics": [["shared/src/analytics/a.ts", value("../sync/index.ts")]],
  "shared-csv": [["shared/src/csv/a.ts", value("../schema/index.ts")]],
  "shared-vcard": [["shared/src/vcard/a.ts", value("../sync/index.ts")]],
  "shared-icalendar": [["shared/src/icalendar/a.ts", value("../schema/index.ts")]],
  "shared-campaigns": [["shared/src/campaigns/a.ts", value("../sync/index.ts")]],
  "client-ui": [["client/src/ui/a.tsx", value("../act/door.ts")]],
  "client-platform": [["client/src/platform/a.ts", value("../ui/button.tsx")]],
  "client-engine": [["client/src/engine/a.ts", value("../act/door.ts")]],
  "client-act": [["client/src/act/a.ts", value("../features/leads/lead-list.tsx")]],
  "client-read": [["client/src/read/a.ts", value("../ui/button.tsx")]],
  "client-rooms": [["client/src/rooms/a.ts", value("../ui/button.tsx")]],
  "client-features": [
    ["client/src/features/deals/a.ts", value("../../engine/loop.ts")],
    ["client/src/features/deals/b.ts", `export const later = () => import('../../engine/loop.ts');\n`],
    ["client/src/features/deals/c.ts", `export const worker = () => new Worker(new URL('../../engine/loop.ts', import.meta.url));\n`],
  ],
  "client-app": [["client/src/app/a.tsx", `import { loop } from '../engine/loop.ts';\nexport const A = () => <p>{loop}</p>;\n`]],
  "server-platform": [["sync-server/src/platform/a.ts", value("../db/client.ts")]],
  "server-sample": [["sync-server/src/sample/a.ts", value("../db/client.ts")]],
  "server-db": [["sync-server/src/db/a.ts", value("../feed/accept.ts")]],
  "server-auth": [["sync-server/src/auth/a.ts", value("../routes/leads.ts")]],
  "server-backup": [["sync-server/src/backup/a.ts", value("../routes/leads.ts")]],
  "server-feed": [["sync-server/src/feed/a.ts", value("../routes/leads.ts")]],
  "server-rooms": [["sync-server/src/rooms/a.ts", value("../routes/leads.ts")]],
  "server-rest": [["sync-server/src/rest/a.ts", value("../routes/leads.ts")]],
  "server-assistant": [["sync-server/src/assistant/a.ts", value("../routes/leads.ts")]],
  "server-segments": [["sync-server/src/segments/a.ts", value("../routes/leads.ts")]],
  "server-campaigns": [["sync-server/src/campaigns/a.ts", value("../routes/leads.ts")]],
  "server-webhooks": [["sync-server/src/webhooks/a.ts", value("../routes/leads.ts")]],
  "server-hubspot": [["sync-server/src/hubspot/a.ts", value("../feed/accept.ts")]],
  "server-notifications": [["sync-server/src/notifications/a.ts", value("../routes/leads.ts")]],
  "server-jobs": [["sync-server/src/jobs/a.ts", value("../routes/leads.ts")]],
  "server-calendar": [["sync-server/src/calendar/a.ts", value("../feed/accept.ts")]],
  "server-system": [["sync-server/src/system/a.ts", value("../routes/leads.ts")]],
  "server-meaning": [["sync-server/src/meaning/a.ts", value("../routes/leads.ts")]],
  "server-models": [["sync-server/src/models/a.ts", value("../db/client.ts")]],
  "server-ingest": [["sync-server/src/ingest/a.ts", value("../routes/leads.ts")]],
  "server-files": [["sync-server/src/files/a.ts", value("../routes/leads.ts")]],
  "server-privacy": [["sync-server/src/privacy/a.ts", value("../routes/leads.ts")]],
  "server-routes": [["sync-server/src/routes/a.ts", value("../main.ts")]],
  "no-cycles": [["client/src/read/about.ts", `import { round } from './round.ts';\nexport const about = () => round;\n`]],
  resolved: [["client/src/read/lost.ts", value("./not-there.ts")]],
  "room-known": [["client/src/read/unknown.ts", value("../../../shared/src/cellar/index.ts")]],
  "public-entry": [["shared/src/records/side-door.ts", value("../schema/lead.ts")]],
  "public-entry-from-outside": [["sync-server/src/feed/side-door.ts", value("../../../shared/src/schema/lead.ts")]],
  "shared-is-pure": [["shared/src/kernel/node.ts", value("node:fs")]],
  "shared-packages": [["shared/src/kernel/package.ts", value("hono")]],
  "shared-knows-nobody": [["shared/src/testing/who.ts", value("../../../client/src/engine/loop.ts")]],
  "yjs-in-bodies": [["client/src/engine/crdt.ts", value("yjs")]],
  "client-not-server": [
    ["client/src/engine/server.ts", value("../../../sync-server/src/feed/accept.ts")],
    ["client/e2e/server.ts", value("@outrider/sync-server/src/feed/accept.ts")],
  ],
  "server-not-client": [["sync-server/src/feed/client.ts", value("../../../client/src/engine/loop.ts")]],
  "nothing-imports-simulator": [["sync-server/src/feed/world.ts", value("@outrider/simulator/world.ts")]],
  "features-apart": [["client/src/features/deals/neighbour.ts", value("../leads/lead-list.tsx")]],
  "ui-knows-no-entity": [["client/src/ui/entity.ts", type("@outrider/shared/schema")]],
  "platform-by-roots": [
    ["client/src/read/now.ts", value("../platform/clock.ts")],
    ["client/src/features/deals/now.ts", `import { type clock } from '../../platform/clock.ts';\nexport type Clock = typeof clock;\n`],
  ],
  "react-on-the-page": [["client/src/engine/page.ts", value("react")]],
  "database-by-name": [["client/src/engine/database.ts", value("dexie")]],
};

const allowed: Record<string, string> = {
  "sync-server/src/main.ts": value("./routes/leads.ts"),
  "client/src/main.tsx": value("./platform/clock.ts"),
  "client/src/engine.worker.ts": `${value("./platform/clock.ts")}export * from './engine/loop.ts';\n`,
  "client/src/app/good.tsx": value("../features/leads/lead-list.tsx"),
  "client/src/features/leads/good.ts": `${value("../../ui/button.tsx")}export type { Here } from '@outrider/shared/schema';\n`,
  "client/src/features/leads/good-type.ts": `import type { clock } from '../../platform/clock.ts';\nexport type Clock = typeof clock;\n`,
  "client/src/act/there.ts": `import type { Back } from './back.ts';\nexport const there = (it: Back) => it;\n`,
  "client/src/act/back.ts": `import { there } from './there.ts';\nexport type Back = 1;\nexport const back = () => there(1);\n`,
  "client/src/engine/good.ts": value("@outrider/shared/sync"),
  "client/src/engine/good.test.ts": value("../platform/clock.ts"),
  "shared/src/records/good.ts": `${value("../schema/index.ts")}export * from '../kernel/index.ts';\n`,
  "shared/src/bodies/good.ts": value("yjs"),
  "shared/src/kernel/good.test.ts": value("node:fs"),
  "shared/simulator/good.ts": `import { loop } from '../../client/src/engine/loop.ts';\nimport { accept } from '../../sync-server/src/feed/accept.ts';\nexport const both = [loop, accept];\n`,
  "sync-server/src/feed-port.ts": "export const port = 1;\n",
  "sync-server/src/auth/good.ts": value("../feed-port.ts"),
  "sync-server/src/feed/good.ts": `${value("../db/client.ts")}export type { Here } from '@outrider/shared/protocol';\n`,
};

// A stand-in, because Yjs need not be installed for its wall to stand.
const packages = {
  "node_modules/yjs/package.json": JSON.stringify({ name: "yjs", version: "1.0.0", type: "module", exports: "./yjs.js" }),
  "node_modules/yjs/yjs.js": "export const Doc = class {};\n",
};

const cases = Object.entries(refused).flatMap(([rule, files]) => files.map(([path, content]) => ({ rule, path, content })));
const tree = createScratchTree({
  ...targets,
  ...allowed,
  ...packages,
  ...Object.fromEntries(cases.map(({ path, content }) => [path, content])),
});
afterAll(() => tree.remove());

const { output } = await cruise(
  ["client", "shared", "sync-server"],
  { ...configuration.options, baseDir: tree.root, validate: true, ruleSet: { forbidden: [...configuration.forbidden] } as NonNullable<ICruiseOptions["ruleSet"]> },
);
const violations = (output as ICruiseResult).summary.violations.map(({ rule, from }) => ({ rule: rule.name, from }));

describe("the walls between rooms", () => {
  test("every rule is leaned on", () => {
    expect(Object.keys(refused).sort()).toEqual(configuration.forbidden.map((rule) => rule.name).sort());
  });

  test.each(cases)("$rule refuses $path", ({ rule, path }) => {
    expect(violations.filter(({ from }) => from === path).map((found) => found.rule)).toContain(rule);
  });

  test("what the map allows passes", () => {
    expect(violations.filter(({ from }) => from in allowed)).toEqual([]);
  });
});
