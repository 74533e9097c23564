// Somebody is deactivated on one device: what he had open elsewhere ends and is taken away, on the real server with a real
// feed, and where there is PostgreSQL on another server than the one that committed it, however the two things that it
// hears of, the commit and the end of the sign-in, come to it.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { isSynced, type NodeDevice, openNodeDevice, until } from "./crash/node-device.ts";
import { sampledPlaces } from "./crash/sampled-places.ts";
import { startServerProcess } from "./crash/server-process.ts";
import { type Account, signIn } from "./devices/account.ts";

/** Longer than it takes to end a few sessions; asking whether they have ended would end them. */
const MOMENT_MS = 500;
const PASSWORD = "outrider-demo";
const SECRETS = { JWT_SECRET: "s".repeat(40), JWT_REFRESH_SECRET: "r".repeat(40) };
/** Which of the two is heard of first is chance. */
const ROUNDS = { postgres: 3, pglite: 1 } as Readonly<Record<string, number>>;

describe.each(sampledPlaces.map(([kind, make], index) => ({ kind, make, port: 20_340 + 2 * index })))("a member deactivated ($kind)", ({ kind, make, port }) => {
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

  it("S6 S13 U3 whoever is deactivated is told so on every server before his sign-in ends there, and a device that was away when it comes back", { timeout: 180_000 }, async () => {
    const made = await make();
    const own = await mkdtemp(join(tmpdir(), "outrider-deactivated-"));
    const options = { env: SECRETS, ...("databaseUrl" in made.place && { databaseUrl: made.place.databaseUrl }) };
    const here = await startServerProcess({ ...options, port, dataDirectory: "dataDirectory" in made.place ? made.place.dataDirectory : own });
    const other = kind === "postgres" ? await startServerProcess({ ...options, port: port + 1, dataDirectory: await mkdtemp(join(own, "two-")) }) : here;
    const open: NodeDevice[] = [];
    const device = async (url: string, account: Account, disk?: NodeDevice["disk"]): Promise<NodeDevice> => {
      const opened = await openNodeDevice(url, account, disk ? { disk } : {});
      open.push(opened);
      return opened;
    };
    const told = ({ engine, disk }: NodeDevice) => () => JSON.stringify([engine.status(), disk.confirmed.size]);
    const isEmpty = ({ engine, disk }: NodeDevice): boolean => disk.confirmed.size === 0 && disk.meta.cursor === null && engine.status().phase === "signed-out";
    try {
      const boss = await signIn(here.url, "admin@outrider.test", PASSWORD);
      const admin = await device(here.url, boss);
      await until(() => isSynced(admin), told(admin));
      for (let round = 0; round < (ROUNDS[kind] ?? 1); round++) {
        const rep = await signIn(other.url, "rep@outrider.test", PASSWORD);
        const there = await device(other.url, rep);
        const away = await device(other.url, await signIn(here.url, "rep@outrider.test", PASSWORD));
        for (const one of [there, away]) await until(() => isSynced(one) && one.disk.confirmed.size > 20, told(one));
        await away.engine.stop();
        const typed = await there.engine.perform([{ name: "create", args: { kind: "lead", values: { name: `Typed in round ${round}`, owner: rep.user, status: "new" } } }]);
        expect(typed.ok).toBe(true);

        const set = async (active: boolean): Promise<void> => {
          const done = await admin.engine.perform([{ name: "edit", args: { id: rep.user, values: { active } } }]);
          if (!done.ok) throw new Error(done.error.message);
          await until(() => isSynced(admin), told(admin));
        };
        await set(false);
        await until(() => isEmpty(there), told(there));
        expect(there.engine.status().message).toContain("no longer an active member");
        const back = await device(other.url, away.account, away.disk);
        await until(() => isEmpty(back), told(back));
        await set(true);
        for (const one of [there, back]) await one.engine.stop();
      }
      // A sign-in that has ended takes nothing from somebody who still belongs there.
      const stays = await device(other.url, await signIn(other.url, "rep@outrider.test", PASSWORD));
      await until(() => isSynced(stays), told(stays));
      await fetch(`${other.url}/api/auth/logout`, { method: "DELETE", headers: { cookie: stays.account.cookie, origin: other.url } });
      await until(() => stays.engine.status().phase === "signed-out", told(stays));
      expect(stays.disk.confirmed.size).toBeGreaterThan(20);
    } finally {
      await Promise.all(open.map(({ engine }) => engine.stop()));
      await Promise.all([...new Set([here, other])].map((server) => server.kill()));
      await rm(own, { recursive: true, force: true });
      await made.remove();
    }
  });
});
