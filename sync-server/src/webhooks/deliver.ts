// One try of one delivery. Invariants: it goes only to an address on the public internet (guarded-request.ts) and is signed
// over the time of this very try; what came of it is in the log before it is tried again; a webhook that has failed for
// days, or whose receiver says that it is gone, is switched off, and admins are told.
import { performance } from "node:perf_hooks";
import { DAY_MS } from "@outrider/shared/kernel";
import type { Handler } from "../jobs/jobs.ts";
import type { Clock } from "../platform/clock.ts";
import { type GuardedRequest, TargetRefused } from "../platform/guarded-request.ts";
import { slackBody } from "./slack.ts";
import { SIGNATURE_HEADER, signatureOf } from "../platform/signature.ts";
import { lineOf } from "../platform/storable.ts";
import type { Attempt, WebhookRow, WebhookStore } from "./webhook-store.ts";

export interface DeliverDeps {
  readonly store: WebhookStore;
  readonly request: GuardedRequest;
  readonly clock: Clock;
  /** Of the app, without a slash at its end. */
  readonly address: string;
  /** How often the queue tries again, so that the log says when it was the last time. */
  readonly retries: number;
  readonly stopped: (workspace: string, webhook: WebhookRow, why: string) => Promise<void>;
}

const TIMEOUT_MS = 15_000;
const MAX_ANSWER = 2_000;
const EXCERPT = 500;
/** Failing without a break for so long, it is switched off. */
export const GIVE_UP_MS = 3 * DAY_MS;
const GONE = 410;

export const createDeliver = ({ store, request, clock, address, retries, stopped }: DeliverDeps): Handler<"webhook"> => async ({ workspace, delivery: id }, { id: job, tries }) => {
  const delivery = await store.delivery(workspace, id);
  if (!delivery || delivery.state !== "waiting") return;
  const webhook = await store.row(workspace, delivery.webhookId);
  if (!webhook) return;
  if (!webhook.active) {
    await store.noted(workspace, delivery, { state: "failed", status: null, latencyMs: 0, excerpt: "The webhook is switched off." });
    return;
  }
  const began = performance.now();
  const last = tries >= retries;
  const failedAs = (excerpt: string, status: number | null, final = last): Attempt => ({ state: final ? "failed" : "waiting", status, latencyMs: performance.now() - began, excerpt: lineOf(excerpt, EXCERPT) });
  let attempt: Attempt;
  try {
    const body = webhook.shape === "slack" ? slackBody(delivery.body, address) : delivery.body;
    const seconds = Math.floor(clock.now() / 1000);
    const { status, text } = await request({
      url: webhook.url, method: "POST", body, timeoutMs: TIMEOUT_MS, maxBytes: MAX_ANSWER,
      headers: {
        "Content-Type": "application/json", "User-Agent": "Outrider-Webhook/1", "Outrider-Event": delivery.event, "Outrider-Delivery": delivery.id, "Outrider-Try": job,
        [SIGNATURE_HEADER]: signatureOf(store.secretOf(webhook), seconds, body),
      },
    });
    attempt = status >= 200 && status < 300 ? { ...failedAs(text, status), state: "sent" } : failedAs(text, status, last || status === GONE);
  } catch (error) {
    attempt = failedAs(error instanceof Error ? error.message : String(error), null, last || error instanceof TargetRefused);
  }
  await store.noted(workspace, delivery, attempt);
  if (attempt.state === "sent") return;
  const failing = (webhook.failingSince ?? clock.now()) + GIVE_UP_MS <= clock.now();
  if (failing || attempt.status === GONE) {
    const why = attempt.status === GONE ? "Its receiver says that it is gone." : "It has failed for three days.";
    await store.stop(workspace, webhook.id, why);
    await stopped(workspace, webhook, why);
  }
  if (attempt.state === "waiting") throw new Error(attempt.status === null ? attempt.excerpt : `the receiver answered ${attempt.status}`);
};
