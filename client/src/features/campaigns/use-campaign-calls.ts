// What the server does with a campaign when somebody presses for it: starting, pausing, tests. Needs a network, and says so.
import { useState } from "react";
import { useApp, useUser } from "../../app/app-context.tsx";
import { localZone } from "../../app/format.ts";
import { objectOf, textOf } from "../../app/answer-parts.ts";
import { useToast } from "../../ui/toast.tsx";
import { words } from "./texts.ts";

const said = words.run;

export type Deed = "start" | "pause" | "resume" | "cancel";

export function useCampaignCalls(id: string) {
  const { api } = useApp();
  const toast = useToast();
  const workspace = useUser()?.workspaceId ?? "";
  const [busy, setBusy] = useState<Deed | "test">();
  const call = async (name: Deed | "test", body: unknown, done: (answer: unknown) => string): Promise<boolean> => {
    setBusy(name);
    const answer = await api({ method: "POST", path: `/api/campaigns/${encodeURIComponent(id)}/${name}?workspace=${encodeURIComponent(workspace)}`, ...(body !== undefined && { body }) });
    setBusy(undefined);
    if (answer.ok) {
      toast({ message: done(answer.value) });
      return true;
    }
    const reason = answer.error.kind === "unreachable" ? words.needsNetwork : [answer.error.detail, ...Object.values(answer.error.fields)].find((part) => part !== "") ?? words.failed;
    toast({ message: reason, tone: "bad" });
    return false;
  };
  return {
    busy,
    start: () => call("start", { timeZone: localZone() }, (answer) => (textOf(objectOf(answer)["state"]) === "scheduled" ? said.scheduledDone : said.started)),
    pause: () => call("pause", undefined, () => said.pausedDone),
    resume: () => call("resume", undefined, () => said.resumedDone),
    cancel: () => call("cancel", undefined, () => said.cancelledDone),
    /** To oneself, as this customer would get it. */
    test(contact: string) {
      return call("test", { contact }, (answer) => {
        const to = textOf(objectOf(answer)["to"]);
        return to === "" ? said.testedPlain : said.tested(to);
      });
    },
  };
}
