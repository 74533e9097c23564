// What the person sets for himself on this device: how it looks, and signing out.
import { LogOut, Monitor, Moon, Sun } from "lucide-react";
import { useState } from "react";
import { useApp, useTheme, useUser } from "../../app/app-context.tsx";
import { text } from "../../app/text.ts";
import { useTitle } from "../../app/use-title.ts";
import { Button } from "../../ui/button.tsx";
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

const SettingsPage = () => {
  const { theme, session } = useApp();
  const chosen = useTheme();
  const user = useUser();
  const toast = useToast();
  const [busy, setBusy] = useState(false);
  useTitle(text.settings.title);
  const signOut = async () => {
    setBusy(true);
    const answer = await session.signOut();
    setBusy(false);
    if (!answer.ok) toast({ message: answer.error.kind === "unreachable" ? text.settings.signOutOffline : text.api.unknown, tone: "bad" });
  };
  return (
    <Page narrow>
      <PageHeader title={text.settings.title} />
      <Panel title={text.settings.appearance}>
        <Segmented label={text.settings.theme} segments={themes} value={chosen} onChange={theme.choose} />
      </Panel>
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
            <Button icon={LogOut} busy={busy} onClick={() => void signOut()}>{text.auth.signOut}</Button>
          </div>
        </Panel>
      )}
    </Page>
  );
};

export default SettingsPage;
