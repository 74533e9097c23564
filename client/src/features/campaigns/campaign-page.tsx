// One campaign: written while it is a draft, looked at once it was started.
import { useParams } from "@tanstack/react-router";
import { Megaphone } from "lucide-react";
import { useMemo } from "react";
import { useUser } from "../../app/app-context.tsx";
import { BackLink } from "../../app/back-link.tsx";
import { useTitle } from "../../app/use-title.ts";
import { type RecordPage, useLiveQuery, useRecord } from "../../read/index.ts";
import { Badge } from "../../ui/badge.tsx";
import { Banner } from "../../ui/banner.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { CampaignActions } from "./campaign-actions.tsx";
import { factsOfRow, startFaults, stateTones, wordsIn } from "./campaign-view.ts";
import { DraftEditor } from "./draft-editor.tsx";
import { fieldsKnown } from "./preview-values.ts";
import { RunView } from "./run-view.tsx";
import { words } from "./texts.ts";
import { type AudienceOf, useAudience } from "./use-audience.ts";
import { useDraft } from "./use-draft.ts";
import { VendorNote } from "./vendor-note.tsx";

const CampaignView = ({ view }: { readonly view: RecordPage }) => {
  const role = useUser()?.role;
  const writes = view.may.edit && role !== "exec";
  const { rows: segments } = useLiveQuery({ kind: "segment", sort: { by: "title" }, limit: 1_000 });
  const { rows: campaigns } = useLiveQuery({ kind: "campaign", sort: { by: "title" }, limit: 1_000 });
  const { rows: definitions } = useLiveQuery({ kind: "customField", limit: 1_000 });
  const past = useMemo(() => campaigns.map(factsOfRow), [campaigns]);
  const known = useMemo(() => fieldsKnown(definitions), [definitions]);
  const facts = useMemo(() => factsOfRow(view), [view]);
  const draft = useDraft(view);
  const segment = wordsIn(view.values, "segment");
  const of: AudienceOf = { segment, rule: segments.find(({ id }) => id === segment)?.values["rule"] };
  const { total, complete } = useAudience(of);
  const typed = useMemo(() => Object.fromEntries(["name", "segment", "subject", "message", "quietFrom", "quietTo"].map((field) => [field, draft.value(field)])), [draft]);
  const isDraft = facts.state === "draft";
  useTitle(view.title);
  return (
    <Page>
      <PageHeader back={<BackLink to="/campaigns" />} title={view.title === "" ? words.untitled : view.title} detail={<span className="flex flex-wrap items-center gap-2"><Badge tone={stateTones[facts.state]}>{words.states[facts.state]}</Badge>{view.titles[segment] ?? words.noSegment}</span>} />
      {!writes && <Banner kind="info" title={words.onlyWriters} />}
      {writes && <VendorNote />}
      {writes && <CampaignActions view={view} state={facts.state} of={of} faults={isDraft ? startFaults(typed, known, complete ? total : undefined) : []} onBefore={draft.save} />}
      {isDraft && writes && <DraftEditor view={view} draft={draft} segments={segments} known={known} definitions={definitions} past={past} />}
      {(!isDraft || !writes) && <RunView view={view} facts={facts} past={past} log={writes && !isDraft} />}
    </Page>
  );
};

const CampaignPage = () => {
  const { id } = useParams({ strict: false });
  const { state, view } = useRecord(id ?? null);
  if (state === "loading") return <Page><Skeleton lines={6} boxed /></Page>;
  if (view?.kind !== "campaign" || view.deleted) return <Page><EmptyState alone icon={Megaphone} title={words.missing}>{words.missingDetail}</EmptyState></Page>;
  return <CampaignView key={view.id} view={view} />;
};

export default CampaignPage;
