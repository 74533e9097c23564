// For how long each connection has been behind what is committed. It is asked now and then: what was behind at two askings
// in a row and caught up between them counts as behind.
export interface LagWatch {
  /** ms of the one that has been behind the longest; 0 where none is. */
  longest(): number;
}

export interface Lagging { isBehind(): boolean }

export function createLagWatch(sessions: () => Iterable<Lagging>, now: () => number): LagWatch {
  let since = new Map<Lagging, number>();
  return {
    longest() {
      const behind = new Map<Lagging, number>();
      for (const session of sessions()) if (session.isBehind()) behind.set(session, since.get(session) ?? now());
      since = behind;
      return Math.max(0, ...[...behind.values()].map((at) => now() - at));
    },
  };
}
