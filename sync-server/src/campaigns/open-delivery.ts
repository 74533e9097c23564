// Delivery, put together: the vendor that the environment names, the door of its receipts, and what an admin is told of both.
import type { Database } from "../db/database.ts";
import type { Clock } from "../platform/clock.ts";
import type { GuardedRequest } from "../platform/guarded-request.ts";
import type { Log } from "../platform/logger.ts";
import { type DeliveryReport, deliveryReport } from "./delivery-report.ts";
import { type ChangedRun, keepReceipts } from "./receipts/keep-receipts.ts";
import { createReceiptIntake } from "./receipts/receipt-intake.ts";
import { createReceiptTally, type ReceiptOutcome } from "./receipts/receipt-tally.ts";
import { createReceive, type Receive, signReceipts } from "./receipts/receive-receipts.ts";
import type { Vendor } from "./vendor-port.ts";
import { createHttpVendor } from "./vendors/http-vendor.ts";
import { createSimulatedVendor, ROUND_AFTER_MS, roundsOf, type SimulatedBatch, simulatedReceipts } from "./vendors/simulated-vendor.ts";
import { createSmtpVendor } from "./vendors/smtp-vendor.ts";
import type { VendorSettings } from "./vendors/vendor-settings.ts";

export interface Delivery {
  /** Null: there is none, and no campaign can be sent. */
  readonly vendor: Vendor | null;
  /** Counted besides by what came of them. */
  readonly receive: Receive;
  /** Called after receipts have changed messages, with the runs they belong to. */
  onChanged(listener: (runs: readonly ChangedRun[]) => void): void;
  report(workspace: string): Promise<DeliveryReport>;
  /** After who hands over messages has stopped. */
  stop(): Promise<void>;
}

interface Deps {
  readonly settings: VendorSettings | null;
  readonly database: Pick<Database, "sql" | "sync">;
  readonly request: GuardedRequest;
  readonly clock: Clock;
  readonly log: Pick<Log, "info" | "error">;
  /** Of this server, for receipts where the vendor has no secret of its own. */
  readonly secret: string;
  /** The queue: rounds of the simulated vendor's receipts. `work` is called once. */
  readonly rounds: {
    send(batch: SimulatedBatch, after: Date): Promise<void>;
    work(handle: (batch: SimulatedBatch) => Promise<void>): void;
  };
  readonly metric: (outcome: ReceiptOutcome, receipts: number) => void;
  /** A row of what was refused, for admins. */
  readonly note: (address: string, counts: { readonly forged: number; readonly unknown: number }) => Promise<void>;
}

/** Receipts of the simulated vendor in one body. */
const A_BODY = 500;

export function openDelivery({ settings, database, request, clock, log, secret: own, rounds, metric, note }: Deps): Delivery {
  const listeners: ((runs: readonly ChangedRun[]) => void)[] = [];
  const later = (batch: SimulatedBatch): Promise<void> => rounds.send(batch, new Date(batch.at + (ROUND_AFTER_MS[batch.round] ?? 0)));
  const secret = settings?.name === "http" ? settings.secret : own;
  const intake = createReceiptIntake({
    keep: (receipts) => keepReceipts(database, receipts, clock.now()),
    changed: (runs) => listeners.forEach((listener) => listener(runs)),
  });
  const tally = createReceiptTally({ metric, note, clock, failed: (error) => log.error({ error }, "receipts that were refused could not be noted") });
  const receive = createReceive({ secret, intake, tally, clock });

  const vendor = vendorOf();
  function vendorOf(): Vendor | null {
    switch (settings?.name) {
      case "smtp":
        return createSmtpVendor(settings);
      case "http":
        return createHttpVendor({ ...settings, request, clock });
      case "simulated":
        return createSimulatedVendor({ later, clock });
      case undefined:
        return null;
    }
  }
  log.info({ vendor: vendor?.name ?? "none", simulated: vendor?.name === "simulated" }, vendor?.name === "simulated" ? "campaigns are simulated: no mail of theirs leaves this server" : "campaigns");

  // By the door that a vendor's come by.
  rounds.work(async (batch) => {
    const receipts = simulatedReceipts(batch);
    for (let from = 0; from < receipts.length; from += A_BODY) {
      const body = JSON.stringify(receipts.slice(from, from + A_BODY));
      const received = await receive({ body, signature: signReceipts(secret, body, clock.now()), address: "simulated" });
      if (received.is !== "taken") throw new Error(`the simulated vendor's receipts were not taken: ${received.is}`);
    }
    if (batch.round + 1 < roundsOf(batch)) await later({ ...batch, round: batch.round + 1 });
  });

  return {
    vendor, receive,
    onChanged: (listener) => void listeners.push(listener),
    report: (workspace) => deliveryReport(database, vendor, workspace),
    async stop() {
      await vendor?.stop();
      await intake.stop();
      await tally.stop();
    },
  };
}
