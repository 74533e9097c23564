// Owns what a bench may report: each metric with its unit and which direction is better. A ratio says how many times
// better ours is than the peer, whatever the direction: above 1 is good for us.

export const metrics = {
  uninvited: { text: "writes accepted from a client with no right", unit: "of 1", better: "lower" },
  catchUp: { text: "until a new device has all", unit: "ms", better: "lower" },
  catchUpCpu: { text: "server CPU for it", unit: "s", better: "lower" },
  catchUpBytes: { text: "received for it", unit: "MB", better: "lower" },
  lost: { text: "acknowledged edits lost", unit: "edits", better: "lower" },
  p50: { text: "change to other device, p50", unit: "ms", better: "lower" },
  p99: { text: "change to other device, p99", unit: "ms", better: "lower" },
  delivered: { text: "delivered within the run", unit: "%", better: "higher" },
  cpu: { text: "server CPU", unit: "% of a core", better: "lower" },
  rss: { text: "server memory", unit: "MB", better: "lower" },
  acceptCpu: { text: "server CPU for 1,000 changes", unit: "ms", better: "lower" },
  accepted: { text: "accepted changes", unit: "per second", better: "higher" },
  stale: { text: "stale edits that replaced a newer one", unit: "%", better: "lower" },
  drained: { text: "all back until every outbox is empty", unit: "s", better: "lower" },
  equal: { text: "all back until every device holds the same", unit: "s", better: "lower" },
  ackP50: { text: "sent until acknowledged, p50", unit: "s", better: "lower" },
  ackP99: { text: "sent until acknowledged, p99", unit: "s", better: "lower" },
  peakRss: { text: "server memory, most", unit: "MB", better: "lower" },
  usable: { text: "an empty device to its first list", unit: "ms", better: "lower" },
  whole: { text: "an empty device to all records", unit: "ms", better: "lower" },
  cold: { text: "cold start to first list", unit: "ms", better: "lower" },
  keystroke: { text: "keystroke to painted results", unit: "ms", better: "lower" },
  everywhere: { text: "keystroke to painted results of all kinds", unit: "ms", better: "lower" },
  scroll: { text: "a frame while scrolling, p95", unit: "ms", better: "lower" },
  board: { text: "board of 500 open deals opened", unit: "ms", better: "lower" },
  editPainted: { text: "edit to painted", unit: "ms", better: "lower" },
  performance: { text: "Lighthouse, mobile: performance", unit: "of 100", better: "higher" },
  accessibility: { text: "Lighthouse, mobile: accessibility", unit: "of 100", better: "higher" },
  bestPractices: { text: "Lighthouse, mobile: best practices", unit: "of 100", better: "higher" },
  script: { text: "JavaScript of the page until its first list, as it is sent (Brotli)", unit: "KB", better: "lower" },
  pageHeap: { text: "memory of the page", unit: "MB", better: "lower" },
  workerHeap: { text: "memory of the worker", unit: "MB", better: "lower" },
  journey: { text: "until it is shown on a phone, four times slower", unit: "ms", better: "lower" },
  journeyCpu: { text: "CPU of the page's own thread for it", unit: "ms", better: "lower" },
  firstList: { text: "first list after a start", unit: "ms", better: "lower" },
  requests: { text: "requests answered", unit: "per second", better: "higher" },
  requestP99: { text: "a request until answered, p99", unit: "ms", better: "lower" },
  walked: { text: "an edit of a note walked and checked", unit: "µs", better: "lower" },
  triedP50: { text: "an edit of a note tried, p50", unit: "ms", better: "lower" },
  triedP99: { text: "an edit of a note tried, p99", unit: "ms", better: "lower" },
  trialCpu: { text: "CPU of the process that tries", unit: "% of a core", better: "lower" },
  embedded: { text: "texts embedded", unit: "per second", better: "higher" },
  modelOpened: { text: "a model opened", unit: "ms", better: "lower" },
  modelRss: { text: "memory that a model takes", unit: "MB", better: "lower" },
  scanned: { text: "the 20 closest found", unit: "ms", better: "lower" },
  bookMade: { text: "the assistant's book of all records made", unit: "ms", better: "lower" },
  firstAnswer: { text: "first advice and first answer to an objection", unit: "ms", better: "lower" },
  coach: { text: "advice on a deal after an edit, p50 and p95", unit: "ms", better: "lower" },
  persona: { text: "a persona, p50 and p95", unit: "ms", better: "lower" },
  objection: { text: "an answer to an objection, p50 and p95", unit: "ms", better: "lower" },
  messages: { text: "messages of a campaign through the simulated vendor", unit: "per second", better: "higher" },
  segmentSql: { text: "a segment counted in PostgreSQL, with ten of it", unit: "ms", better: "lower" },
  segmentDevice: { text: "a segment counted on the device, with ten of it", unit: "ms", better: "lower" },
  segmentRead: { text: "a device's customers read for the first rule", unit: "ms", better: "lower" },
  ordersDurable: { text: "orders taken, durable", unit: "per second", better: "higher" },
  ordersWorkedOff: { text: "orders worked off, every customer told", unit: "per second", better: "higher" },
  jobs: { text: "jobs through the queue, sent one by one, durable", unit: "per second", better: "higher" },
  receipts: { text: "receipts of vendors kept, durable", unit: "per second", better: "higher" },
  searched: { text: "found over all kinds in the engine", unit: "ms", better: "lower" },
  prepared: { text: "what search reads first, read once", unit: "ms", better: "lower" },
  near: { text: "the 20 closest in SQL", unit: "ms", better: "lower" },
  recall: { text: "of the 20 truly closest found", unit: "%", better: "higher" },
  indexed: { text: "the index of neighbours built", unit: "s", better: "lower" },
  ready: { text: "a server started until it serves", unit: "ms", better: "lower" },
  weight: { text: "weight as it is sent (Brotli)", unit: "KB", better: "lower" },
  trialRss: { text: "memory of the process that tries", unit: "MB", better: "lower" },
} as const satisfies Record<string, { text: string; unit: string; better: "lower" | "higher" }>;

export type Metric = keyof typeof metrics;

export interface Row {
  readonly id: string;
  readonly metric: Metric;
  /** What it was measured with: `10,000 records`. */
  readonly of?: string;
  readonly peer: string;
  readonly ours: boolean;
  /** The median of the runs; undefined when there is no figure, and then `note` says why. */
  readonly value: number | undefined;
  readonly worst?: number;
  readonly runs: number;
  readonly ratio?: number;
  readonly note?: string;
}

/** How many times better `ours` is than `peer` in this metric; undefined where a division says nothing. */
export const timesBetter = (metric: Metric, ours: number, peer: number): number | undefined => {
  const [worse, better] = metrics[metric].better === "lower" ? [peer, ours] : [ours, peer];
  return better === 0 ? undefined : worse / better;
};

/** The rows with each peer's ratio to the first row of ours of the same id, metric and size. */
export const withRatios = (rows: readonly Row[]): Row[] =>
  rows.map((row) => {
    const mine = rows.find(({ ours, id, metric, of }) => ours && id === row.id && metric === row.metric && of === row.of);
    if (row.ours || row.value === undefined || mine?.value === undefined) return row;
    const ratio = timesBetter(row.metric, mine.value, row.value);
    return ratio === undefined ? row : { ...row, ratio };
  });
