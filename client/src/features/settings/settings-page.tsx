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
import { Button, buttonClass } from "../../ui/button.tsx";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { KeyValue } from "../../ui/key-value.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { Page } from "../../ui/page.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Segmented, type Segment } from "../../ui/segmented.tsx";
import { useToast } from "../../ui/toast.tsx";
import type { ThemeChoice } from "../../app/theme.ts";
import { ConsentPanel } from "./consent-panel.tsx";
import { ExportPanel } from "./export-panel.tsx";
import { LeasePanel } from "./lease-panel.tsx";
import { MeaningPanel } from "./meaning-panel.tsx";
import { RegistrationPanel } from "./registration-panel.tsx";
import { SecondStepPanel } from "./second-step-panel.tsx";
import { words } from "./texts.ts";

const themes = [
  { value: "system", label: text.settings.themes.system, icon: Monitor },
  { value: "light", label: text.settings.themes.light, icon: Sun },
  { value: "dark", label: text.settings.themes.dark, icon: Moon },
] as const satisfies readonly Segment<ThemeChoice>[];

const languages = (["en", "en-XA", "en-XB"] as const satisfies readonly Language[]).map((value) => ({ value, label: words.languages[value] }));

const ownScreens = ["devices", "security", "notifications", "calendar"] as const;
const adminScreens = ["pipelines", "fields", "teams", "workspace", "assistant", "ai-use", "api-keys", "webhooks", "privacy", "audit", "system"] as const;

const ScreenList = ({ screens }: { readonly screens: readonly (keyof typeof words.screens)[] }) => (
  <ul>
    {screens.map((screen) => (
      <li key={screen} className="border-b border-line last:border-b-0">
        <Link to="/settings/$screen" params={{ screen }} className="focus-inset flex min-h-14 items-center gap-3 px-4 py-2.5 text-body font-medium text-ink no-underline hover:bg-hover">
          <span className="min-w-0 flex-1">{words.screens[screen]}<span className="block text-small font-normal text-ink-muted">{words.screenHints[screen]}</span></span>
          <ChevronRight aria-hidden className="size-4 text-ink-faint rtl:-scale-x-100" />
        </Link>
      </li>
    ))}
  </ul>
);

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
      <Panel flush><ScreenList screens={ownScreens} /></Panel>
      {user?.role === "admin" && <Panel title={words.administration} flush><ScreenList screens={adminScreens} /></Panel>}
      {user?.role === "admin" && <LeasePanel />}
      {user?.role === "admin" && <RegistrationPanel />}
      {user?.role === "admin" && <SecondStepPanel />}
      <MeaningPanel />
      <ConsentPanel />
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
            <Link to="/settings/$screen" params={{ screen: "profile" }} className={buttonClass()}>{words.changeProfile}</Link>
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
