// The page of one record: what it is, what can be done, its fields, and what happened. On a phone one column.
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { FileQuestion } from "lucide-react";
import { useEffect } from "react";
import { BackLink } from "../../app/back-link.tsx";
import { CoachPanel, PersonaPanel } from "../../app/assistant-parts.ts";
import { SegmentsPanel } from "../../app/segment-parts.ts";
import { useUser } from "../../app/app-context.tsx";
import { format } from "../../app/format.ts";
import { hasPage, listRoutes, recordRoutes, type PageKind } from "../../app/record-route.ts";
import { text } from "../../app/text.ts";
import { useNow } from "../../app/use-now.ts";
import { useTitle } from "../../app/use-title.ts";
import { type Beyond, useRecord, type RecordPage as View } from "../../read/index.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { buttonClass } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useInPieces } from "../../ui/use-in-pieces.ts";
import { whenOpened } from "../../ui/when-opened.tsx";
import { planOf } from "./kinds.ts";
import { statusOf } from "./objection-draft.ts";
import { panelWords } from "./panel-texts.ts";
import { LinkedPanel } from "./linked-panel.tsx";
import type { ActivityType } from "./log-sheet.tsx";
import { RecordActions } from "./record-actions.tsx";
import { RecordMore } from "./record-more.tsx";
import { RecordBanners } from "./record-banners.tsx";
import { RecordFields } from "./record-fields.tsx";
import { RecordTimeline } from "./record-timeline.tsx";
import { StageStrip } from "./stage-strip.tsx";
import { TasksPanel } from "./tasks-panel.tsx";
import { pageWords } from "./page-texts.ts";
import { words } from "./texts.ts";

/** What comes after the record itself has a file of its own; most panels are of one kind alone. */
const NotesPanel = whenOpened(async () => (await import("./notes/notes-panel.tsx")).NotesPanel);
const FilesPanel = whenOpened(async () => (await import("./files/files-panel.tsx")).FilesPanel);
const Neighbours = whenOpened(async () => (await import("./peek/neighbours.tsx")).Neighbours);
const PresenceBar = whenOpened(async () => (await import("./presence/presence-bar.tsx")).PresenceBar);
const StakeholdersPanel = whenOpened(async () => (await import("./stakeholders-panel.tsx")).StakeholdersPanel);
const LinesPanel = whenOpened(async () => (await import("./lines-panel.tsx")).LinesPanel);
const LeadScorePanel = whenOpened(async () => (await import("./lead-score-panel.tsx")).LeadScorePanel);
const CompanyTreePanel = whenOpened(async () => (await import("./company-tree-panel.tsx")).CompanyTreePanel);
const CustomerPanel = whenOpened(async () => (await import("./customer/customer-panel.tsx")).CustomerPanel);
const OlderHanging = whenOpened(async () => (await import("./older-of.tsx")).OlderHanging);
const ObjectionsPanel = whenOpened(async () => (await import("./objections-panel.tsx")).ObjectionsPanel);

/** What every record of a kind shows is fetched while the record itself is on its way. */
const shownOf: Readonly<Record<PageKind, readonly { readonly preload: () => void }[]>> = {
  deal: [NotesPanel, FilesPanel, Neighbours, PresenceBar, StakeholdersPanel, LinesPanel, ObjectionsPanel], lead: [NotesPanel, FilesPanel, Neighbours, PresenceBar, LeadScorePanel],
  contact: [NotesPanel, FilesPanel, Neighbours, PresenceBar, CustomerPanel], company: [NotesPanel, FilesPanel, Neighbours, PresenceBar, CompanyTreePanel],
};

