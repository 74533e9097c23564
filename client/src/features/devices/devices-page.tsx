// Where a person is signed in and where his data lies: one's own devices, or those of a member one manages.
import { Link, useSearch } from "@tanstack/react-router";
import { ChevronRight, MonitorSmartphone, ShieldAlert } from "lucide-react";
import { useState } from "react";
import { useApp, useUser } from "../../app/app-context.tsx";
import { BackLink } from "../../app/back-link.tsx";
import { NotListed } from "../../app/not-listed.tsx";
import { problemSaid } from "../../app/problem-said.ts";
import { useMembers } from "../../app/use-definitions.ts";
import { useNow } from "../../app/use-now.ts";
import { useTitle } from "../../app/use-title.ts";
import { Button } from "../../ui/button.tsx";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { Page } from "../../ui/page.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useToast } from "../../ui/toast.tsx";
import { DeviceRow } from "./device-row.tsx";
import type { DeviceView } from "./device-view.ts";
import { LockPanel } from "./lock-panel.tsx";
import { RenameDialog } from "./rename-dialog.tsx";
import { SignOutDialog } from "./sign-out-dialog.tsx";
import { words } from "./texts.ts";
import { useDevices } from "./use-devices.ts";

const DevicesPage = () => {
  const { api } = useApp();
  const own = useUser()?.id;
  const { user: asked } = useSearch({ from: "/shell/settings/devices" });
  const user = asked === own ? undefined : asked;
  const { members } = useMembers();
  const name = members.find(({ id }) => id === user)?.name ?? words.somebody;
  const { devices, problem, look, pathOf } = useDevices(user);
  const now = useNow();
  const toast = useToast();
  const [renaming, setRenaming] = useState<DeviceView>();
  const [leaving, setLeaving] = useState<DeviceView>();
  const [clearing, setClearing] = useState(false);
  const [busy, setBusy] = useState(false);
  const title = user === undefined ? words.title : words.titleOf(name);
  useTitle(title);
  const others = devices?.filter(({ current, revokedAt }) => !current && revokedAt === null) ?? [];
  const signOutOthers = async () => {
    setBusy(true);
    const answer = await api({ method: "DELETE", path: pathOf() });
    setBusy(false);
    setClearing(false);
    if (answer.ok) toast({ message: words.othersDone(others.length) });
    else toast({ message: problemSaid(answer.error, words.needsNetwork), tone: "bad" });
    await look();
  };
  return (
    <Page narrow>
      <PageHeader back={<BackLink to={user === undefined ? "/settings" : "/people"} />} title={title} detail={devices && words.count(devices.length)} />
      {/* Before the list, which comes from the server when it comes and would push away what somebody is about to press. */}
      {user === undefined && <LockPanel />}
      {devices === undefined && problem === undefined && <Skeleton lines={4} boxed />}
      {problem !== undefined && <Panel flush><NotListed problem={problem} look={look} words={words} icon={ShieldAlert} /></Panel>}
      {problem === undefined && devices?.length === 0 && <Panel flush><EmptyState icon={MonitorSmartphone} title={words.none}>{words.noneDetail}</EmptyState></Panel>}
      {problem === undefined && devices !== undefined && devices.length > 0 && (
        <Panel flush>
          <ul aria-label={title}>
            {devices.map((device) => <DeviceRow key={device.id} device={device} now={now} onRename={() => setRenaming(device)} onSignOut={() => setLeaving(device)} />)}
          </ul>
        </Panel>
      )}
      {problem === undefined && others.length > 0 && (
        <div><Button variant="danger" onClick={() => setClearing(true)}>{user === undefined ? words.others : words.all}</Button></div>
      )}
      <Panel flush>
        <Link to="/settings/lost-device" className="focus-inset flex min-h-12 items-center gap-3 px-4 text-body font-medium text-ink no-underline hover:bg-hover">
          <span className="min-w-0 flex-1">{words.lost}</span>
          <ChevronRight aria-hidden className="size-4 text-ink-faint rtl:-scale-x-100" />
        </Link>
      </Panel>
      {renaming !== undefined && (
        <RenameDialog
          device={renaming} path={pathOf(renaming.id)} onClose={() => setRenaming(undefined)}
          onRenamed={(called) => {
            toast({ message: words.renamed(called) });
            void look();
          }}
        />
      )}
      {leaving !== undefined && (
        <SignOutDialog
          device={leaving} path={pathOf(leaving.id)} now={now} onClose={() => setLeaving(undefined)}
          onDone={() => {
            setLeaving(undefined);
            void look();
          }}
        />
      )}
      <ConfirmDialog
        open={clearing} danger busy={busy} title={user === undefined ? words.othersTitle : words.allTitle(name)} description={words.othersDetail(others.length)}
        confirmLabel={words.confirm} onConfirm={() => void signOutOthers()} onClose={() => setClearing(false)}
      />
    </Page>
  );
};

export default DevicesPage;
