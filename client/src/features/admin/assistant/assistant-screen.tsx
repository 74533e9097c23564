// The assistant of a workspace: what it may look at, which model it may ask, and whether that one answers.
import { ASSISTANT_REACH, type AssistantReach } from "@outrider/shared/schema";
import { Checkbox } from "../../../ui/checkbox.tsx";
import { Panel } from "../../../ui/panel.tsx";
import { Select } from "../../../ui/select.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { useToast } from "../../../ui/toast.tsx";
import { useSettings } from "../use-settings.ts";
import { ModelPanel } from "./model-panel.tsx";
import { words } from "./texts.ts";

const said = words.consent;
const reaches = ASSISTANT_REACH.map((value) => ({ value, label: said.reach[value] }));
const reachOf = (value: unknown): AssistantReach => ASSISTANT_REACH.find((one) => one === value) ?? "no";

export const AssistantScreen = () => {
  const { values, loading, set } = useSettings();
  const toast = useToast();
  const save = (field: string) => (value: boolean | string) => void set({ [field]: value }).then((reason) => reason !== undefined && toast({ message: reason, tone: "bad" }));
  if (loading) return <Skeleton lines={8} boxed />;
  const on = values["assistant"] === true;
  return (
    <>
      <Panel title={said.title}>
        <div className="flex flex-col gap-2">
          <Checkbox label={said.here} hint={said.hereHint} checked={on} onChange={save("assistant")} />
          <Checkbox label={said.anywhere} hint={said.anywhereHint} checked={values["assistantOutside"] === true} disabled={!on} onChange={save("assistantOutside")} />
          <div className="max-w-md pt-1"><Select label={said.contacts} hint={said.contactsHint} options={reaches} value={reachOf(values["assistantContacts"])} disabled={!on} onChange={save("assistantContacts")} /></div>
        </div>
      </Panel>
      <ModelPanel currency={typeof values["currency"] === "string" ? values["currency"] : ""} />
    </>
  );
};
