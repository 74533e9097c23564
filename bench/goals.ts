// Owns the goals the figures are held against and says of each whether this run meets it. A goal with no figure is
// "not measured", never met.
import { type Metric, type Row } from "./metric.ts";

/** What a device figure says that was taken with the browser held to a part of a core. */
const HELD = /of a core/;
const FULL_SPEED = /^(?!.*of a core)/;

interface Goal {
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
  { text: "catch-up 5 times faster than PouchDB", id: "B1", metric: "catchUp", against: "pouchdb", met: (n) => n >= 5 },
  { text: "catch-up 30 times faster than Hocuspocus", id: "B1", metric: "catchUp", against: "hocuspocus", met: (n) => n >= 30 },
  { text: "no acknowledged edit lost under kill -9", id: "B2", metric: "lost", met: (n) => n === 0 },
  { text: "p99 of a change at most 50 ms", id: "B4", metric: "p99", met: (n) => n <= 50 },
  { text: "p99 of a word typed at most 50 ms", id: "rooms", metric: "p99", met: (n) => n <= 50 },
  { text: "no acknowledged word lost under kill -9", id: "rooms", metric: "lost", met: (n) => n === 0 },
  { text: "cold start to the first list within a second", id: "device", metric: "cold", of: FULL_SPEED, met: (n) => n <= 1_000 },
  { text: "results painted within 50 ms of a keystroke", id: "device", metric: "keystroke", of: FULL_SPEED, met: (n) => n <= 50 },
  { text: "an edit painted within 50 ms", id: "device", metric: "editPainted", of: FULL_SPEED, met: (n) => n <= 50 },
  { text: "95 of 100 frames of scrolling within 20 ms", id: "device", metric: "scroll", of: FULL_SPEED, met: (n) => n <= 20 },
  { text: "150 KB of JavaScript before the first list", id: "device", metric: "script", met: (n) => n <= 150 },
  { text: "on a quarter of a core, a cold start within 3 s", id: "device", metric: "cold", of: HELD, met: (n) => n <= 3_000 },
  { text: "on a quarter of a core, results within 200 ms", id: "device", metric: "keystroke", of: HELD, met: (n) => n <= 200 },
  { text: "no stale offline edit replaces a newer one", id: "stale", metric: "stale", met: (n) => n === 0 },
  { text: "the closest of 100,000 vectors within 10 ms", id: "meaning", metric: "scanned", of: /100,000/, met: (n) => n <= 10 },
  { text: "the coach's advice within 200 ms of 100,000 records", id: "assistant", metric: "coach", of: /^\d{3},\d{3} records/, met: (n) => n <= 200 },
  { text: "a segment of 1,000,000 customers in SQL within 300 ms, p95", id: "segments", metric: "segmentSql", of: /^1,000,000.*p95/, met: (n) => n <= 300 },
  { text: "a segment of 100,000 customers on the device within 50 ms, p95", id: "segments", metric: "segmentDevice", of: /^100,000.*p95/, met: (n) => n <= 50 },
  { text: "5,000 orders taken per second on PostgreSQL", id: "campaigns", metric: "ordersDurable", store: /postgres/i, met: (n) => n >= 5_000 },
  { text: "5,000 receipts of vendors per second on PostgreSQL", id: "campaigns", metric: "receipts", of: /100 a request/, store: /postgres/i, met: (n) => n >= 5_000 },
  { text: "10,000 durable changes per second on PostgreSQL", id: "accept", metric: "accepted", store: /postgres/i, met: (n) => n >= 10_000 },
];

export interface Verdict {
  readonly goal: string;
  readonly of: string;
  readonly figure: number | undefined;
  readonly verdict: "met" | "missed" | "not measured";
}

export const judge = (rows: readonly Row[]): Verdict[] =>
  goals.flatMap((goal): Verdict[] => {
    const found = rows.filter(
      (row) =>
        row.id === goal.id &&
        row.metric === goal.metric &&
        (goal.of?.test(row.of ?? "") ?? true) &&
        (goal.against === undefined ? row.ours && (goal.store?.test(row.peer) ?? true) : row.peer === goal.against),
    );
    if (found.length === 0) return [{ goal: goal.text, of: "", figure: undefined, verdict: "not measured" }];
    return found.map((row) => {
      const figure = goal.against === undefined ? row.value : row.ratio;
      const of = [goal.against === undefined ? row.peer : "", row.of ?? ""].filter(Boolean).join(", ");
      if (figure === undefined) return { goal: goal.text, of, figure, verdict: "not measured" };
      return { goal: goal.text, of, figure, verdict: goal.met(figure) ? "met" : "missed" };
    });
  });
