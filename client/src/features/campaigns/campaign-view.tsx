// One campaign with all that is on its page: written while it is a draft, looked at once it was started.
import { useMemo } from "react";
import { useUser } from "../../app/app-context.tsx";
import { BackLink } from "../../app/back-link.tsx";
import { useTitle } from "../../app/use-title.ts";
import { type RecordPage, useLiveQuery } from "../../read/index.ts";
import { Badge } from "../../ui/badge.tsx";
import { Banner } from "../../ui/banner.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { Page } from "../../ui/page.tsx";
import { CampaignActions } from "./campaign-actions.tsx";
import { factsOfRow, startFaults, stateTones, wordsIn } from "./campaign-facts.ts";
import { DraftEditor } from "./draft-editor.tsx";
import { fieldsKnown } from "./preview-values.ts";
import { RunView } from "./run-view.tsx";
import { words } from "./texts.ts";
import { type AudienceOf, useAudience } from "./use-audience.ts";
import { useDraft } from "./use-draft.ts";
import { VendorNote } from "./vendor-note.tsx";

const TYPED = ["name", "segment", "subject", "message", "quietFrom", "quietTo"] as const;

export const CampaignView = ({ view }: { readonly view: RecordPage }) => {
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
  const typed = Object.fromEntries(TYPED.map((field) => [field, draft.value(field)]));
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
