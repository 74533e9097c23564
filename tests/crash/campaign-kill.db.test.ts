// kill -9 of the server in the middle of two campaigns, while customers unsubscribe: through a vendor that knows messages by
// key each customer gets one mail of each campaign, no more and no fewer; through a mail server none gets two, and all are
// accounted for. What people are shown is what the vendor's own log says.
import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { valueOf } from "@outrider/shared/records";
import { describe, expect, it } from "vitest";
import { openHttpVendorServer, readVendorLog } from "../../sync-server/src/campaigns/testing/http-vendor-server.ts";
import { openMailServer } from "../../sync-server/src/campaigns/testing/mail-server.ts";
import { type Account, post } from "../devices/account.ts";
import { isSynced, type NodeDevice, openNodeDevice, until } from "./node-device.ts";
import { sampledPlaces } from "./sampled-places.ts";
import { type ServerProcess, startServerProcess } from "./server-process.ts";
import { accounts } from "./writers.ts";

const KILLS = Number(process.env["OUTRIDER_CAMPAIGN_KILLS"] ?? 5);
const SIZE = Number(process.env["OUTRIDER_CAMPAIGN_SIZE"] ?? 150);
/** Both campaigns last long enough for all the kills to meet them. */
const PER_MINUTE = Math.max(600, Math.round(SIZE * 2.5));
const UNSUBSCRIBE = 12;
const WITHIN = 120_000 + KILLS * 20_000 + SIZE * 30;

/** One mail as its vendor knows it: to whom, of which campaign, and when it was taken. */
interface Out { readonly to: string; readonly campaign: string; readonly unsubscribe: string; readonly at: number }
interface Post { readonly env: Readonly<Record<string, string>>; readonly idempotent: boolean; out(): readonly Out[]; stop(): Promise<void> }

const linkIn = (header: string | null | undefined): string => /<([^>]+)>/.exec(header ?? "")?.[1] ?? "";

async function httpPost(folder: string, port: number): Promise<Post> {
  const logFile = join(folder, "vendor.jsonl");
  const server = await openHttpVendorServer({ port, key: "k".repeat(32), logFile });
  server.behave({ delayMs: 25 });
  return {
    idempotent: true,
    env: { CAMPAIGN_VENDOR: "http", CAMPAIGN_HTTP_URL: server.url, CAMPAIGN_HTTP_KEY: "k".repeat(32), CAMPAIGN_HTTP_SECRET: "s".repeat(40), CAMPAIGN_FROM: "shop@example.com", PRIVATE_TARGETS: "on" },
    out: () => readVendorLog(logFile).map(({ key, to, unsubscribe, at }) => ({ to, at, campaign: key.slice(0, 36), unsubscribe: linkIn(unsubscribe) })),
    stop: () => server.stop(),
  };
}

async function smtpPost(port: number): Promise<Post> {
  const all: Out[] = [];
  const server = await openMailServer(port, ({ to, header, at }) => {
    all.push({ to, at, campaign: header("Subject").split(" ")[0] ?? "", unsubscribe: linkIn(header("List-Unsubscribe")) });
  });
  return {
    idempotent: false, env: { CAMPAIGN_VENDOR: "smtp", CAMPAIGN_SMTP_URL: `smtp://127.0.0.1:${port}`, CAMPAIGN_FROM: "shop@example.com" },
    out: () => all, stop: () => server.stop(),
  };
}

async function customersAndCampaigns(device: NodeDevice): Promise<readonly string[]> {
  const make = async (commands: readonly { readonly kind: string; readonly id?: string; readonly values: object; readonly sets?: object }[]): Promise<void> => {
    const made = await device.engine.perform(commands.map((args) => ({ name: "create", args })) as never);
    if (!made.ok) throw new Error(made.error.message);
  };
  for (let from = 0; from < SIZE; from += 100) {
    await make(Array.from({ length: Math.min(100, SIZE - from) }, (_, n) => ({ kind: "contact", values: { name: `Customer ${from + n}` }, sets: { emails: [`k${from + n}@example.com`], tags: ["kill"] } })));
  }
  const [segment, ...campaigns] = [randomUUID(), randomUUID(), randomUUID()] as const;
  await make([
    { kind: "segment", id: segment, values: { name: "All of them", rule: { field: "tags", op: "==", value: "kill" } } },
    ...campaigns.map((id) => ({ kind: "campaign", id, values: { name: id, segment, subject: `${id} for {{name}}`, message: "Hello {{first_name}}", perMinute: PER_MINUTE } })),
  ]);
  return campaigns;
}

const factsOf = (device: NodeDevice, campaign: string): Readonly<Record<string, unknown>> => {
  const state = device.engine.view.read(campaign);
  return Object.fromEntries(["state", "audience", "skipped", "queued", "sent", "failed", "unknown", "unsubscribed"].map((name) => [name, state ? valueOf(state, name) : null]));
};

