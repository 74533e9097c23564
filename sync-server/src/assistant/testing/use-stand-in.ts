/** One stand-in for all tests of a suite: opened before them, closed after them, and what it heard forgotten between them. */
import { afterAll, beforeAll, beforeEach } from "vitest";
import { openStandIn, type StandIn } from "./stand-in.ts";

/** Call it where the suite is described; what it answers is there once a test runs. */
export function useStandIn(): () => StandIn {
  let standIn: StandIn;
  beforeAll(async () => {
    standIn = await openStandIn();
  });
  afterAll(() => standIn.close());
  beforeEach(() => {
    standIn.heard.length = 0;
  });
  return () => standIn;
}
