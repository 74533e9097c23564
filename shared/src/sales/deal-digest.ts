// Of each deal the few values by which it is compared with others, made once and made anew only when it, or what hangs on
// it, has changed: a look at ten thousand deals is then a walk over plain numbers.
import type { DealEvidence } from "./evidence.ts";
import type { SalesBook } from "./sales-book.ts";
import { closedDay } from "./when.ts";

export interface DealDigest {
  readonly deal: DealEvidence;
  readonly outcome: "open" | "won" | "lost";
  /** As it is called, and as it is compared: in lower case; "" for none. */
  readonly industry: string;
  readonly industryKey: string;
  /** In the base currency on the day of the question; 0: not known. */
  readonly worth: number;
  /** Days since 1970; of an open deal it says nothing. */
  readonly closed: number;
  /** Kinds of objections on it. */
  readonly categories: ReadonlySet<string>;
}

interface Kept { frame: number; version: number; day: string; readonly digests: Map<string, DealDigest & { readonly stamp: number }>; all: readonly DealDigest[] }
const kept = new WeakMap<SalesBook, Kept>();

function digestOf(book: SalesBook, deal: DealEvidence, day: string): DealDigest {
  const industry = book.industryOf(deal).trim();
  return {
    deal, outcome: book.outcomeOf(deal), industry, industryKey: industry.toLowerCase(), worth: book.money().worth(deal.amount, deal.currency, day), closed: closedDay(deal),
    categories: new Set(book.objectionsOn(deal.id).map(({ category }) => category).filter((category) => category !== "")),
  };
}

/** Of all deals, in no order. `day`: by whose rates they are worth what they are. */
export function digestsOf(book: SalesBook, day: string): readonly DealDigest[] {
  const known = kept.get(book) ?? { frame: -1, version: -1, day: "", digests: new Map(), all: [] };
  kept.set(book, known);
  if (known.version === book.version && known.day === day) return known.all;
  if (known.frame !== book.frame || known.day !== day) known.digests.clear();
  const deals = book.of("deal");
  for (const id of known.digests.keys()) if (!deals.has(id)) known.digests.delete(id);
  for (const [id, deal] of deals) {
    const stamp = book.stampOf(id);
    if (known.digests.get(id)?.stamp !== stamp) known.digests.set(id, { ...digestOf(book, deal, day), stamp });
  }
  Object.assign(known, { frame: book.frame, version: book.version, day, all: [...known.digests.values()] });
  return known.all;
}

/** Of one deal; undefined: it is not there. */
export function digestFor(book: SalesBook, deal: string, day: string): DealDigest | undefined {
  digestsOf(book, day);
  return kept.get(book)?.digests.get(deal);
}
