import { afterAll, beforeAll, expect, it } from "vitest";
import { type TestPlace, testPlaces } from "../db/testing/each-database.ts";
import { ADMIN, type TestServer, setUp, startTestServer } from "../testing/test-server.ts";

let made: TestPlace;
let server: TestServer;
beforeAll(async () => {
  const [first] = testPlaces;
  if (first === undefined) throw new Error("no database to test with");
  made = await first[1]();
  server = await startTestServer(made.place, { PASSWORD_COST: "14" });
  await setUp(server);
});
afterAll(async () => {
  await server.stop();
  await made.remove();
});

it("U1 an unknown address is answered as slowly as a known one", async () => {
  const time = async (email: string): Promise<number> => {
    const [began, worked] = [performance.now(), process.cpuUsage()];
    const reply = await server.browser().send("POST", "/api/auth/login", { email, password: "a wrong password" });
    expect(reply.status).toBe(401);
    // What the machine does besides counts for nothing: the server is this process, and a hash is work of its processor.
    const { user, system } = process.cpuUsage(worked);
    const work = (user + system) / 1_000;
    // Nor was it answered before the work was done.
    expect(performance.now() - began).toBeGreaterThan(work / 3);
    return work;
  };
  const known: number[] = [];
  const unknown: number[] = [];
  for (let i = 0; i < 9; i++) {
    known.push(await time(ADMIN.email));
    unknown.push(await time(`nobody${i}@example.com`));
  }
  const median = (times: number[]): number => times.toSorted((a, b) => a - b)[4] ?? 0;
  const ratio = median(unknown) / median(known);
  // Without the hash for nobody it would be below a tenth.
  expect(ratio).toBeGreaterThan(0.6);
  expect(ratio).toBeLessThan(1.7);
});
