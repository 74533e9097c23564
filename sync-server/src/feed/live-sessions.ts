// Whether a sign-in still holds, asked at every frame and looked up at most every two seconds for each. A sign-in that
// ends on this server closes its sockets at once; this finds one that ended elsewhere.
const KEPT = 2000;

export function liveSessions(look: (session: string) => Promise<boolean>, now: () => number): (session: string) => Promise<boolean> {
  const known = new Map<string, { readonly at: number; readonly live: Promise<boolean> }>();
  return async (session) => {
    const found = known.get(session);
    if (found && now() - found.at < KEPT) return await found.live;
    if (known.size > 10_000) known.clear();
    const live = look(session);
    known.set(session, { at: now(), live });
    live.catch(() => known.delete(session));
    return await live;
  };
}
