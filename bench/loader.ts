// Composition root of the loader process: one peer, one job, one answer, then it is ended by the harness. It holds all
// the clients of a job, so every latency is taken on one clock.
import { catchUp } from "./jobs/catch-up.ts";
import { live } from "./jobs/live.ts";
import { write } from "./jobs/write.ts";
import type { FromLoader, Order, ToLoader } from "./job.ts";
import { peers } from "./peers/index.ts";
import type { Client } from "./peer.ts";

const say = (message: FromLoader): Promise<void> =>
  new Promise((resolve) => {
    if (process.send === undefined) throw new Error("the loader is started by the bench");
    process.send(message, () => resolve());
  });

const told = (kind: ToLoader["kind"]): Promise<void> =>
  new Promise((resolve) => {
    const listen = (message: ToLoader): void => {
      if (message.kind !== kind) return;
      process.off("message", listen);
      resolve();
    };
    process.on("message", listen);
  });

const run = async (client: Client, { at, job }: Order): Promise<unknown> => {
  const mark = (name: string): Promise<void> => say({ kind: "mark", name });
  switch (job.kind) {
    case "seed":
      await client.seed(at, job.count);
      return null;
    case "catch-up":
      return catchUp(client, at, job.count, job.limitMs);
    case "write":
      return write(client, at, job, mark, told("stop"));
    case "survivors":
      return client.survivors(at, job.records);
    case "live":
      return live(client, at, job, mark);
    case "accept":
      if (client.accept === undefined) throw new Error("this peer has no accept bench");
      return client.accept(at, job.batch, job.seconds, () => mark("begins"));
    case "storm":
      if (client.storm === undefined) throw new Error("this peer has no storm");
      return client.storm(at, job, () => mark("begins"));
    case "uninvited":
      return client.uninvitedWrite(at);
  }
};

const main = async (): Promise<void> => {
  const order = JSON.parse(process.argv[2] ?? "") as Order;
  const peer = peers.find((candidate) => candidate.name === order.peer);
  if (peer === undefined) throw new Error(`no peer is named ${order.peer}`);
  const client = { ...(await peer.client()), ...(order.texts && (await peer.text?.())) };
  const go = told("go");
  await say({ kind: "ready" });
  await go;
  await say({ kind: "answer", value: (await run(client, order)) ?? null });
};

// A server killed under a client makes some clients throw from a socket: that is what B2 does, and no answer is lost.
if (process.argv[2]?.includes('"kind":"write"') === true) process.on("uncaughtException", () => undefined);

process.on("disconnect", () => process.exit(1));
main().catch(async (error: unknown) => {
  await say({ kind: "failed", message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  process.exit(1);
});
