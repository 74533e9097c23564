// Somebody is deactivated on one device: what he had open elsewhere ends, on the real server with a real feed.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { testPlaces } from "../sync-server/src/db/testing/each-database.ts";
import { isSynced, openNodeDevice, until } from "./crash/node-device.ts";
import { startServerProcess } from "./crash/server-process.ts";
import { signIn } from "./devices/account.ts";

/** Longer than it takes to end a few sessions; asking whether they have ended would end them. */
const MOMENT_MS = 500;
const PASSWORD = "outrider-demo";

describe.each(testPlaces.map(([kind, make], index) => ({ kind, make, port: 20_340 + index })))("a member deactivated ($kind)", ({ make, port }) => {
  it("S6 U2 U3 deactivating a member takes everything off his devices and ends his sessions at once, and nobody else's, also across a restart", { timeout: 120_000 }, async () => {
    const made = await make();
    const dataDirectory = "dataDirectory" in made.place ? made.place.dataDirectory : await mkdtemp(join(tmpdir(), "outrider-deactivated-"));
    const options = { port, dataDirectory, ...("databaseUrl" in made.place && { databaseUrl: made.place.databaseUrl }) };
    let server = await startServerProcess(options);
    const { url } = server;
    const status = async ({ cookie }: { readonly cookie: string }): Promise<number> => (await fetch(`${url}/api/auth/me`, { headers: { cookie } })).status;
    try {
      const [boss, leaver, elsewhere] = await Promise.all(["admin", "rep", "rep"].map((name) => signIn(url, `${name}@outrider.test`, PASSWORD)));
      if (boss === undefined || leaver === undefined || elsewhere === undefined) throw new Error("nobody signed in");
      const [admin, rep] = [await openNodeDevice(url, boss), await openNodeDevice(url, leaver)];
      await until(() => isSynced(admin) && isSynced(rep), () => JSON.stringify([admin.engine.status(), rep.engine.status()]));

      const set = async (active: boolean): Promise<void> => {
        const done = await admin.engine.perform([{ name: "edit", args: { id: leaver.user, values: { active } } }]);
        if (!done.ok) throw new Error(done.error.message);
        await until(() => isSynced(admin), () => JSON.stringify(admin.engine.status()));
      };
      expect(rep.disk.confirmed.size).toBeGreaterThan(20);
      await set(false);
      await until(() => rep.engine.status().phase === "signed-out", () => JSON.stringify(rep.engine.status()));
      // Nothing of the workspace is left on his device.
      await until(() => rep.disk.confirmed.size === 0, () => `${rep.disk.confirmed.size} records are left`);
      expect([rep.disk.meta.cursor, [...rep.engine.view.ids("company")]]).toEqual([null, []]);
      await new Promise((resolve) => setTimeout(resolve, MOMENT_MS));
      // The sessions themselves are gone, so that being active again brings none back.
      await set(true);
      expect(await Promise.all([leaver, elsewhere].map(status))).toEqual([401, 401]);
      expect(await status(boss)).toBe(200);

      const anew = await signIn(url, "rep@outrider.test", PASSWORD);
      expect(await status(anew)).toBe(200);
      await set(false);
      await Promise.all([admin, rep].map(({ engine }) => engine.stop()));
      await server.kill();
      server = await startServerProcess(options);
      expect(await Promise.all([anew, boss].map(status))).toEqual([401, 200]);
      await expect(signIn(url, "rep@outrider.test", PASSWORD)).rejects.toMatchObject({ status: 403 });
    } finally {
      await server.kill();
      await rm(dataDirectory, { recursive: true, force: true });
      await made.remove();
    }
  });
});
