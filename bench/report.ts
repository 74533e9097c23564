// Owns how figures are shown: an aligned table for people, one JSON document for programs. Rounds for the eye only.
import { judge, type Verdict } from "./goals.ts";
import type { Machine } from "./machine.ts";
import { metrics, type Row } from "./metric.ts";
import type { Fact } from "./peer.ts";
import { QUIET } from "./quiet.ts";
import type { SuiteName } from "./suites.ts";

export interface PeerFacts {
  readonly name: string;
  readonly setup: string;
  readonly versions: Readonly<Record<string, string>>;
  /** Of a server; a library has none. */
  readonly acknowledges?: string;
  readonly durable?: Fact;
  readonly checks?: Fact;
}

export interface Report {
  readonly name: SuiteName;
  readonly machine: Machine;
  /** Cores that others took before the run. */
  readonly others: number;
  readonly peers: readonly PeerFacts[];
  readonly rows: readonly Row[];
}

export const figure = (value: number): string =>
  value >= 100 || Number.isInteger(value) ? Math.round(value).toLocaleString("en") : value.toPrecision(3);

/** Columns padded to their widest cell; the columns named in `right` are aligned to the right. */
export const table = (header: readonly string[], rows: readonly (readonly string[])[], right: readonly string[]): string => {
  const widths = header.map((name, i) => Math.max(name.length, ...rows.map((row) => row[i]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, i) => (right.includes(header[i] ?? "") ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0)))
      .join("  ")
      .trimEnd();
  return [line(header), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)].join("\n");
};

const rowCells = (row: Row): string[] => [
  row.id,
  [metrics[row.metric].text, row.of].filter((part) => part !== undefined).join(", "),
  row.peer,
  row.value === undefined ? "–" : figure(row.value),
  metrics[row.metric].unit,
  row.worst === undefined ? "" : figure(row.worst),
  String(row.runs),
  row.ratio === undefined ? "" : `${figure(row.ratio)}×`,
  row.note ?? "",
];

const verdictCells = ({ goal, of, figure: value, verdict }: Verdict): string[] => [
  goal,
  of,
  value === undefined ? "–" : figure(value),
  verdict,
];

export const asText = ({ name, machine, others, peers, rows }: Report): string => {
  const where = `${machine.cpu}, ${machine.cores} cores, ${machine.memoryGb} GB, ${machine.system}, Node ${machine.node}`;
  const how = `fdatasync ${machine.syncMs} ms; ${machine.pinned ? "server on core 0, loader on core 1" : "not pinned to cores"}`;
  const busy = others > QUIET ? " — the machine was busy: do not trust latencies of this run" : "";
  const facts = peers.map((peer) =>
    [
      `${peer.name}: ${peer.setup}`,
      `  versions: ${Object.entries(peer.versions).map(([name, version]) => `${name} ${version}`).join(", ")}`,
      ...(peer.acknowledges === undefined ? [] : [`  acknowledges: ${peer.acknowledges}`]),
      ...(peer.durable === undefined ? [] : [`  durable when acknowledged: ${peer.durable.answer} (${peer.durable.because})`]),
      ...(peer.checks === undefined ? [] : [`  checks permissions: ${peer.checks.answer} (${peer.checks.because})`]),
    ].join("\n"),
  );
  // Of other suites' goals this run says nothing.
  const judged = judge(rows).filter(({ suite }) => suite === name);
  return [
    `${where}\n${how}\n${machine.browser}, ${machine.postgres}\nothers took ${others} cores before the run${busy}`,
    ...facts,
    table(["id", "metric", "peer", "value", "unit", "worst", "runs", "ours is better", "note"], rows.map(rowCells), [
      "value",
      "worst",
      "runs",
      "ours is better",
    ]),
    ...(judged.length === 0 ? [] : [table(["goal", "of", "figure", "verdict"], judged.map(verdictCells), ["figure"])]),
  ].join("\n\n");
};

export const asJson = (report: Report): string => {
  const rows = report.rows.map((row) => ({ ...row, value: row.value ?? null, unit: metrics[row.metric].unit }));
  const goals = judge(report.rows).filter(({ suite }) => suite === report.name).map((verdict) => ({ ...verdict, figure: verdict.figure ?? null }));
  return `${JSON.stringify({ name: report.name, machine: report.machine, others: report.others, peers: report.peers, rows, goals }, null, 2)}\n`;
};