export const RecordPage = ({ kind }: { readonly kind: PageKind }) => {
  const { id = "" } = useParams({ strict: false });
  const { state, view, complete, beyond } = useRecord(id);
  useTitle(view?.title ?? words.kindName[kind]);
  useEffect(() => shownOf[kind].forEach(({ preload }) => preload()), [kind]);
  if (state === "loading") return <Page><Skeleton lines={3} /><Skeleton lines={8} boxed /></Page>;
  if (view === null && beyond === "asking") return <Page><p role="status" className="sr-only">{pageWords.page.asking}</p><Skeleton lines={3} /><Skeleton lines={8} boxed /></Page>;
  if (view === null || !hasPage(view.kind)) {
    return (
      <Page>
        <PageHeader title={words.kindName[kind]} back={<BackLink to={listRoutes[kind]} />} />
        <EmptyState icon={FileQuestion} title={beyond === "offline" ? pageWords.page.onServer : pageWords.page.missing} action={<Link to={listRoutes[kind]} className={buttonClass()}>{pageWords.page.toList(kind)}</Link>}>
          {beyond === "offline" ? pageWords.page.onServerDetail : complete || beyond !== undefined ? pageWords.page.missingDetail : pageWords.page.notYet}
        </EmptyState>
      </Page>
    );
  }
  return <Shown key={view.id} view={view} kind={view.kind} rest={complete ? undefined : beyond} />;
};

const Shown = ({ view, kind, rest: beyond }: { readonly view: View; readonly kind: PageKind; /** What there is to be done about what happened on it and is not here. */ readonly rest: Beyond | undefined }) => {
  const user = useUser();
  const now = useNow();
  // What it is comes first; what happened is drawn after it.
  const rest = useInPieces();
  const navigate = useNavigate();
  // In the address, so that one can come here to log something.
  const { log: logging } = useSearch({ strict: false });
  const setLogging = (log: ActivityType | undefined) => void navigate({ to: recordRoutes[kind], params: { id: view.id }, search: log === undefined ? {} : { log }, replace: true });
  const who = view.updatedBy === user?.id ? text.record.you : (view.titles[view.updatedBy] ?? text.record.server);
  const under = kind === "deal" || kind === "contact" ? view.titles[String(view.values["company"])] : kind === "lead" ? view.values["company"] : view.values["industry"];
  const objections = view.timeline.filter((item) => item.type === "objection" && statusOf(item.row) === "open").length;
  const detail = [words.kindName[kind], typeof under === "string" ? under : "", objections > 0 ? panelWords.objection.openOnDeal(objections) : "", pageWords.page.changedBy(who, format.when(view.updatedAt, now))].filter((part) => part !== "").join(" · ");
  return (
    <Page>
      <PageHeader
        title={view.title} detail={<>{detail}{rest && <PresenceBar id={view.id} kind={kind} />}</>} back={<BackLink to={listRoutes[kind]} />} lead={<div className="hidden desk:block"><Avatar name={view.title} square={kind !== "contact" && kind !== "lead"} size="large" /></div>}
        actions={<RecordActions view={view} kind={kind} logging={logging} onLog={setLogging} />}
        late={rest && <Neighbours kind={kind} id={view.id} />} corner={<RecordMore view={view} kind={kind} onLog={setLogging} />}
      />
      {kind === "deal" && <StageStrip view={view} />}
      <RecordBanners view={view} kind={kind} />
      {kind === "lead" && rest && <LeadScorePanel view={view} />}
      {(kind === "deal" || kind === "contact") && <div className="min-h-touch desk:min-h-10">{rest && (kind === "deal" ? <CoachPanel view={view} /> : <PersonaPanel view={view} />)}</div>}
      <div className="grid items-start gap-4 wide:grid-cols-[minmax(0,1fr)_minmax(0,1.1fr)] desk:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-4">
          <RecordFields view={view} kind={kind} />
          {rest && kind === "deal" && <><StakeholdersPanel view={view} /><LinesPanel view={view} /></>}
          {rest && kind === "contact" && <CustomerPanel view={view} />}
          {rest && kind === "company" && <CompanyTreePanel view={view} />}
          {rest && kind === "contact" && <SegmentsPanel view={view} />}
          {rest && <NotesPanel view={view} kind={kind} />}
          {rest && <FilesPanel view={view} />}
          {rest && planOf(kind).linked.map((linked) => <LinkedPanel key={linked.kind} view={view} kind={linked.kind} field={linked.field} />)}
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          {rest && (
            <>
              <TasksPanel view={view} />
              {kind === "deal" && <ObjectionsPanel view={view} />}
              <RecordTimeline view={view} />
              {(beyond === "offline" || beyond === "answered") && <OlderHanging view={view} kind={kind} offline={beyond === "offline"} />}
            </>
          )}
        </div>
      </div>
    </Page>
  );
};
