// Which test file runs where. Pure tests and the simulator need Node alone; database tests bring their own
// PGlite and also use PostgreSQL when OUTRIDER_PG_URL names one. Browser tests are Playwright's (client/e2e).
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { LongFirst } from "./tests/long-first.ts";

const never = ["**/node_modules/**", "**/dist/**", "client/e2e/**"];
const database = ["**/*.db.test.ts"];
const simulator = ["shared/simulator/**/*.test.ts"];

export default defineConfig({
  test: {
    // Every core: Vitest would leave one for watching, of two.
    maxWorkers: "100%",
    sequence: { sequencer: LongFirst },
    projects: [
      {
        test: {
          name: "unit",
          environment: "node",
          include: ["**/*.test.{ts,tsx}"],
          exclude: [...never, ...database, ...simulator, "**/*.browser.test.*"],
          // Only what hangs is stopped: the machine may be busy with something else.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: "simulator",
          environment: "node",
          include: simulator,
          exclude: never,
          testTimeout: 240_000,
          hookTimeout: 60_000,
        },
      },
      {
        resolve: { alias: [{ find: /^\.\/pglite-launch\.ts$/, replacement: fileURLToPath(new URL("sync-server/src/db/testing/launch-built.ts", import.meta.url)) }] },
        test: {
          name: "db",
          environment: "node",
          // As for servers of tests (tests/crash/server-process.ts): most databases of these live for seconds.
          execArgv: ["--liftoff-only"],
          globalSetup: ["./tests/before-databases.ts"],
          include: database,
          exclude: never,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
    coverage: {
      provider: "v8",
      include: ["shared/src/**/*.ts", "shared/simulator/**/*.ts", "client/src/**/*.{ts,tsx}", "sync-server/src/**/*.ts"],
      // Components, composition roots and the browser's own parts run in a browser: client/e2e proves those.
      exclude: ["**/*.test.*", "**/testing/**", "**/*.tsx", "client/src/*.ts", "client/src/platform/**", "sync-server/src/main.ts"],
      reporter: ["text-summary", "html", "json-summary"],
      thresholds: { statements: 85 },
    },
  },
});
