// When messages of a campaign went out, by the hour: all of it as the server counts it; with no network what this device knows of
// how the count went.
import { useEffect, useMemo, useState } from "react";
import { useApp, useUser } from "../../app/app-context.tsx";
import { useComingBack } from "../../app/use-coming-back.ts";
import { usePast } from "../../read/index.ts";
import { sentByTime } from "./campaign-facts.ts";
import { hoursOf, type SentHour } from "./campaign-wire.ts";

/** `whole` false: it is what this device knows. `stamp`: looked at anew where it changes. `asks`: the server may be asked. */
export function useSentHours(id: string, startedAt: number, stamp: number, asks: boolean): { readonly points: readonly SentHour[]; readonly whole: boolean } {
  const { api } = useApp();
  const workspace = useUser()?.workspaceId ?? "";
  const [told, setTold] = useState<readonly SentHour[]>();
  const past = usePast(id, "sent", 1);
  const here = useMemo(() => sentByTime((past?.entries ?? []).flatMap((entry) => ("value" in entry && typeof entry.value === "number" ? [{ at: entry.at, sent: entry.value }] : [])), startedAt), [past, startedAt]);
  const [look, setLook] = useState(0);
  useComingBack(() => setLook((times) => times + 1));
  useEffect(() => {
    if (!asks) return undefined;
    let current = true;
    // While messages go out the count moves every second: that is seldom enough to ask.
    void api({ method: "GET", path: `/api/campaigns/${encodeURIComponent(id)}/hours?workspace=${encodeURIComponent(workspace)}` }).then((answer) => {
      if (current && answer.ok) setTold(hoursOf(answer.value));
    });
    return () => {
      current = false;
    };
  }, [api, asks, id, look, stamp, workspace]);
  return told === undefined ? { points: here, whole: false } : { points: told, whole: true };
}
