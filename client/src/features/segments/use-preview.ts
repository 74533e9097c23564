// Who a rule finds while it is made: counted on this device with every key, and by the server where the device holds a part.
import type { Rule } from "@outrider/shared/schema";
import { writeWireRule } from "@outrider/shared/segments";
import { useEffect, useMemo, useState } from "react";
import { useApp, useUser } from "../../app/app-context.tsx";
import { format, localZone } from "../../app/format.ts";
import { reasonWords } from "../../app/reason-words.ts";
import { useNow } from "../../app/use-now.ts";
import { type SegmentOf, useSegment, useStatus } from "../../read/index.ts";
import { type Counted, countedOf } from "./counted.ts";

/** On what day and where on Earth rules are looked at: those of the person. */
export function useLooking(): Pick<SegmentOf, "today" | "zone"> {
  const today = format.today(useNow());
  const zone = localZone();
  return useMemo(() => ({ today, zone }), [today, zone]);
}

/** Somebody is typing. */
const PAUSE_MS = 400;

export interface Preview extends Counted {
  readonly loading: boolean;
  /** Whether all there is was counted; else why not, and what is done about it. */
  readonly of: "all" | "server" | "part" | "asking" | "arriving" | "problem";
  /** What is wrong with the rule; "": nothing. */
  readonly fault: string;
}

type FromServer = { readonly key: string; readonly told: Counted | undefined };

/** Of those found so many are told by name, here and by the server. */
const USUAL_SAMPLE = 10;

/** undefined: everybody. */
export function usePreview(rule: Rule | undefined, sample: number = USUAL_SAMPLE): Preview {
  const { api } = useApp();
  const workspace = useUser()?.workspaceId ?? "";
  const looking = useLooking();
  const here = useSegment({ rule: rule ?? null, ...looking, sample });
  const { phase } = useStatus();
  // A device that is still receiving its data counts what has come; one that holds a part for good asks.
  const partly = here !== undefined && !here.complete && here.beyond !== undefined;
  const askable = partly && here.beyond !== "offline" && phase !== "offline" && phase !== "signed-out";
  const { zone } = looking;
  const wire = useMemo(() => (rule === undefined ? null : writeWireRule(rule)), [rule]);
  const key = JSON.stringify([wire, looking]);
  const [server, setServer] = useState<FromServer>();
  useEffect(() => {
    if (!askable) return;
    let over = false;
    const timer = setTimeout(() => {
      void api({ method: "POST", path: `/api/segments/preview?workspace=${encodeURIComponent(workspace)}&timeZone=${encodeURIComponent(zone)}`, body: { rule: wire } }).then((answer) => {
        if (!over) setServer({ key, told: answer.ok ? countedOf(answer.value) : undefined });
      });
    }, PAUSE_MS);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [api, workspace, zone, askable, key, wire]);
  const mine: Counted = { count: here?.count ?? 0, sample: (here?.sample ?? []).map(({ id, title }) => ({ id, title })) };
  const fault = here?.fault ? `${here.fault.at} ${reasonWords(here.fault)}`.trim() : "";
  const loading = fault === "" && (here === undefined || here.count === null);
  if (!partly) return { ...mine, fault, loading, of: loading || here?.complete === true ? "all" : "arriving" };
  const told = server?.key === key ? server : undefined;
  if (told?.told !== undefined) return { ...told.told, fault, loading: false, of: "server" };
  return { ...mine, fault, loading, of: !askable ? "part" : told === undefined ? "asking" : "problem" };
}
