// Signing out: the session ends on the server, then everything of this person leaves the device. Needs a network, for
// without one nothing is taken off the device for which one would have to sign in again.
import { useState } from "react";
import { useAct } from "../act/index.ts";
import type { ApiProblem } from "../platform/json-api.ts";
import { agree } from "./agreement.ts";
import { useApp, useUser } from "./app-context.tsx";
import { clearInbox } from "./use-inbox.ts";

export interface SignOut {
  readonly busy: boolean;
  /** undefined: done. `notWiped` is told where the device could not let go of its data. */
  readonly signOut: (notWiped: () => void) => Promise<ApiProblem | undefined>;
}

export function useSignOut(): SignOut {
  const { session } = useApp();
  const user = useUser();
  const act = useAct();
  const [busy, setBusy] = useState(false);
  return {
    busy,
    async signOut(notWiped) {
      setBusy(true);
      const answer = await session.signOut(() => act.wipe().then(() => clearInbox()).catch(notWiped));
      setBusy(false);
      if (answer.ok && user !== undefined) agree(user.id, false);
      return answer.ok ? undefined : answer.error;
    },
  };
}
