// Whom the server finds by a segment, page after page as it is asked for. Invariant: nothing is said to be all before the
// server's last page has come.
import { useEffect, useEffectEvent, useState } from "react";
import { useApp, useUser } from "../../app/app-context.tsx";
import { localZone } from "../../app/format.ts";
import { afterOf, type Member, membersPath, membersIn } from "./members-of.ts";

interface ServerMembers {
  readonly members: readonly Member[];
  readonly busy: boolean;
  /** The server did not answer as it should; asking again goes on from there. */
  readonly failed: boolean;
  /** Asks for the next page; undefined: there is none. */
  readonly load: (() => void) | undefined;
}

/** The first page comes by itself. */
export function useServerMembers(segment: string): ServerMembers {
  const { api } = useApp();
  const workspace = useUser()?.workspaceId ?? "";
  const [{ members, next, failed }, setLoaded] = useState<{ readonly members: readonly Member[]; readonly next: string | null | undefined; readonly failed: boolean }>({ members: [], next: undefined, failed: false });
  const [busy, setBusy] = useState(false);
  const load = async () => {
    if (next === null || busy) return;
    setBusy(true);
    const answer = await api({ method: "GET", path: membersPath(segment, workspace, localZone(), next) });
    setBusy(false);
    setLoaded((before) => {
      if (!answer.ok) return { ...before, failed: true };
      const page = membersIn(answer.value);
      return { members: [...before.members, ...page], next: afterOf(page), failed: false };
    });
  };
  const begin = useEffectEvent(() => {
    if (next === undefined) void load();
  });
  useEffect(() => {
    const timer = setTimeout(() => begin(), 0);
    return () => clearTimeout(timer);
  }, []);
  return { members, busy, failed, load: next === null ? undefined : () => void load() };
}
