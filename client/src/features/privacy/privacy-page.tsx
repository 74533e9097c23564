// Privacy, for admins: one person's data as a file or erased, what was erased, how long things are kept, what is counted.
import { useNavigate, useSearch } from "@tanstack/react-router";
import { ShieldAlert } from "lucide-react";
import { useCallback, useEffect } from "react";
import { useUser } from "../../app/app-context.tsx";
import { BackLink } from "../../app/back-link.tsx";
import { NotListed } from "../../app/not-listed.tsx";
import { useAsked } from "../../app/use-asked.ts";
import { useTitle } from "../../app/use-title.ts";
import { PageHeader } from "../../ui/page-header.tsx";
import { Page } from "../../ui/page.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { ErasuresPanel, RetentionPanel, UsePanel } from "./kept-panels.tsx";
import { ChoosePerson, PersonPanel } from "./person-panel.tsx";
import { erasuresOf } from "./privacy-view.ts";
import { words } from "./texts.ts";

/** While an erasure is under way it is asked for again this often. */
const AGAIN_MS = 1_500;

const PrivacyPage = () => {
  const { person } = useSearch({ from: "/shell/settings/privacy" });
  const navigate = useNavigate();
  const workspace = useUser()?.workspaceId ?? "";
  const pathOf = useCallback((rest: string) => `/api/privacy${rest}?workspace=${encodeURIComponent(workspace)}`, [workspace]);
  const { value: erasures, problem, look } = useAsked(pathOf("/erasures"), erasuresOf);
  const waiting = erasures?.some(({ done }) => !done) === true;
  useTitle(words.title);
  useEffect(() => {
    if (!waiting) return;
    const timer = setInterval(() => void look(), AGAIN_MS);
    return () => clearInterval(timer);
  }, [waiting, look]);
  const choose = (id: string | undefined) => void navigate({ to: "/settings/privacy", search: id === undefined ? {} : { person: id } });
  const known = problem === undefined && erasures !== undefined;
  return (
    <Page narrow>
      <PageHeader back={<BackLink to="/settings" />} title={words.title} detail={words.lead} />
      {problem !== undefined && <Panel flush><NotListed problem={problem} look={look} words={words} icon={ShieldAlert} /></Panel>}
      {problem === undefined && erasures === undefined && <Skeleton lines={6} boxed />}
      {known && (person === undefined
        ? <ChoosePerson onPick={choose} />
        : <PersonPanel
            key={person} id={person} pathOf={pathOf} onOther={() => choose(undefined)}
            onErased={() => {
              choose(undefined);
              void look();
            }}
          />)}
      {known && <ErasuresPanel erasures={erasures} pathOf={pathOf} />}
      {known && <RetentionPanel pathOf={pathOf} />}
      {known && <UsePanel pathOf={pathOf} workspace={workspace} />}
    </Page>
  );
};

export default PrivacyPage;
