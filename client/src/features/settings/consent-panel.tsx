// Whether this person lets the use of features be counted on this device. It is shown where the workspace counts at all, or
// where somebody agreed before.
import { agree, agrees } from "../../app/agreement.ts";
import { objectOf } from "../../app/answer-parts.ts";
import { useUser } from "../../app/app-context.tsx";
import { useAsked } from "../../app/use-asked.ts";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Panel } from "../../ui/panel.tsx";
import { words } from "./texts.ts";
import { useChoice } from "./use-choice.ts";

const usingOf = (answer: unknown): { readonly measured: boolean; readonly consented: boolean } => {
  const given = objectOf(answer);
  return { measured: given["measured"] === true, consented: given["consented"] === true };
};

export const ConsentPanel = () => {
  const user = useUser();
  const id = user?.id ?? "";
  const query = `?workspace=${encodeURIComponent(user?.workspaceId ?? "")}`;
  const { value: using, look } = useAsked(`/api/privacy/use${query}`, usingOf);
  const agreed = agrees(id);
  const { shown, choose } = useChoice<boolean>({
    kept: using === undefined ? undefined : using.consented && agreed, look, callFor: (consent) => ({ method: "PUT", path: `/api/privacy/use/consent${query}`, body: { consent } }), saidOf: (consent) => (consent ? words.consent.on : words.consent.off), holdsHere: (consent) => !consent,
  });
  const onChange = async (consent: boolean) => {
    // Taken back it ends here at once, whether the server hears of it or not.
    if (!consent) agree(id, false);
    if ((await choose(consent)) && consent) agree(id, true);
  };
  if (using === undefined || !(using.measured || using.consented || agreed)) return null;
  return (
    <Panel title={words.consent.title}>
      <Checkbox label={words.consent.label} hint={words.consent.hint} checked={shown === true} onChange={(consent) => void onChange(consent)} />
    </Panel>
  );
};
