// Owns how many receipts of vendors the server keeps in a second: signed requests of several senders at once, against the
// running server, each answered when it is durable. Messages lie in the database before the server starts. With many
// receipts in a request, as vendors send them in a hurry, and with one in each.
import { openDatabase } from "../../sync-server/src/db/open-database.ts";
import { type SentMessages, sentMessages } from "../../sync-server/src/campaigns/testing/sent-messages.ts";
import { SIGNATURE_HEADER, signatureOf } from "../../sync-server/src/platform/signature.ts";
import type { Row } from "../metric.ts";
import type { At, Peer } from "../peer.ts";
import { outrider, outriderPostgres } from "../peers/outrider.ts";
import { originOf } from "../peers/outrider-accounts.ts";
import { quantile } from "../statistics.ts";
import type { Context } from "../sync/context.ts";
import { served } from "../sync/served.ts";

const SECRET = "known to everybody who reads the bench";
const MESSAGES = 50_000;
const EVENTS = ["sent", "delivered", "opened", "clicked"] as const;
const AT_ONCE = 8;

const environment = { CAMPAIGN_VENDOR: "http", CAMPAIGN_HTTP_URL: "https://vendor.example/v1", CAMPAIGN_HTTP_KEY: "none", CAMPAIGN_HTTP_SECRET: SECRET, CAMPAIGN_FROM: "bench@example.com", RATE_LIMIT_RECEIPTS: "1000000000" };

const withVendor = (peer: Peer): Peer => ({ ...peer, launch: (at) => ({ ...peer.launch(at), env: { ...peer.launch(at).env, ...environment } }) });

/** In the database that the server will start on. */
async function messagesIn(peer: Peer, at: At): Promise<SentMessages> {
  const { DATABASE_URL: databaseUrl } = peer.launch(at).env ?? {};
  const database = await openDatabase(databaseUrl === undefined ? { dataDirectory: at.dir } : { databaseUrl }, { lost: (error) => console.error(error), trouble: (what, error) => console.error(what, error) });
  const messages = await sentMessages(database, { count: MESSAGES, at: Date.now() - 60_000, tracked: 1 });
  await database.close();
  return messages;
}

interface Sent { readonly took: readonly number[]; readonly receipts: number; readonly ms: number }

/** Each receipt is another one; `from` numbers those that were sent before. */
async function send(at: At, { nameOf }: SentMessages, each: number, ms: number, from: { n: number }): Promise<Sent> {
  const took: number[] = [];
  let receipts = 0;
  const next = (): object => {
    const n = from.n++;
    return { id: `r${n}`, vendor_message_id: nameOf(1 + (n % MESSAGES)), event: EVENTS[Math.floor(n / MESSAGES) % EVENTS.length], at: Date.now() - 1_000 };
  };
  const began = performance.now();
  const go = async (): Promise<void> => {
    while (performance.now() - began < ms) {
      const body = JSON.stringify({ receipts: Array.from({ length: each }, next) });
      const started = performance.now();
      const answer = await fetch(`${originOf(at)}/api/delivery-receipt`, { method: "POST", body, headers: { "content-type": "application/json", [SIGNATURE_HEADER]: signatureOf(SECRET, Math.floor(Date.now() / 1000), body) } });
      const { data } = (await answer.json()) as { readonly data?: { readonly taken: number } };
      if (answer.status !== 202 || data?.taken !== each) throw new Error(`receipts were not taken: ${answer.status} ${JSON.stringify(data)}`);
      took.push(performance.now() - started);
      receipts += each;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, go));
  return { took, receipts, ms: performance.now() - began };
}

async function receiptsOf(peer: Peer, { plan, withFolder, say }: Context): Promise<Row[]> {
  return await withFolder(peer, async (at) => {
    const here = at();
    say(`receipts ${peer.name}: ${MESSAGES.toLocaleString("en")} messages`);
    const messages = await messagesIn(peer, here);
    return await served(withVendor(peer), here, async () => {
      const rows: Row[] = [];
      const from = { n: 0 };
      for (const each of [100, 1]) {
        say(`receipts ${peer.name}: ${each} a request`);
        await send(here, messages, each, 1_000, from);
        const { took, receipts, ms } = await send(here, messages, each, plan.api.seconds * 1_000, from);
        const common = { id: "campaigns", of: `receipts, ${each} a request`, peer: peer.name, ours: true, runs: took.length, note: `${AT_ONCE} at once` } as const;
        rows.push({ ...common, metric: "receipts", value: (receipts / ms) * 1_000 }, { ...common, metric: "requestP99", value: quantile(took, 0.99) });
      }
      return rows;
    });
  });
}

/** On the embedded database, and on PostgreSQL where there is one. */
export async function runReceipts(context: Context): Promise<Row[]> {
  const rows: Row[] = [];
  for (const peer of [outrider, outriderPostgres]) if (peer.missing?.() === undefined) rows.push(...(await receiptsOf(peer, context)));
  return rows;
}
