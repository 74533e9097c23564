// Web push: browsers that asked to be told, and telling them. Invariants: a subscription is its person's and lives as long
// as the sign-in it was made in; what is sent is encrypted for that browser alone; the key that names this server is
// derived from its long-lived secret, so that all its processes have the same one and none lies about.
import { createECDH, createHash } from "node:crypto";
import webPush from "web-push";
import type { Database } from "../db/database.ts";
import { addressFault, type GuardedRequest } from "../platform/guarded-request.ts";

export interface VapidKeys { readonly publicKey: string; readonly privateKey: string }

const CURVE = "prime256v1";

/** The pair that a secret of 32 bytes stands for; `derive` is asked again for the few that stand for none. */
export function vapidKeys(derive: (purpose: string) => Buffer): VapidKeys {
  for (let turn = 0; ; turn++) {
    const secret = derive(`vapid ${turn}`);
    const pair = createECDH(CURVE);
    try {
      pair.setPrivateKey(secret);
    } catch {
      continue;
    }
    return { publicKey: pair.getPublicKey("base64url"), privateKey: secret.toString("base64url") };
  }
}

export interface NewSubscription { readonly endpoint: string; readonly p256dh: string; readonly auth: string }
export interface Subscription extends NewSubscription { readonly id: string; readonly userId: string }

export interface PushStore {
  /** The name of the subscription. Says what is wrong with its address, where something is. */
  add(workspace: string, user: string, session: string, given: NewSubscription): Promise<{ readonly id: string } | { readonly fault: string }>;
  remove(workspace: string, user: string, endpoint: string): Promise<boolean>;
  /** Null where it is gone, or its sign-in is. */
  find(workspace: string, id: string): Promise<Subscription | null>;
  drop(workspace: string, id: string): Promise<void>;
}

/** As many browsers of one person are told. */
const MOST = 20;
const nameOf = (endpoint: string): string => createHash("sha256").update(endpoint).digest("base64url");

interface StoreDeps { readonly database: Pick<Database, "sql" | "sync">; readonly now: () => number; readonly allowPrivate: boolean }

export const createPushStore = ({ database: { sql, sync }, now, allowPrivate }: StoreDeps): PushStore => ({
  async add(workspace, user, session, { endpoint, p256dh, auth }) {
    const fault = addressFault(endpoint, allowPrivate);
    if (fault !== null) return { fault };
    const id = nameOf(endpoint);
    await sql`
      insert into push_subscription (workspace_id, id, user_id, session_id, endpoint, p256dh, auth, created_at) values (${workspace}, ${id}, ${user}, ${session}, ${endpoint}, ${p256dh}, ${auth}, ${now()})
      on conflict (workspace_id, id) do update set user_id = excluded.user_id, session_id = excluded.session_id, p256dh = excluded.p256dh, auth = excluded.auth, created_at = excluded.created_at`;
    await sql`
      delete from push_subscription where workspace_id = ${workspace} and user_id = ${user} and id not in (
        select id from push_subscription where workspace_id = ${workspace} and user_id = ${user} order by created_at desc limit ${MOST})`;
    await sync();
    return { id };
  },
  async remove(workspace, user, endpoint) {
    const gone = await sql`delete from push_subscription where workspace_id = ${workspace} and user_id = ${user} and id = ${nameOf(endpoint)} returning id`;
    await sync();
    return gone.length > 0;
  },
  async find(workspace, id) {
    const [found] = await sql<Subscription[]>`
      select push_subscription.id, push_subscription.user_id as "userId", endpoint, p256dh, auth from push_subscription join session on session.id = session_id and session.expires_at > ${new Date(now()).toISOString()}
      where workspace_id = ${workspace} and push_subscription.id = ${id}`;
    return found ?? null;
  },
  async drop(workspace, id) {
    await sql`delete from push_subscription where workspace_id = ${workspace} and id = ${id}`;
  },
});

export interface PushMessage { readonly title: string; readonly body: string; readonly path: string; readonly tag: string }

export interface PushSenderDeps {
  readonly request: GuardedRequest;
  readonly keys: VapidKeys;
  /** Who to write to about what this server sends: mailto: or https:. */
  readonly subject: string;
}

/** `gone`: the browser takes no more of them. Rejects where it is worth trying again. */
export type PushSender = (to: NewSubscription, message: PushMessage) => Promise<"sent" | "gone" | "refused">;

const DAY_SECONDS = 24 * 3600;

export const createPushSender = ({ request, keys, subject }: PushSenderDeps): PushSender => async ({ endpoint, p256dh, auth }, message) => {
  const { headers, body } = webPush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, JSON.stringify(message), {
    vapidDetails: { subject, ...keys }, TTL: DAY_SECONDS, urgency: "normal", contentEncoding: "aes128gcm",
  });
  const { status } = await request({
    url: endpoint, method: "POST", timeoutMs: 15_000, maxBytes: 1024, body: body ?? "",
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
  });
  if (status >= 200 && status < 300) return "sent";
  if (status === 404 || status === 410) return "gone";
  if (status === 429 || status >= 500) throw new Error(`the push service answered ${status}`);
  return "refused";
};
