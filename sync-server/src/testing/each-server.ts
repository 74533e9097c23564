/** Runs a suite against a whole server on each database there is. */
import { afterAll, beforeAll, describe } from "vitest";
import { type TestPlace, testPlaces } from "../db/testing/each-database.ts";
import type { MemoryFeed } from "./memory-feed.ts";
import { type TestServer, startTestServer } from "./test-server.ts";

export const describeOnEachServer = (
  name: string,
  variables: Readonly<Record<string, string>>,
  body: (server: () => TestServer) => void,
  feed?: () => MemoryFeed,
): void => {
  for (const [kind, make] of testPlaces) {
    describe(`${name} (${kind})`, () => {
      let made: TestPlace | undefined;
      let server: TestServer | undefined;
      beforeAll(async () => {
        made = await make();
        server = await startTestServer(made.place, variables, feed?.());
      });
      afterAll(async () => {
        await server?.stop();
        await made?.remove();
      });
      body(() => {
        if (server === undefined) throw new Error("the server starts in beforeAll: call this inside a test");
        return server;
      });
    });
  }
};
