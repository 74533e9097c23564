// Owns the suite of customers and campaigns: one line a part.
import type { Row } from "../metric.ts";
import { runSegments } from "./segments.ts";

const PARTS: readonly ((quick: boolean) => Promise<Row[]>)[] = [
  runSegments,
];

export async function runCampaigns(quick: boolean): Promise<Row[]> {
  const rows: Row[] = [];
  for (const part of PARTS) rows.push(...(await part(quick)));
  return rows;
}
