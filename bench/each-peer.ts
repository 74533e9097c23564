// One peer after another, of which none that cannot be measured ends the run: it has a row that says why.
import type { Row } from "./metric.ts";
import type { Peer } from "./peer.ts";

/** The figure that says that there is none. */
type Named = Pick<Row, "id" | "metric">;

/** `missing`: why a peer cannot be measured at all; undefined where it can. */
export async function rowsOfEach(
  peers: readonly Peer[], say: (line: string) => void, named: Named, measure: (peer: Peer) => Promise<readonly Row[]>, missing: (peer: Peer) => string | undefined = (peer) => peer.missing?.(),
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const peer of peers) {
    const none = (note: string): Row => ({ ...named, peer: peer.name, ours: peer.ours ?? false, value: undefined, runs: 0, note });
    const why = missing(peer);
    if (why !== undefined) rows.push(none(why));
    else {
      try {
        rows.push(...(await measure(peer)));
      } catch (error) {
        const told = error instanceof Error ? error.message : String(error);
        say(`failed: ${told}`);
        rows.push(none(told.split("\n")[0] ?? "failed"));
      }
    }
  }
  return rows;
}
