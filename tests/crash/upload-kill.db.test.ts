// kill -9 of the server in the middle of the pieces of a file, and of the device that sends it: what was acknowledged of it
// is there after every start, nobody is shown a part of it, and in the end it is whole, byte for byte.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createMemoryDisk } from "@outrider/client/engine";
import { describe, expect, it } from "vitest";
import type { FileParts, KeptFile } from "../../client/src/engine/files/file-ports.ts";
import { createFileTransfer, digestOf } from "../../client/src/platform/file-transfer.ts";
import type { Account } from "../devices/account.ts";
import { isSynced, type NodeDevice, openNodeDevice, until } from "./node-device.ts";
import { sampledPlaces } from "./sampled-places.ts";
import { type ServerProcess, startServerProcess } from "./server-process.ts";
import { accounts } from "./writers.ts";

/** A start of the server each; of twenty pieces not all. */
const KILLS = Math.min(18, Number(process.env["OUTRIDER_KILLS"] ?? 3));
const PIECE = 256 * 1024;
const SIZE = 20 * PIECE - 1000;
const bytes = Uint8Array.from({ length: SIZE }, (_, index) => (index * 31 + (index >> 8) * 7) & 255);

/** The device's own disk for files: it outlives the device. */
function fileDisk(): FileParts["store"] {
  const files = new Map<string, { readonly file: KeptFile; readonly bytes: Uint8Array }>();
  return {
    all: () => Promise.resolve([...files.values()].map(({ file }) => file)),
    put: (file, content) => Promise.resolve(void files.set(file.id, { file, bytes: content })),
    note: (file) => Promise.resolve(void (files.has(file.id) && files.set(file.id, { file, bytes: files.get(file.id)?.bytes as Uint8Array }))),
    piece: (id, place) => Promise.resolve(files.get(id)?.bytes.slice(place * PIECE, (place + 1) * PIECE) ?? null),
    remove: (gone) => Promise.resolve(gone.forEach((id) => files.delete(id))),
  };
}

const as = (url: string, { cookie }: Account): typeof fetch => (to, init) => fetch(to, { ...init, headers: { ...(init?.headers as Record<string, string>), cookie, origin: url } });

describe.concurrent.each(sampledPlaces.map(([kind, make], index) => ({ kind, make, port: 20_314 + index })))("server killed in the middle of a file ($kind)", ({ make, port }) => {
  it(`R9 S2 ${KILLS} kill -9 among twenty pieces, and of the device once: nothing acknowledged comes twice or goes, no part of it is shown`, { timeout: 60_000 + KILLS * 15_000 }, async () => {
    const made = await make();
    const dataDirectory = "dataDirectory" in made.place ? made.place.dataDirectory : await mkdtemp(join(tmpdir(), "outrider-upload-"));
    const options = { port, dataDirectory, ...("databaseUrl" in made.place && { databaseUrl: made.place.databaseUrl }) };
    let server: ServerProcess = await startServerProcess(options);
    try {
      const [rep, , admin] = (await accounts(server.url)) as readonly [Account, Account, Account];
      const { url } = server;
      const [disk, store, real] = [createMemoryDisk(), fileDisk(), createFileTransfer({ account: rep, origin: url, fetch: as(url, rep), patience: 20_000 })];
      // Each kill meets one piece: before it gets there, on its way, or when its answer is about to come.
      const killAt = new Set(Array.from({ length: KILLS }, (_, kill) => Math.floor(((kill + 0.5) * 20) / KILLS) * PIECE));
      let [acknowledged, kills, lost] = [0, 0, 0];
      let restarting: Promise<void> | null = null;
      let whole = false;
      const restart = async (): Promise<void> => {
        await server.kill();
        server = await startServerProcess(options);
      };
      const transfer: FileParts["transfer"] = {
        ...real,
        async far(id) {
          await restarting;
          const far = await real.far(id);
          if (far.ok && far.value.received < acknowledged) lost += 1;
          return far;
        },
        async take(id, offset, piece) {
          const dies = killAt.delete(offset);
          if (dies) {
            const wait = [0, 3, 12][kills++ % 3] ?? 0;
            restarting = new Promise((resolve) => setTimeout(resolve, wait)).then(restart);
          }
          const taken = await real.take(id, offset, piece);
          if (taken.ok) acknowledged = Math.max(acknowledged, taken.value.received);
          if (dies) await restarting;
          if (!whole) {
            const shown = await as(url, admin)(`${url}/api/attachments/${id}/content?workspace=${admin.workspace}`);
            expect([offset, shown.status]).toEqual([offset, 404]);
          }
          return taken;
        },
        async finish(id) {
          whole = true;
          return await real.finish(id);
        },
      };
      const open = async (): Promise<NodeDevice> => await openNodeDevice(url, rep, { disk, files: { store, transfer, digest: digestOf } });
      let device = await open();
      try {
        await until(() => isSynced(device), () => JSON.stringify(device.engine.status()));
        const lead = await device.engine.perform([{ name: "create", args: { kind: "lead", values: { name: "Has a file" } } }]);
        if (!lead.ok) throw new Error(lead.error.message);
        const saved = await device.engine.files.attach({ root: lead.value.records[0] as string, name: "Plan.bin", type: "application/octet-stream", bytes });
        if (!saved.ok) throw new Error(saved.error.message);
        const id = saved.value.records[0] as string;
        // The device goes too, in the middle, and comes back on its disk.
        await until(() => acknowledged >= SIZE / 2, () => `${acknowledged} after ${kills} kills`, 90_000);
        await device.engine.stop();
        device = await open();
        const sent = async () => (await store.all())[0]?.owed === false;
        let done = false;
        void (async () => {
          while (!(done = await sent())) await new Promise((resolve) => setTimeout(resolve, 50));
        })();
        await until(() => done && isSynced(device), () => `${acknowledged} of ${SIZE}, ${JSON.stringify(device.engine.status())}`, 30_000 + KILLS * 10_000);
        expect([kills, lost, device.engine.status().refused]).toEqual([KILLS, 0, 0]);
        const read = await as(url, admin)(`${url}/api/attachments/${id}/content?workspace=${admin.workspace}`);
        expect(Buffer.from(await read.arrayBuffer()).equals(Buffer.from(bytes))).toBe(true);
      } finally {
        await device.engine.stop();
      }
    } finally {
      await server.stop();
      await made.remove();
      await rm(dataDirectory, { recursive: true, force: true });
    }
  });
});
