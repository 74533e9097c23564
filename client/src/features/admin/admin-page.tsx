// The screens under the settings, each of which comes when it is first opened. Who may not use one is told so; the server
// checks whatever is done here by itself.
import { useParams } from "@tanstack/react-router";
import { ShieldAlert } from "lucide-react";
import type { ComponentType } from "react";
import { useUser } from "../../app/app-context.tsx";
import { BackLink } from "../../app/back-link.tsx";
import { NotFoundPage } from "../../app/page-states.tsx";
import { useMembers } from "../../app/use-definitions.ts";
import { useTitle } from "../../app/use-title.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { Page } from "../../ui/page.tsx";
import { whenOpened } from "../../ui/when-opened.tsx";
import { words } from "./texts.ts";

type Screen = keyof typeof words.screens;

const screens: Readonly<Record<Screen, ComponentType<object>>> = {
  pipelines: whenOpened(async () => (await import("./pipelines-screen.tsx")).PipelinesScreen),
  teams: whenOpened(async () => (await import("./teams-screen.tsx")).TeamsScreen),
  fields: whenOpened(async () => (await import("./fields-screen.tsx")).FieldsScreen),
  workspace: whenOpened(async () => (await import("./workspace-screen.tsx")).WorkspaceScreen),
  assistant: whenOpened(async () => (await import("./assistant/assistant-screen.tsx")).AssistantScreen),
  "ai-use": whenOpened(async () => (await import("./assistant/use-screen.tsx")).UseScreen),
  audit: whenOpened(async () => (await import("./audit-screen.tsx")).AuditScreen),
  profile: whenOpened(async () => (await import("./profile-screen.tsx")).ProfileScreen),
};

const isScreen = (name: string): name is Screen => Object.hasOwn(screens, name);

const AdminPage = () => {
  const { screen = "" } = useParams({ strict: false });
  return isScreen(screen) ? <Shown key={screen} screen={screen} /> : <NotFoundPage />;
};

const Shown = ({ screen }: { readonly screen: Screen }) => {
  const user = useUser();
  const { members } = useMembers();
  const title = words.screens[screen];
  useTitle(title);
  const role = members.find(({ id }) => id === user?.id)?.role ?? user?.role;
  const Body = screens[screen];
  return (
    <Page narrow>
      <PageHeader title={title} back={<BackLink to="/settings" />} />
      {role === "admin" || screen === "profile" ? <Body /> : <EmptyState icon={ShieldAlert} title={words.onlyAdmins}>{words.onlyAdminsDetail}</EmptyState>}
    </Page>
  );
};

export default AdminPage;
