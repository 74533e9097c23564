/** Campaigns and their delivery, put together from the environment and the parts of a starting server. */
import type { Audit } from "./auth/audit.ts";
import { REFUSED_EVENT } from "./campaigns/delivery-report.ts";
import { type Campaigns, type CampaignsDeps, openCampaigns } from "./campaigns/open-campaigns.ts";
import { type Delivery, openDelivery } from "./campaigns/open-delivery.ts";
import { vendorSettings } from "./campaigns/vendors/vendor-settings.ts";
import type { Database } from "./db/database.ts";
import { type Env, serverUrl } from "./env.ts";
import type { Feed } from "./feed-port.ts";
import type { Jobs } from "./jobs/jobs.ts";
import type { Clock, Random } from "./platform/clock.ts";
import type { GuardedRequest } from "./platform/guarded-request.ts";
import type { Log } from "./platform/logger.ts";
import type { Metrics } from "./platform/metrics.ts";
import type { Secrets } from "./platform/secrets.ts";

interface Deps {
  readonly env: Env;
  readonly database: Database;
  readonly feed: Pick<Feed, "write">;
  readonly audienceOf: CampaignsDeps["audienceOf"];
  readonly herald: CampaignsDeps["herald"];
  readonly jobs: Pick<Jobs, "send" | "work">;
  readonly request: GuardedRequest;
  readonly metrics: Pick<Metrics, "receipts">;
  readonly audit: Audit;
  readonly derive: Secrets["derive"];
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

export interface Campaigning {
  readonly campaigns: Campaigns;
  readonly delivery: Delivery;
  /** Requests with receipts in a minute from each address. */
  readonly receiptLimit: number;
  /** Hands over nothing more, then lets the vendor and the receipts under way end. */
  close(): Promise<void>;
}

export function openCampaigning({ env, database, feed, audienceOf, herald, jobs, request, metrics, audit, derive, clock, random, log }: Deps): Campaigning {
  const delivery = openDelivery({
    settings: vendorSettings(env), database, request, clock, log, secret: derive("receipts").toString("base64url"), metric: metrics.receipts,
    rounds: { send: (batch, after) => jobs.send("simulatedReceipts", batch, { after }), work: (handle) => jobs.work("simulatedReceipts", handle) },
    note: (address, { forged, unknown }) => audit({ event: REFUSED_EVENT, address, detail: { forged: String(forged), unknown: String(unknown) } }),
  });
  const campaigns = openCampaigns({
    database, feed, audienceOf, herald, vendor: delivery.vendor, clock, random, log, key: derive("campaigns"), address: serverUrl(env), tempo: { leaseMs: env.CAMPAIGN_LEASE_SECONDS * 1000 },
  });
  delivery.onChanged(campaigns.receiptsCame);
  return {
    campaigns, delivery, receiptLimit: env.RATE_LIMIT_RECEIPTS,
    async close() {
      await campaigns.close();
      await delivery.stop();
    },
  };
}
