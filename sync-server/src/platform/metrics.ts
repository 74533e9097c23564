// What the server counts of itself while it runs: requests, edits, connections, errors, the process. Invariant: labels are
// names of our own (a route's pattern, a method, an event) and never what somebody sent, so that there are few and no
// personal data among them. What is counted is gone with the process: keeping it is the business of whoever scrapes it.
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry, Summary } from "prom-client";

export interface Timed {
  /** Seconds; null while there was nothing to time. */
  readonly p50: number | null;
  readonly p99: number | null;
}

export interface Metrics {
  /** `route`: its pattern. */
  request(method: string, route: string, status: number, seconds: number): void;
  error(event: string): void;
  /** Receipts of campaigns, by what came of them. */
  receipts(outcome: string, count: number): void;
  /** An edit waits to be written; call what it answers when it has its verdict. */
  edit(): () => void;
  /** Edits that wait now. */
  waiting(): number;
  /** Errors within the last minutes. */
  errorsWithin(minutes: number): number;
  /** Of edits, from arriving to their verdict, within the last ten minutes. */
  edits(): Promise<Timed>;
  /** Those of one reading, by name with what each says; read once whenever somebody asks. */
  gauges<Name extends string>(helps: Readonly<Record<Name, string>>, read: () => Readonly<Record<Name, number>> | Promise<Readonly<Record<Name, number>>>): void;
  /** In the text format of Prometheus. */
  text(): Promise<{ readonly type: string; readonly body: string }>;
}

const WINDOW_SECONDS = 600;
const MINUTE_MS = 60_000;
const KEPT_MINUTES = 60;
/** More different events than the code has means that somebody's words got into one. */
const MOST_EVENTS = 200;

export function createMetrics(now: () => number): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry, prefix: "outrider_" });
  const requests = new Histogram({ name: "outrider_http_request_seconds", help: "Time of a request, by route and status", labelNames: ["method", "route", "status"], buckets: [0.005, 0.02, 0.1, 0.5, 2, 10], registers });
  const errors = new Counter({ name: "outrider_errors_total", help: "Errors that were logged, by event", labelNames: ["event"], registers });
  const edits = new Summary({ name: "outrider_edit_seconds", help: "Time of an edit from arriving to its verdict, durable in the database", percentiles: [0.5, 0.99], maxAgeSeconds: WINDOW_SECONDS, ageBuckets: 5, registers });
  const receipts = new Counter({ name: "outrider_campaign_receipts_total", help: "Receipts of campaigns, by what came of them", labelNames: ["outcome"], registers });
  let waiting = 0;
  new Gauge({ name: "outrider_edits_waiting", help: "Edits that have arrived and have no verdict yet", registers, collect() { this.set(waiting); } });
  const events = new Set<string>();
  /** By minute. */
  const lately = new Map<number, number>();
  const minute = (): number => Math.floor(now() / MINUTE_MS);

  return {
    request: (method, route, status, seconds) => requests.observe({ method, route, status: `${Math.floor(status / 100)}xx` }, seconds),
    error(event) {
      if (events.size < MOST_EVENTS) events.add(event);
      errors.inc({ event: events.has(event) ? event : "other" });
      lately.set(minute(), (lately.get(minute()) ?? 0) + 1);
      for (const at of lately.keys()) if (at <= minute() - KEPT_MINUTES) lately.delete(at);
    },
    receipts: (outcome, count) => receipts.inc({ outcome }, count),
    edit() {
      waiting += 1;
      const end = edits.startTimer();
      return () => {
        waiting -= 1;
        end();
      };
    },
    waiting: () => waiting,
    errorsWithin: (minutes) => [...lately].reduce((sum, [at, count]) => (at > minute() - minutes ? sum + count : sum), 0),
    async edits() {
      const { values } = await edits.get();
      const at = (quantile: number): number | null => values.find(({ labels }) => labels.quantile === quantile)?.value ?? null;
      const any = values.some(({ metricName, value }) => metricName?.endsWith("_count") && value > 0);
      return any ? { p50: at(0.5), p99: at(0.99) } : { p50: null, p99: null };
    },
    gauges(helps, read) {
      let reading: Promise<Readonly<Record<string, number>>> | null = null;
      // All of one asking wait for the same reading.
      const once = () => (reading ??= Promise.resolve().then(read).finally(() => void (reading = null)));
      for (const [name, help] of Object.entries<string>(helps)) new Gauge({ name, help, registers, async collect() { this.set((await once())[name] ?? 0); } });
    },
    text: async () => ({ type: registry.contentType, body: await registry.metrics() }),
  };
}
