// What a server that has just started does before anybody asks: it reads as the first device will. Statements are planned,
// the pages of the database are in memory and the embedded database's code is compiled (its first queries take ten times
// as long as its later ones). It changes nothing, and nothing waits for it.
import { viewerOf } from "@outrider/shared/access";
import type { Lane } from "@outrider/shared/protocol";
import type { Database } from "../db/database.ts";
import type { FeedStore } from "./feed-store.ts";
import { followedBy } from "./following.ts";

const PAGE = 500;
/** Enough that the database keeps its plans (it plans a statement anew five times first). */
const PAGES = 8;

/** Reads the beginning of the busiest workspace; resolves early once `stopped` says so. */
export async function warmUp(store: FeedStore, { sql }: Pick<Database, "sql">, stopped: () => boolean): Promise<void> {
  const [busiest] = await sql<{ workspace: string }[]>`select workspace_id as workspace from feed_head order by seq desc limit 1`;
  if (!busiest) return;
  const { workspace } = busiest;
  const members = await store.members(workspace);
  const admin = members.find((member) => viewerOf(member.id, () => member)?.role === "admin");
  const buckets = admin && followedBy(admin.id, members)?.buckets;
  if (!buckets) return;
  for (let turn = 0, seq = 0; turn < PAGES && !stopped(); turn++) {
    const lanes: readonly Lane[] = [{ buckets: [...buckets], seq }];
    const page = await store.page(workspace, lanes, PAGE);
    seq = page.upTo < page.head ? page.upTo : 0;
    const whole: readonly Lane[] = [{ buckets: [...buckets], seq: page.head, below: page.head + 1 }];
    await Promise.all([store.older(workspace, whole, PAGE), store.definitions(workspace, buckets), store.count(workspace, lanes), store.boots(workspace), store.horizon(workspace), store.device(workspace, ""), store.sums(workspace, buckets)]);
    await store.transact(workspace, async (tx) => {
      const ids = page.rows.slice(0, 10).map(({ record }) => record);
      await Promise.all([tx.head(), tx.records(ids), tx.places(ids), tx.verdicts(ids), tx.devices(ids), tx.refused(ids)]);
    });
  }
}
