// Owns the suite of customers and campaigns: one line a part.
import type { Row } from "../metric.ts";
import type { Context } from "../sync/context.ts";
import { runMessages } from "./messages.ts";
import { runOrders } from "./orders.ts";
import { runQueue } from "./queue.ts";
import { runReceipts } from "./receipts.ts";
import { runSegments } from "./segments.ts";

const PARTS: readonly ((quick: boolean, context: Context) => Promise<Row[]>)[] = [
  runSegments,
  runOrders,
  (_quick, context) => runReceipts(context),
  runMessages,
  runQueue,
];

export async function runCampaigns(quick: boolean, context: Context): Promise<Row[]> {
  const rows: Row[] = [];
  for (const part of PARTS) rows.push(...(await part(quick, context)));
  return rows;
}
