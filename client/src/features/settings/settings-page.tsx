// What the person sets for himself on this device: how it looks, and signing out, which takes the data off it.
import { Link } from "@tanstack/react-router";
import { ChevronRight, LogOut, Monitor, Moon, Sun } from "lucide-react";
import { useState } from "react";
import { useApp, useTheme, useUser } from "../../app/app-context.tsx";
import { chooseLanguage, language, type Language } from "../../app/locale.ts";
import { InstallPanel } from "../../app/install-panel.tsx";
import { text } from "../../app/text.ts";
import { useSignOut } from "../../app/use-sign-out.ts";
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
import { ExportPanel } from "./export-panel.tsx";
import { LeasePanel } from "./lease-panel.tsx";
import { words } from "./texts.ts";

const themes = [
  { value: "system", label: text.settings.themes.system, icon: Monitor },
  { value: "light", label: text.settings.themes.light, icon: Sun },
  { value: "dark", label: text.settings.themes.dark, icon: Moon },
] as const satisfies readonly Segment<ThemeChoice>[];

const languages = (["en", "en-XA", "en-XB"] as const satisfies readonly Language[]).map((value) => ({ value, label: words.languages[value] }));

const SettingsPage = () => {
  const { theme } = useApp();
  const chosen = useTheme();
  const user = useUser();
  const toast = useToast();
  const { busy, signOut: leave } = useSignOut();
  const { pending } = useStatus();
  const [warning, setWarning] = useState(false);
  useTitle(words.title);
  const signOut = async () => {
    setWarning(false);
    const problem = await leave(() => toast({ message: words.notWiped, tone: "bad" }));
    if (problem !== undefined) toast({ message: problem.kind === "unreachable" ? words.signOutOffline : text.api.unknown, tone: "bad" });
  };
  return (
    <Page narrow>
      <PageHeader title={words.title} />
      <Panel title={words.appearance}>
        <div className="flex flex-col items-start gap-4">
          <Segmented label={text.settings.theme} segments={themes} value={chosen} onChange={theme.choose} />
          <Segmented label={words.language} segments={languages} value={language} onChange={chooseLanguage} />
          <p className="text-small text-ink-muted">{words.languageHint}</p>
        </div>
      </Panel>
      <Panel flush>
        <Link to="/settings/devices" className="focus-inset flex min-h-14 items-center gap-3 px-4 text-body font-medium text-ink no-underline hover:bg-hover">
          <span className="min-w-0 flex-1">{words.devices}<span className="block text-small font-normal text-ink-muted">{words.devicesHint}</span></span>
          <ChevronRight aria-hidden className="size-4 text-ink-faint rtl:-scale-x-100" />
        </Link>
      </Panel>
      {user?.role === "admin" && (
        <Panel flush>
          <Link to="/settings/system" className="focus-inset flex min-h-14 items-center gap-3 px-4 text-body font-medium text-ink no-underline hover:bg-hover">
            <span className="min-w-0 flex-1">{words.system}<span className="block text-small font-normal text-ink-muted">{words.systemHint}</span></span>
            <ChevronRight aria-hidden className="size-4 text-ink-faint rtl:-scale-x-100" />
          </Link>
        </Panel>
      )}
      <Panel flush>
        <Link to="/settings/notifications" className="focus-inset flex min-h-14 items-center gap-3 px-4 text-body font-medium text-ink no-underline hover:bg-hover">
          <span className="min-w-0 flex-1">{words.notifications}<span className="block text-small font-normal text-ink-muted">{words.notificationsHint}</span></span>
          <ChevronRight aria-hidden className="size-4 text-ink-faint rtl:-scale-x-100" />
        </Link>
        {user?.role === "admin" && (
          <Link to="/settings/webhooks" className="focus-inset flex min-h-14 items-center gap-3 border-t border-line px-4 text-body font-medium text-ink no-underline hover:bg-hover">
            <span className="min-w-0 flex-1">{words.webhooks}<span className="block text-small font-normal text-ink-muted">{words.webhooksHint}</span></span>
            <ChevronRight aria-hidden className="size-4 text-ink-faint rtl:-scale-x-100" />
          </Link>
        )}
      </Panel>
      {user?.role === "admin" && <LeasePanel />}
      <InstallPanel />
      <ExportPanel />
      {user !== undefined && (
        <Panel title={words.account}>
          <div className="flex flex-col items-start gap-4">
            <KeyValue
              facts={[
                { key: "name", label: words.name, value: user.name },
                { key: "email", label: words.email, value: user.email },
                { key: "role", label: words.role, value: text.roles[user.role] ?? user.role },
                ...(user.workspaceName === "" ? [] : [{ key: "workspace", label: words.workspace, value: user.workspaceName }]),
              ]}
            />
            <p className="text-small text-ink-muted">{words.signOutHint}</p>
            <Button icon={LogOut} busy={busy} onClick={() => (pending > 0 ? setWarning(true) : void signOut())}>{text.auth.signOut}</Button>
          </div>
        </Panel>
      )}
      <ConfirmDialog
        open={warning} danger title={words.unsent(pending)} description={words.unsentDetail} confirmLabel={words.signOutAnyway}
        onConfirm={() => void signOut()} onClose={() => setWarning(false)}
      />
    </Page>
  );
};

export default SettingsPage;
