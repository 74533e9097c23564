// A device is revoked while it is connected, while it is away, and while its session is no more: on the real server with
// a real feed, and where there is PostgreSQL on two servers, of which the other one is asked.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { copyDisk } from "@outrider/client/engine";
import { describe, expect, it } from "vitest";
import { isSynced, type NodeDevice, openNodeDevice, until } from "./crash/node-device.ts";
import { sampledPlaces } from "./crash/sampled-places.ts";
import { type ServerProcess, startServerProcess } from "./crash/server-process.ts";
import { type Account, signIn } from "./devices/account.ts";

const PASSWORD = "outrider-demo";
const SECRETS = { JWT_SECRET: "s".repeat(40), JWT_REFRESH_SECRET: "r".repeat(40) };
const WITHIN_MS = 2_000;

interface View { readonly id: string; readonly current: boolean; readonly keepsData: boolean; readonly revokedAt: string | null; readonly toldAt: string | null }

describe.each(sampledPlaces.map(([kind, make], index) => ({ kind, make, port: 20_360 + 2 * index })))("a device revoked ($kind)", ({ kind, make, port }) => {
  it("S7 U4 S13 a revoked device is cut off within two seconds and wipes itself at the next contact, whatever became of its session", { timeout: 120_000 }, async () => {
    const made = await make();
    const own = await mkdtemp(join(tmpdir(), "outrider-revoked-"));
    const dataDirectory = "dataDirectory" in made.place ? made.place.dataDirectory : own;
    const options = { dataDirectory, env: SECRETS, ...("databaseUrl" in made.place && { databaseUrl: made.place.databaseUrl }) };
    const started: ServerProcess[] = [];
    const start = async (more: object): Promise<ServerProcess> => {
      const server = await startServerProcess({ ...options, port, ...more });
      started.push(server);
      return server;
    };
    const here = await start({});
    const other = kind !== "postgres" ? here : await start({ port: port + 1, dataDirectory: await mkdtemp(join(own, "two-")) }).catch(async (error: unknown) => {
      await here.kill();
      throw error;
    });
    const rep = (): Promise<Account> => signIn(other.url, "rep@outrider.test", PASSWORD);
    const call = async (method: string, path: string, { cookie }: Account): Promise<{ status: number; data: unknown }> => {
      const answer = await fetch(here.url + path, { method, headers: { cookie, origin: here.url } });
      return { status: answer.status, data: ((await answer.json()) as { data?: unknown }).data };
    };
    const list = async (by: Account): Promise<readonly View[]> => (await call("GET", `/api/devices?user=${repId}`, by)).data as readonly View[];
    const isWiped = ({ disk, engine }: NodeDevice): boolean => disk.meta.device === null && disk.confirmed.size === 0 && disk.outbox.size === 0 && engine.status().phase === "signed-out";
    const told = (device: NodeDevice) => () => JSON.stringify([device.engine.status(), device.disk.confirmed.size]);
    let repId = "";
    const open: NodeDevice[] = [];
    const device = async (account: Account, disk?: NodeDevice["disk"]): Promise<NodeDevice> => {
      const opened = await openNodeDevice(other.url, account, disk ? { disk } : {});
      open.push(opened);
      return opened;
    };
    const filled = async (account: Account): Promise<NodeDevice & { readonly id: string }> => {
      const opened = await device(account);
      await until(() => isSynced(opened), told(opened));
      return { ...opened, id: opened.disk.meta.device?.id ?? "" };
    };
    try {
      const admin = await signIn(here.url, "admin@outrider.test", PASSWORD);
      const [near, far, stays] = [await rep(), await rep(), await rep()];
      repId = near.user;
      const [connected, away, kept] = [await filled(near), await filled(far), await filled(stays)];
      expect((await list(admin)).filter(({ keepsData }) => keepsData).map(({ id }) => id).sort()).toEqual([connected.id, away.id, kept.id].sort());

      // Connected to the other server: cut off, turned away, and empty.
      const began = performance.now();
      expect((await call("DELETE", `/api/devices/${connected.id}?user=${repId}`, admin)).status).toBe(200);
      await until(() => connected.engine.status().phase !== "synced", told(connected));
      expect(performance.now() - began).toBeLessThan(WITHIN_MS);
      expect((await call("GET", "/api/auth/me", near)).status).toBe(401);
      await until(() => isWiped(connected), told(connected));

      // Away with an edit that was never sent: it comes back with a session that is gone, and one it got since.
      await away.engine.stop();
      const backup = copyDisk(away.disk);
      expect((await call("DELETE", `/api/devices/${away.id}?user=${repId}`, admin)).status).toBe(200);
      expect((await list(admin)).find(({ id }) => id === away.id)).toMatchObject({ toldAt: null });
      const back = await device(far, away.disk);
      await until(() => isWiped(back), told(back));
      expect((await list(admin)).find(({ id }) => id === away.id)?.toldAt).not.toBeNull();
      const anew = await rep();
      const copy = await device(anew, backup);
      await until(() => isWiped(copy), told(copy));

      // Nobody else has noticed; and who signs in again on the wiped browser is a new device.
      expect(isSynced(kept) && kept.disk.confirmed.size > 0).toBe(true);
      const again = await device(anew, back.disk);
      await until(() => isSynced(again), told(again));
      expect(again.disk.meta.device?.id).not.toBe(away.id);
      expect((await list(anew)).filter(({ current }) => current)).toMatchObject([{ id: again.disk.meta.device?.id }]);
    } finally {
      for (const { engine } of open) await engine.stop();
      for (const server of started) await server.kill();
      await rm(own, { recursive: true, force: true });
      await made.remove();
    }
  });
});
