// What the person sets for himself on this device: how it looks, and signing out, which takes the data off it.
import { LogOut, Monitor, Moon, Sun } from "lucide-react";
import { useState } from "react";
import { useAct } from "../../act/index.ts";
import { useApp, useTheme, useUser } from "../../app/app-context.tsx";
import { chooseLanguage, language, type Language } from "../../app/locale.ts";
import { InstallPanel } from "../../app/install-panel.tsx";
import { text } from "../../app/text.ts";
import { useTitle } from "../../app/use-title.ts";
import { useStatus } from "../../read/index.ts";
import { Button } from "../../ui/button.tsx";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { KeyValue } from "../../ui/key-value.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { Page } from "../../ui/page.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Segmented, type Segment } from "../../ui/segmented.tsx";
import { useToast } from "../../ui/toast.tsx";
import type { ThemeChoice } from "../../app/theme.ts";

const themes = [
  { value: "system", label: text.settings.themes.system, icon: Monitor },
  { value: "light", label: text.settings.themes.light, icon: Sun },
  { value: "dark", label: text.settings.themes.dark, icon: Moon },
] as const satisfies readonly Segment<ThemeChoice>[];

const languages = (["en", "en-XA", "en-XB"] as const satisfies readonly Language[]).map((value) => ({ value, label: text.settings.languages[value] }));

const SettingsPage = () => {
  const { theme, session } = useApp();
  const chosen = useTheme();
  const user = useUser();
  const toast = useToast();
  const act = useAct();
  const { pending } = useStatus();
  const [busy, setBusy] = useState(false);
  const [warning, setWarning] = useState(false);
  useTitle(text.settings.title);
  // The session ends first: without a network nothing is taken off the device for which one would have to sign in again.
  const cleanUp = () => act.wipe().catch(() => toast({ message: text.settings.notWiped, tone: "bad" }));
  const signOut = async () => {
    setWarning(false);
    setBusy(true);
    const answer = await session.signOut(cleanUp);
    setBusy(false);
    if (!answer.ok) toast({ message: answer.error.kind === "unreachable" ? text.settings.signOutOffline : text.api.unknown, tone: "bad" });
  };
  return (
    <Page narrow>
      <PageHeader title={text.settings.title} />
      <Panel title={text.settings.appearance}>
        <div className="flex flex-col items-start gap-4">
          <Segmented label={text.settings.theme} segments={themes} value={chosen} onChange={theme.choose} />
          <Segmented label={text.settings.language} segments={languages} value={language} onChange={chooseLanguage} />
          <p className="text-small text-ink-muted">{text.settings.languageHint}</p>
        </div>
      </Panel>
      <InstallPanel />
      {user !== undefined && (
        <Panel title={text.settings.account}>
          <div className="flex flex-col items-start gap-4">
            <KeyValue
              facts={[
                { key: "name", label: text.settings.name, value: user.name },
                { key: "email", label: text.settings.email, value: user.email },
                { key: "role", label: text.settings.role, value: text.roles[user.role] ?? user.role },
                ...(user.workspaceName === "" ? [] : [{ key: "workspace", label: text.settings.workspace, value: user.workspaceName }]),
              ]}
            />
            <p className="text-small text-ink-muted">{text.settings.signOutHint}</p>
            <Button icon={LogOut} busy={busy} onClick={() => (pending > 0 ? setWarning(true) : void signOut())}>{text.auth.signOut}</Button>
          </div>
        </Panel>
      )}
      <ConfirmDialog
        open={warning} danger title={text.settings.unsent(pending)} description={text.settings.unsentDetail} confirmLabel={text.settings.signOutAnyway}
        onConfirm={() => void signOut()} onClose={() => setWarning(false)}
      />
    </Page>
  );
};

export default SettingsPage;
