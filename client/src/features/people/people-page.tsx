// Who is in the workspace, in which role and team. Admins invite people and change what they are.
import { Link } from "@tanstack/react-router";
import { MonitorSmartphone, Pencil, UserPlus } from "lucide-react";
import { useState } from "react";
import { useUser } from "../../app/app-context.tsx";
import { text } from "../../app/text.ts";
import type { MemberView } from "../../app/use-definitions.ts";
import { teamName, useTeams } from "../../app/use-teams.ts";
import { useTitle } from "../../app/use-title.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { Page } from "../../ui/page.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { EraseMemberDialog } from "./erase-member-dialog.tsx";
import { InviteDialog } from "./invite-dialog.tsx";
import { MemberDialog } from "./member-dialog.tsx";
import { SecondStepDialog } from "./second-step-dialog.tsx";
import { words } from "./texts.ts";

const PeoplePage = () => {
  const user = useUser();
  const { members, teams, loading } = useTeams();
  const [inviting, setInviting] = useState(false);
  const [changing, setChanging] = useState<MemberView>();
  const [secondStep, setSecondStep] = useState<MemberView>();
  const [erasing, setErasing] = useState<MemberView>();
  useTitle(words.title);
  const self = members.find(({ id }) => id === user?.id);
  const role = self?.role ?? user?.role;
  const admin = role === "admin";
  // As the server has it: sync-server/src/auth/devices.ts.
  const mayManage = (member: MemberView): boolean => admin || (role === "manager" && self?.team !== "" && member.team === self?.team && member.role !== "admin");
  return (
    <Page narrow>
      <PageHeader
        title={words.title} detail={loading ? undefined : words.count(members.length)}
        actions={admin && <Button variant="primary" icon={UserPlus} onClick={() => setInviting(true)}>{words.invite}</Button>}
      />
      {loading ? <Skeleton lines={4} boxed /> : (
        <Panel flush>
          <ul aria-label={words.title}>
            {members.map((member) => (
              <li key={member.id} className="flex min-h-16 items-center gap-3 border-b border-line px-4 py-2 last:border-b-0 desk:min-h-14">
                <Avatar name={member.name} />
                <span className="min-w-0 flex-1">
                  <span className="flex items-center gap-2 text-body font-medium">
                    <span className="truncate">{member.name}{member.id === user?.id && <span className="font-normal text-ink-muted"> ({words.you})</span>}</span>
                    {!member.active && <Badge tone="warn">{words.left}</Badge>}
                  </span>
                  <span className="block truncate text-small text-ink-muted">{member.email}</span>
                  <span className="block truncate text-small text-ink-muted desk:hidden">{text.choice(member.role)} · {member.team === "" ? words.noTeam : teamName(teams, member.team)}</span>
                </span>
                <span className="hidden w-36 text-end text-small text-ink-muted desk:block">{text.choice(member.role)}<span className="block">{member.team === "" ? words.noTeam : teamName(teams, member.team)}</span></span>
                {(member.id === user?.id || mayManage(member)) && (
                  <Link
                    to="/settings/devices" search={member.id === user?.id ? {} : { user: member.id }} aria-label={words.devicesOf(member.name)} title={words.devicesOf(member.name)}
                    className="inline-flex size-touch shrink-0 items-center justify-center rounded-control text-ink-muted hover:bg-hover hover:text-ink desk:size-control"
                  >
                    <MonitorSmartphone aria-hidden className="size-5 desk:size-4.5" />
                  </Link>
                )}
                {admin && <IconButton icon={Pencil} label={words.change(member.name)} onClick={() => setChanging(member)} />}
              </li>
            ))}
          </ul>
        </Panel>
      )}
      {!admin && <p className="text-small text-ink-muted">{words.onlyAdmins}</p>}
      {inviting && <InviteDialog teams={teams} onClose={() => setInviting(false)} />}
      {changing !== undefined && <MemberDialog member={changing} members={members} teams={teams} onClose={() => setChanging(undefined)} onSecondStep={() => {
        setSecondStep(changing);
        setChanging(undefined);
      }} onErase={() => {
        setErasing(changing);
        setChanging(undefined);
      }} />}
      {erasing !== undefined && <EraseMemberDialog member={erasing} onClose={() => setErasing(undefined)} />}
      {secondStep !== undefined && <SecondStepDialog member={secondStep} onClose={() => setSecondStep(undefined)} />}
    </Page>
  );
};

export default PeoplePage;
