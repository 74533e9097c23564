// How sync stands, in words: what is saved only here, what was refused, what is to be decided. Never more hopeful than
// the engine.
import { RefreshCw } from "lucide-react";
import { useAct } from "../../act/index.ts";
import { words as conflictWords } from "../../app/conflict-texts.ts";
import { useCustomDefinitions } from "../../app/custom-fields.ts";
import { Later, PutOffNote } from "../../app/first-sync.tsx";
import { format } from "../../app/format.ts";
import { leadingProposals } from "../../app/leading-proposals.ts";
import { useNow } from "../../app/use-now.ts";
import { useTitle } from "../../app/use-title.ts";
import { useConcerns, useOwedFiles, usePending, useProposals, useRefused, useStatus } from "../../read/index.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { KeyValue } from "../../ui/key-value.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { Page } from "../../ui/page.tsx";
import { Panel } from "../../ui/panel.tsx";
import { ProgressBar } from "../../ui/progress-bar.tsx";
import { useToast } from "../../ui/toast.tsx";
import { ConcernItem } from "./concern-item.tsx";
import { OwedFiles } from "./owed-files.tsx";
import { PendingList } from "./pending-list.tsx";
import { ProposalItem } from "./proposal-item.tsx";
import { RefusedItem } from "./refused-item.tsx";
import { StoragePanel } from "./storage-panel.tsx";
import { words } from "./texts.ts";

const SyncPage = () => {
  const act = useAct();
  // Fields are named by what they are called now.
  useCustomDefinitions();
  const toast = useToast();
  const status = useStatus();
  const [pending, refused, proposals] = [usePending(), useRefused(), useProposals()];
  const { concerns, titles = {}, complete = false } = useConcerns() ?? {};
  const now = Math.max(useNow(15_000), status.lastSynced ?? 0);
  useTitle(words.title);
  const decide = leadingProposals(proposals ?? [], ({ record }) => record.kind);
  const owed = useOwedFiles() ?? [];
  const troubled = owed.filter(({ trouble }) => trouble !== null).length;
  const waiting = owed.length - troubled;
  const attention = words.attention(refused?.length ?? 0, decide.length, troubled);
  // What waits for the person comes before "up to date", as in the sign above; what hinders sync comes before both.
  const waits = (status.phase === "synced" || status.phase === "needs-attention") && status.trouble === null && attention !== "";
  const [phase, detail] = words.phases[waits ? "needs-attention" : status.phase];
  const tryNow = () => {
    act.retry();
    toast({ message: words.tried });
  };
  return (
    <Page narrow>
      <PageHeader title={words.title} actions={<Button icon={RefreshCw} onClick={tryNow}>{words.tryNow}</Button>} />
      {status.trouble !== null && <Banner kind="error" title={words.trouble}>{status.trouble}</Banner>}
      {status.lostLocalData && <Banner kind="warning" title={words.lost}>{words.lostDetail}</Banner>}
      <Panel>
        <div className="flex flex-col gap-4">
          {status.putOff ? <PutOffNote /> : <div role="status">
            <h2 className="text-heading font-semibold">{phase}</h2>
            <p className="text-body text-ink-muted">{status.message ?? (waits ? attention : detail)}</p>
          </div>}
          {status.progress !== null && (
            <div className="flex items-end gap-3">
              <div className="min-w-0 flex-1"><ProgressBar label={words.receiving} value={status.progress.total === 0 ? undefined : status.progress.have / status.progress.total} detail={words.receivingDetail(status.progress.have, status.progress.total)} /></div>
              <Later />
            </div>
          )}
          <KeyValue
            facts={[
              { key: "last", label: words.lastSynced, value: status.lastSynced === null ? words.never : words.at(format.ago(status.lastSynced, now), format.moment(status.lastSynced)) },
              { key: "pending", label: words.saved, value: status.pending === 0 ? words.nothingWaits : words.notSent(Math.max(0, status.pending - waiting), waiting) },
              { key: "device", label: words.device, value: status.part !== null ? words.part(status.part) : status.complete ? words.complete : words.notComplete },
            ]}
          />
        </div>
      </Panel>
      {refused !== undefined && refused.length > 0 && (
        <Panel title={words.refused}>
          <p className="pb-3 text-body text-ink-muted">{words.refusedLead}</p>
          <ul className="flex flex-col gap-4">{refused.map((edit) => <RefusedItem key={edit.group} edit={edit} />)}</ul>
        </Panel>
      )}
      <OwedFiles files={owed} />
      <Panel title={words.proposals}>
        {decide.length === 0
          ? <p className="text-body text-ink-muted">{words.proposalsNone}</p>
          : <ul className="flex flex-col gap-3">{decide.map((proposal) => <ProposalItem key={proposal.id} proposal={proposal} />)}</ul>}
      </Panel>
      <Panel title={conflictWords.concerns.heading}>
        {concerns === undefined || concerns.length === 0
          ? <p className="text-body text-ink-muted">{complete ? conflictWords.concerns.none : conflictWords.concerns.looking}</p>
          : <ul className="flex flex-col gap-3">{concerns.map((concern) => <ConcernItem key={concern.key} concern={concern} titles={titles} />)}</ul>}
      </Panel>
      <Panel title={words.pending}>
        {pending === undefined || pending.length === 0 ? <p className="text-body text-ink-muted">{words.pendingNone}</p> : <PendingList pending={pending} total={Math.max(pending.length, status.pending - waiting)} />}
      </Panel>
      <StoragePanel syncedAt={status.lastSynced} />
      {refused !== undefined && refused.length === 0 && <p className="text-small text-ink-muted">{words.refusedNone}</p>}
    </Page>
  );
};

export default SyncPage;
