// What each server has read of the feed lately: at which commit each of its reads found the database. A frame is made of
// one of them. It changes nothing that is read.
import type { FeedStore } from "../../../../sync-server/src/feed/feed-store.ts";

export interface ServerReads {
  /** The store as this server has it. */
  watching(server: number, store: FeedStore): FeedStore;
  /** The commits at which this server read within so many ms before now; what it has open may be made of any of them. */
  lately(server: number, ms: number): readonly number[];
  /** The commits at which it has looked at who is who, of late. */
  ofMembers(server: number): readonly number[];
}

const KEPT = 200;

export function createServerReads({ now, seq }: { readonly now: () => number; /** The last commit's. */ readonly seq: () => number }): ServerReads {
  const reads = new Map<number, { readonly at: number; readonly seq: number }[]>();
  const ofMembers = new Map<number, readonly number[]>();

  function note(server: number): void {
    const known = reads.get(server) ?? [];
    known.push({ at: now(), seq: seq() });
    reads.set(server, known.slice(-KEPT));
  }

  return {
    watching(server, store) {
      // The store in memory reads when it is called: that is the moment of the snapshot.
      const noted = <Args extends readonly unknown[], T>(read: (...args: Args) => Promise<T>) => (...args: Args): Promise<T> => {
        note(server);
        return read(...args);
      };
      return {
        ...store, typed: noted(store.typed), page: noted(store.page), older: noted(store.older), definitions: noted(store.definitions), open: noted(store.open), find: noted(store.find),
        members: (workspace) => {
          ofMembers.set(server, [...(ofMembers.get(server) ?? []).slice(-KEPT), seq()]);
          return store.members(workspace);
        },
      };
    },
    ofMembers: (server) => [...new Set(ofMembers.get(server) ?? [])],
    lately: (server, ms) => [...new Set((reads.get(server) ?? []).filter(({ at }) => at >= now() - ms).map((read) => read.seq))],
  };
}
