// The evidence that the assistant's answers rest on, for one person: what they may see, less what contacts have not agreed to,
// out of the copy that lists look through. Kept for a few people while nothing changes.
import type { Bucket } from "@outrider/shared/access";
import { settingsId } from "@outrider/shared/commands";
import { isDeleted, type RecordState, textOf } from "@outrider/shared/records";
import { type Advice, adviceOf, type AsOf, BOOK_KINDS, type ConsentFor, type ConsentGap, consentGap, contactReach, createSalesBook, type SalesBook, type TeamGroup, teamDigests, withoutContacts, workspaceGap } from "@outrider/shared/sales";
import type { RecordIndexes, Standing } from "./record-index.ts";
import type { By } from "./rest-records.ts";
import { followedBy, liesIn } from "./seen.ts";

export interface Library {
  readonly book: SalesBook;
  /** Advice of the past, with what came of it. */
  readonly past: readonly Advice[];
  /** A record as this person sees it; undefined where it is not there for them. */
  readonly read: (id: string) => RecordState | undefined;
  readonly members: () => readonly RecordState[];
  /** Of all contacts that this person may see, also those who have not agreed. */
  readonly names: () => readonly string[];
  /** What stands in the way, or null; `contact`: where it is about one. */
  readonly gap: (contact: RecordState | null, to: ConsentFor) => ConsentGap | null;
}

export interface SalesBooks {
  /** Null: no member. `to`: what is to be done with what it holds. */
  of(by: By, to: ConsentFor): Promise<Library | null>;
  /** Everybody's closed deals as figures for this person, less those that they see; the gap where the workspace has not agreed. */
  team(by: By, asOf: AsOf, to: ConsentFor): Promise<readonly TeamGroup[] | ConsentGap | null>;
}

interface Kept { readonly standing: Standing; readonly version: number; readonly book: SalesBook; readonly past: readonly Advice[] }

const PIECE = 2_000;
const MOST_KEPT = 4;

export function createSalesBooks({ indexes, pause }: { readonly indexes: RecordIndexes; readonly pause: () => Promise<void> }): SalesBooks {
  const kept = new Map<string, Kept>();

  async function bookFor(standing: Standing, version: number, key: string, followed: ReadonlySet<Bucket> | "all", settings: RecordState | undefined, to: ConsentFor): Promise<Kept> {
    const before = kept.get(key);
    kept.delete(key);
    if (before?.standing === standing && before.version === version) {
      kept.set(key, before);
      return before;
    }
    // As of now: what comes while it is made is the next question's.
    const seen = (kind: RecordState["kind"]): RecordState[] => [...standing.of(kind).values()].flatMap((entry) => (followed === "all" || liesIn(entry, followed) ? [entry.state] : []));
    const withheld = new Set(seen("contact").filter((contact) => !reaches(contactReach(settings, contact), to)).map(({ id }) => id));
    const states = BOOK_KINDS.flatMap(seen);
    const past = seen("feedback").flatMap((state) => adviceOf(state) ?? []);
    const book = createSalesBook();
    for (const [at, state] of states.entries()) {
      if (at % PIECE === PIECE - 1) await pause();
      const shown = withoutContacts(state, withheld);
      if (shown) book.put(state.id, shown);
    }
    const made = { standing, version, book, past };
    kept.set(key, made);
    for (const oldest of kept.keys()) {
      if (kept.size <= MOST_KEPT) break;
      kept.delete(oldest);
    }
    return made;
  }

  return {
    async of({ workspace, user }, to) {
      const standing = await indexes.look(workspace);
      const followed = followedBy(standing, user);
      if (followed === null) return null;
      const settings = standing.get(settingsId(workspace))?.state;
      const { book, past } = await bookFor(standing, standing.version, `${to} ${workspace} ${user}`, followed, settings, to);
      return {
        book, past, members: () => [...standing.of("member").values()].map(({ state }) => state), gap: (contact, how) => consentGap(settings, contact, how),
        names: () => [...standing.of("contact").values()].flatMap((entry) => (liesIn(entry, followed) ? [textOf(entry.state, "name")] : [])),
        read(id) {
          const entry = standing.get(id);
          return entry && liesIn(entry, followed) && !isDeleted(entry.state) && textOf(entry.state, "mergedInto") === "" ? entry.state : undefined;
        },
      };
    },
    async team({ workspace, user }, asOf, to) {
      const standing = await indexes.look(workspace);
      const followed = followedBy(standing, user);
      if (followed === null) return null;
      const settings = standing.get(settingsId(workspace))?.state;
      const gap = workspaceGap(settings, to);
      if (gap) return gap;
      // One book for all who ask: nothing of it leaves but figures of five deals and more.
      const { book } = await bookFor(standing, standing.version, `${to} ${workspace}`, "all", settings, to);
      return teamDigests(book, asOf, (deal) => {
        const entry = standing.get(deal);
        return entry !== undefined && liesIn(entry, followed);
      });
    },
  };
}

const reaches = (far: string, to: ConsentFor): boolean => far === "anywhere" || far === to;
