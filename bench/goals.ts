// Owns the goals the figures are held against and says of each whether this run meets it. A goal with no figure is
// "not measured", never met.
import { type Metric, metrics, type Row } from "./metric.ts";
import type { SuiteName } from "./suites.ts";

/** What a device figure says that was taken with the browser held to a part of a core. */
const HELD = /of a core/;
const FULL_SPEED = /^(?!.*of a core)/;

interface Goal {
  /** The rule of docs/features.md it belongs to. */
  readonly rule: string;
  /** The suite that measures it. */
  readonly suite: SuiteName;
  readonly text: string;
  readonly id: string;
  readonly metric: Metric;
  readonly of?: RegExp;
  /** The goal is on our ratio to this peer; left out, on our own value. */
  readonly against?: string;
  readonly met: (figure: number) => boolean;
  /** Which of our stores it is set for; left out, each. */
  readonly store?: RegExp;
}

const goals: readonly Goal[] = [
  { rule: "S4", suite: "sync", text: "catch-up 5 times faster than PouchDB", id: "B1", metric: "catchUp", against: "pouchdb", met: (n) => n >= 5 },
  { rule: "S4", suite: "sync", text: "catch-up 30 times faster than Hocuspocus", id: "B1", metric: "catchUp", against: "hocuspocus", met: (n) => n >= 30 },
  { rule: "S2", suite: "sync", text: "no acknowledged edit lost under kill -9", id: "B2", metric: "lost", met: (n) => n === 0 },
  { rule: "S3", suite: "sync", text: "p99 of a change at most 50 ms", id: "B4", metric: "p99", met: (n) => n <= 50 },
  { rule: "R8", suite: "rooms", text: "p99 of a word typed at most 50 ms", id: "rooms", metric: "p99", met: (n) => n <= 50 },
  { rule: "S2", suite: "rooms", text: "no acknowledged word lost under kill -9", id: "rooms", metric: "lost", met: (n) => n === 0 },
  { rule: "W4", suite: "device", text: "cold start to the first list within a second", id: "device", metric: "cold", of: FULL_SPEED, met: (n) => n <= 1_000 },
  { rule: "R12", suite: "device", text: "results painted within 50 ms of a keystroke", id: "device", metric: "keystroke", of: FULL_SPEED, met: (n) => n <= 50 },
  { rule: "R12", suite: "device", text: "results of all kinds painted within 50 ms of a keystroke", id: "device", metric: "everywhere", of: FULL_SPEED, met: (n) => n <= 50 },
  { rule: "W4", suite: "device", text: "an edit painted within 50 ms", id: "device", metric: "editPainted", of: FULL_SPEED, met: (n) => n <= 50 },
  { rule: "W4", suite: "device", text: "95 of 100 frames of scrolling within 20 ms", id: "device", metric: "scroll", of: FULL_SPEED, met: (n) => n <= 20 },
  { rule: "W4", suite: "device", text: "150 KB of JavaScript before the first list", id: "device", metric: "script", met: (n) => n <= 150 },
  { rule: "W4", suite: "device", text: "on a quarter of a core, a cold start within 3 s", id: "device", metric: "cold", of: HELD, met: (n) => n <= 3_000 },
  { rule: "R12", suite: "device", text: "on a quarter of a core, results within 200 ms", id: "device", metric: "keystroke", of: HELD, met: (n) => n <= 200 },
  { rule: "S3", suite: "stale", text: "no stale offline edit replaces a newer one", id: "stale", metric: "stale", met: (n) => n === 0 },
  { rule: "A6", suite: "meaning", text: "the closest of 100,000 vectors within 10 ms", id: "meaning", metric: "scanned", of: /100,000/, met: (n) => n <= 10 },
  { rule: "A1", suite: "assistant", text: "the coach's advice within 200 ms of 100,000 records", id: "assistant", metric: "coach", of: /^\d{3},\d{3} records/, met: (n) => n <= 200 },
  { rule: "M5", suite: "campaigns", text: "1,000 messages of a campaign per second on PostgreSQL", id: "campaigns", metric: "messages", of: /handed over/, store: /postgres/i, met: (n) => n >= 1_000 },
  { rule: "M3", suite: "campaigns", text: "a segment of 1,000,000 customers in SQL within 300 ms, p95", id: "segments", metric: "segmentSql", of: /^1,000,000.*p95/, met: (n) => n <= 300 },
  { rule: "M3", suite: "campaigns", text: "a segment of 100,000 customers on the device within 50 ms, p95", id: "segments", metric: "segmentDevice", of: /^100,000.*p95/, met: (n) => n <= 50 },
  { rule: "M2", suite: "campaigns", text: "5,000 orders taken per second on PostgreSQL", id: "campaigns", metric: "ordersDurable", store: /postgres/i, met: (n) => n >= 5_000 },
  { rule: "M7", suite: "campaigns", text: "5,000 receipts of vendors per second on PostgreSQL", id: "campaigns", metric: "receipts", of: /100 a request/, store: /postgres/i, met: (n) => n >= 5_000 },
  { rule: "S13", suite: "sync", text: "10,000 durable changes per second on PostgreSQL", id: "accept", metric: "accepted", store: /postgres/i, met: (n) => n >= 10_000 },
  { rule: "R12", suite: "search", text: "the engine finds among 100,000 records within 50 ms, mistyped or not, p95", id: "search", metric: "searched", of: /^\d{3},\d{3} records/, met: (n) => n <= 50 },
  { rule: "R12", suite: "vectors", text: "the closest of 100,000 vectors in SQL within 50 ms, p95", id: "vectors", metric: "near", of: /^100,000.*p95/, met: (n) => n <= 50 },
  { rule: "A5", suite: "vectors", text: "95 of 100 of the truly closest are found", id: "vectors", metric: "recall", of: /^100,000/, met: (n) => n >= 95 },
  { rule: "O1", suite: "start", text: "a server serves within 5 s, after kill -9 too", id: "start", metric: "ready", met: (n) => n <= 5_000 },
  { rule: "W4", suite: "size", text: "150 KB of JavaScript before the first screen is usable", id: "size", metric: "weight", of: /before the first screen/, met: (n) => n <= 150 },
  { rule: "W4", suite: "size", text: "all of a page's JavaScript under 500 KB", id: "size", metric: "weight", of: /heaviest page/, met: (n) => n < 500 },
  { rule: "W4", suite: "pages", text: "Lighthouse on a phone gives 95 for performance", id: "pages", metric: "performance", met: (n) => n >= 95 },
  { rule: "W3", suite: "pages", text: "Lighthouse on a phone gives 95 for accessibility", id: "pages", metric: "accessibility", met: (n) => n >= 95 },
];

