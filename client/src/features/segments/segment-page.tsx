// One segment: its rule as it is read, who it finds, why somebody is in it or not, and what is done with it.
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { FileQuestion } from "lucide-react";
import { useMemo } from "react";
import { BackLink } from "../../app/back-link.tsx";
import { useTitle } from "../../app/use-title.ts";
import { useRecord, type RecordPage } from "../../read/index.ts";
import { buttonClass } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { whenOpened } from "../../ui/when-opened.tsx";
import { ruleOfSegment } from "./segment-fields.ts";
import { SegmentView } from "./segment-view.tsx";
import { words } from "./texts.ts";
import { useSegmentReading } from "./use-segment-reading.ts";

const MembersView = whenOpened(async () => (await import("./members-view.tsx")).MembersView);
const Editor = whenOpened(async () => (await import("./editor.tsx")).Editor);

const SegmentPage = () => {
  const { id = "" } = useParams({ strict: false });
  const { state, view, complete, beyond } = useRecord(id);
  useTitle(view?.title ?? words.title);
  if (state === "loading" || (view === null && beyond === "asking")) return <Page><Skeleton lines={3} /><Skeleton lines={8} boxed /></Page>;
  if (view === null || view.kind !== "segment") {
    return (
      <Page>
        <PageHeader title={words.title} back={<BackLink to="/segments" />} />
        <EmptyState icon={FileQuestion} title={words.missing} action={<Link to="/segments" className={buttonClass()}>{words.toList}</Link>}>{complete ? undefined : words.missingDetail}</EmptyState>
      </Page>
    );
  }
  return <Shown key={view.id} view={view} />;
};

const textIn = (view: RecordPage, name: string): string => {
  const value = view.values[name];
  return typeof value === "string" ? value : "";
};

const Shown = ({ view }: { readonly view: RecordPage }) => {
  const navigate = useNavigate();
  const { edit, members } = useSearch({ strict: false });
  const kept = view.values["rule"] ?? null;
  const others = view.fields["rule"]?.other?.value;
  const rules = useMemo(() => [kept, others].flatMap((one) => ruleOfSegment(one).rule ?? []), [kept, others]);
  const told = useSegmentReading(rules);
  if (members === true && !view.deleted) return <MembersView view={view} told={told} />;
  if (edit !== true || view.deleted) return <SegmentView view={view} told={told} />;
  const back = () => void navigate({ to: "/segments/$id", params: { id: view.id }, replace: true });
  return (
    <Page>
      <PageHeader back={<BackLink to="/segments" />} title={words.edit.title(view.title)} />
      <Editor kept={{ id: view.id, name: textIn(view, "name"), notes: textIn(view, "notes"), rule: kept, ruleBy: view.fields["rule"]?.by ?? "" }} told={told} onSaved={back} onCancel={back} />
    </Page>
  );
};

export default SegmentPage;
