// Whether this person lets the use of features be counted on this device. It is shown where the workspace counts at all, or
// where somebody agreed before.
import { useState } from "react";
import { agree, agrees } from "../../app/agreement.ts";
import { objectOf } from "../../app/answer-parts.ts";
import { useApp, useUser } from "../../app/app-context.tsx";
import { text } from "../../app/text.ts";
import { useAsked } from "../../app/use-asked.ts";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Panel } from "../../ui/panel.tsx";
import { useToast } from "../../ui/toast.tsx";
import { words } from "./texts.ts";

const usingOf = (answer: unknown): { readonly measured: boolean; readonly consented: boolean } => {
  const given = objectOf(answer);
  return { measured: given["measured"] === true, consented: given["consented"] === true };
};

export const ConsentPanel = () => {
  const { api } = useApp();
  const user = useUser();
  const toast = useToast();
  const id = user?.id ?? "";
  const query = `?workspace=${encodeURIComponent(user?.workspaceId ?? "")}`;
  const { value: using, look } = useAsked(`/api/privacy/use${query}`, usingOf);
  const agreed = agrees(id);
  /** Until the server has answered. */
  const [chosen, setChosen] = useState<boolean>();
  const choose = async (consent: boolean) => {
    setChosen(consent);
    // Taken back it ends here at once, whether the server hears of it or not.
    if (!consent) agree(id, false);
    const answer = await api({ method: "PUT", path: `/api/privacy/use/consent${query}`, body: { consent } });
    if (answer.ok) agree(id, consent);
    await look();
    setChosen(undefined);
    toast(answer.ok || !consent ? { message: consent ? words.consent.on : words.consent.off } : { message: answer.error.kind === "unreachable" ? words.lease.needsNetwork : answer.error.detail || text.api.unknown, tone: "bad" });
  };
  if (using === undefined || !(using.measured || using.consented || agreed)) return null;
  return (
    <Panel title={words.consent.title}>
      <Checkbox label={words.consent.label} hint={words.consent.hint} checked={chosen ?? (using.consented && agreed)} onChange={(consent) => void choose(consent)} />
    </Panel>
  );
};