/** Goals that no suite measures, with the reason. */
export const elsewhere: readonly { readonly rule: string; readonly text: string; readonly why: string }[] = [
  { rule: "S4", text: "30 days away, 5,000 edits made and 50,000 to come, caught up within 30 s", why: "that it is caught up is proved by tests (`shared/simulator`, `client/e2e`); how long the two amounts together take is timed by none. `sync` times 50,000 records that come" },
  { rule: "S6", text: "5,000 records that move to another owner leave one device and reach the other", why: "that they do is proved by histories of visibility; no bench times it, and none of the peers can do it" },
  { rule: "S10", text: "another tab leads within 3 s", why: "`npm run soak -- --only tabs` holds it to a limit; it is timed by no bench" },
  { rule: "S13", text: "200 sockets, 100 changes a second, half an hour: p99 of an acknowledgement 250 ms, memory grows less than 1 MB a minute", why: "`npm run soak -- --only load` asks for it and fails above it: see reliability.md" },
  { rule: "I1", text: "requests over HTTP", why: "no goal is set for them: the section `api` says what they are" },
  { rule: "A6", text: "texts embedded a second", why: "no goal is set; `meaning` measures a model of the real size whose weights are random, in Node and not in a browser" },
  { rule: "O1", text: "`npm start` on a machine where nothing is installed", why: "most of it is the network's; `start` measures from the start of the server's process" },
];

export interface Verdict {
  readonly rule: string;
  readonly suite: SuiteName;
  readonly unit: string;
  readonly goal: string;
  readonly of: string;
  readonly figure: number | undefined;
  readonly verdict: "met" | "missed" | "not measured";
}

export const judge = (rows: readonly Row[]): Verdict[] =>
  goals.flatMap((goal): Verdict[] => {
    const about = { rule: goal.rule, suite: goal.suite, goal: goal.text, unit: goal.against === undefined ? metrics[goal.metric].unit : "times" };
    const found = rows.filter(
      (row) =>
        row.id === goal.id &&
        row.metric === goal.metric &&
        (goal.of?.test(row.of ?? "") ?? true) &&
        (goal.against === undefined ? row.ours && (goal.store?.test(row.peer) ?? true) : row.peer === goal.against),
    );
    if (found.length === 0) return [{ ...about, of: "", figure: undefined, verdict: "not measured" }];
    return found.map((row) => {
      const figure = goal.against === undefined ? row.value : row.ratio;
      const of = [goal.against === undefined ? row.peer : "", row.of ?? ""].filter(Boolean).join(", ");
      if (figure === undefined) return { ...about, of, figure, verdict: "not measured" };
      return { ...about, of, figure, verdict: goal.met(figure) ? "met" : "missed" };
    });
  });
