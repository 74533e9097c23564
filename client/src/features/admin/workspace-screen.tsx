// What the workspace has decided: its name, which the server keeps and which needs it, and what devices must know offline,
// which is a record.
import { useEffect, useState } from "react";
import { useApp, useUser } from "../../app/app-context.tsx";
import { text } from "../../app/text.ts";
import { Panel } from "../../ui/panel.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useToast } from "../../ui/toast.tsx";
import { KeepingPanel } from "./keeping-panel.tsx";
import { RatesPanel } from "./rates-panel.tsx";
import { SettingRow } from "./setting-row.tsx";
import { isCurrency } from "./settings-rules.ts";
import { words } from "./texts.ts";
import { useSettings } from "./use-settings.ts";

const said = words.workspace;

export const WorkspaceScreen = () => {
  const { values, loading, set } = useSettings();
  const base = typeof values["currency"] === "string" ? values["currency"] : "";
  if (loading) return <Skeleton lines={8} boxed />;
  return (
    <>
      <Kept />
      <Panel title={said.money}>
        <SettingRow
          label={said.currency} hint={said.currencyHint} standing={base} maxLength={3} upper
          onSave={async (typed) => (isCurrency(typed) ? set({ currency: typed }) : said.badCurrency)}
        />
      </Panel>
      {isCurrency(base) && <RatesPanel base={base} />}
      <KeepingPanel values={values} set={set} />
      <p className="text-small text-ink-muted">{said.lease}</p>
    </>
  );
};

const nameOf = (answer: unknown): string | undefined => (typeof answer === "object" && answer !== null && "name" in answer && typeof answer.name === "string" ? answer.name : undefined);

/** What the server keeps beside the records. */
const Kept = () => {
  const { api, session } = useApp();
  const user = useUser();
  const toast = useToast();
  const [known, setKnown] = useState<string>();
  const [away, setAway] = useState(false);
  const workspaceId = user?.workspaceId ?? "";
  const path = `/api/workspace?workspace=${encodeURIComponent(workspaceId)}`;
  useEffect(() => {
    void api({ method: "GET", path }).then((answer) => {
      setAway(!answer.ok);
      if (answer.ok) setKnown(nameOf(answer.value));
    });
  }, [api, path]);
  const problem = (error: { readonly kind: string; readonly detail?: string }): string => (error.kind === "unreachable" ? words.needsNetwork : error.detail || text.api.unknown);
  const rename = async (name: string): Promise<string | undefined> => {
    if (name === "") return words.needsName;
    const answer = await api({ method: "PATCH", path: "/api/profile/workspace", body: { workspaceId, name } });
    if (!answer.ok) return problem(answer.error);
    setKnown(name);
    toast({ message: words.saved(name) });
    void session.check();
    return undefined;
  };
  return (
    <Panel title={words.screens.workspace}>
      {away && <p className="pb-2 text-small text-ink-muted">{words.needsNetwork}</p>}
      <SettingRow label={said.name} hint={said.nameHint} disabled={known === undefined} maxLength={100} standing={known ?? user?.workspaceName ?? ""} onSave={rename} />
    </Panel>
  );
};
