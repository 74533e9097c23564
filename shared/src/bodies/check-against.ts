// An update that was walked, against what the body holds: whose it is, whether it follows on, whether what it refers to
// is there. Invariant: what passes leaves nothing pending in Yjs but by a circle between two of its own clients, which
// the trial finds.
import { type Result, ok } from "@outrider/shared/kernel";
import { type BodyFault, refuse } from "./fault.ts";
import { LIMITS } from "./limits.ts";
import type { Walked } from "./walk-update.ts";

/** clock: the next that is expected; author: the user and device the client id is bound to, in words of the caller. */
export type KnownClients = ReadonlyMap<number, { readonly clock: number; readonly author: string }>;

/** The clocks of the update's clients after it. A client seen here for the first time is bound to the author by the caller. */
export function checkAgainst(walked: Walked, known: KnownClients, author: string): Result<ReadonlyMap<number, number>, BodyFault> {
  const clocks = new Map<number, number>();
  let fresh = 0;
  for (const [client, { from, to }] of walked.clients) {
    const before = known.get(client);
    if (before !== undefined && before.author !== author) return refuse("foreign-client");
    const clock = before?.clock ?? 0;
    if (from > clock) return refuse("gap");
    // Sent again whole it changes nothing. In part it could cut the same text otherwise than those who hold it did.
    if (from < clock && to > clock) return refuse("overlap");
    if (before === undefined) fresh += 1;
    clocks.set(client, Math.max(clock, to));
  }
  if (fresh > LIMITS.freshClients || (fresh > 0 && known.size + fresh > LIMITS.clients)) return refuse("too-many-clients");
  const upTo = (client: number): number => clocks.get(client) ?? known.get(client)?.clock ?? 0;
  for (const [client, clock] of walked.needs) if (clock > upTo(client)) return refuse("missing");
  for (const [client, clock] of walked.deletes) if (clock > upTo(client)) return refuse("unknown-deletes");
  return ok(clocks);
}