async function run(folder: string, place: { readonly dataDirectory?: string; readonly databaseUrl?: string }, mail: Post, port: number): Promise<void> {
  const options = { port, dataDirectory: place.dataDirectory ?? folder, ...(place.databaseUrl !== undefined && { databaseUrl: place.databaseUrl }), env: { ...mail.env, CAMPAIGN_LEASE_SECONDS: "4", FRONTEND_URL: `http://127.0.0.1:${port}` } };
  let server: ServerProcess = await startServerProcess(options);
  const [, , admin] = (await accounts(server.url)) as readonly [Account, Account, Account];
  const device = await openNodeDevice(server.url, admin);
  try {
    await until(() => isSynced(device), () => JSON.stringify(device.engine.status()));
    const campaigns = await customersAndCampaigns(device);
    await until(() => isSynced(device), () => JSON.stringify(device.engine.status()), 60_000);
    for (const id of campaigns) await post(server.url, `/api/campaigns/${id}/start?workspace=${admin.workspace}`, {}, admin.cookie);

    const done = new Map<string, number>();
    for (let kill = 0; kill < KILLS; kill += 1) {
      const wanted = ((kill + 0.5) * SIZE * campaigns.length) / KILLS;
      await until(() => mail.out().length >= Math.min(wanted, SIZE * 1.9), () => `${mail.out().length} of ${wanted} after ${kill} kills\n${server.output()}`, 90_000);
      // Some ask for no more, by the link of the mail that they just got.
      const asking = [...new Map(mail.out().filter(({ to }) => !done.has(to)).map((out) => [out.to, out])).values()].slice(-Math.ceil(UNSUBSCRIBE / KILLS));
      for (const { to, unsubscribe } of asking) {
        const looked = await fetch(unsubscribe);
        const asked = await fetch(unsubscribe, { method: "POST", headers: { "content-type": "application/x-www-form-urlencoded" }, body: "List-Unsubscribe=One-Click" });
        expect([looked.status, asked.status]).toEqual([200, 200]);
        done.set(to, Date.now());
      }
      await new Promise((resolve) => setTimeout(resolve, [0, 7, 21, 45][kill % 4]));
      await server.kill();
      server = await startServerProcess(options);
    }
    const over = (): boolean => campaigns.every((id) => factsOf(device, id)["state"] === "sent" && factsOf(device, id)["queued"] === 0);
    await until(() => over() && isSynced(device), () => `${JSON.stringify(campaigns.map((id) => factsOf(device, id)))} ${mail.out().length} out\n${server.output()}`, 90_000);
    const told = (): readonly string[] => campaigns.flatMap((id) => {
      const { sent, unknown } = factsOf(device, id);
      const out = mail.out().filter(({ campaign }) => campaign === id).length;
      return Number(sent) <= out && out <= Number(sent) + Number(unknown) ? [] : [`${id}: ${out} out, ${String(sent)} sent, ${String(unknown)} unknown`];
    });
    await until(() => told().length === 0 && campaigns.reduce((sum, id) => sum + Number(factsOf(device, id)["unsubscribed"]), 0) === done.size, () => `${told().join()} ${done.size} unsubscribed`);

    for (const id of campaigns) {
      const out = mail.out().filter(({ campaign }) => campaign === id);
      const { audience, skipped, sent, failed, unknown } = factsOf(device, id) as Readonly<Record<string, number>>;
      expect(new Set(out.map(({ to }) => to)).size, "one mail a customer").toBe(out.length);
      expect([audience, failed]).toEqual([SIZE, 0]);
      expect((skipped ?? 0) + (sent ?? 0) + (unknown ?? 0)).toBe(SIZE);
      // Of who unsubscribed with a mail in hand when the server died nobody can tell; of nobody else, where the vendor knows keys.
      if (mail.idempotent) expect(unknown).toBeLessThanOrEqual(done.size);
      const missing = Array.from({ length: SIZE }, (_, n) => `k${n}@example.com`).filter((to) => !done.has(to) && !out.some((one) => one.to === to));
      if (mail.idempotent) expect(missing).toEqual([]);
      else expect(missing.length).toBeLessThanOrEqual(unknown ?? 0);
    }
    const late = mail.out().filter(({ to, at }) => at > (done.get(to) ?? Number.POSITIVE_INFINITY));
    expect(late, "none after an unsubscribe").toEqual([]);
  } finally {
    await device.engine.stop();
    await server.stop();
  }
}

const cases = sampledPlaces.flatMap(([kind, make], index) => {
  const [http, smtp] = [{ kind, make, by: "HTTP", port: 20_620 + index * 2 }, { kind, make, by: "SMTP", port: 20_630 + index * 2 }] as const;
  // What a vendor knows has nothing to do with the database: in the soak each is tried with each.
  return index === 0 || KILLS > 5 ? [http, smtp] : [http];
});

describe.each(cases)("server killed in the middle of campaigns by $by ($kind)", ({ make, by, port }) => {
  it(`M5 M8 ${KILLS} kill -9 among ${SIZE} customers: nobody gets two, none is missing, none comes after an unsubscribe, the counts are the vendor's`, { timeout: WITHIN }, async () => {
    const made = await make();
    const folder = await mkdtemp(join(tmpdir(), "outrider-campaign-"));
    const mail = by === "HTTP" ? await httpPost(folder, port + 1) : await smtpPost(port + 1);
    try {
      await run(folder, made.place, mail, port);
    } finally {
      await mail.stop();
      await made.remove();
      await rm(folder, { recursive: true, force: true });
    }
  });
});
