// One's own edits on this device, newest first, each with a way back, and a way back for all of the last hour.
import { History, Undo2 } from "lucide-react";
import { useMemo, useState } from "react";
import { useAct } from "../../act/index.ts";
import { useCustomDefinitions } from "../../app/custom-fields.ts";
import { useNow } from "../../app/use-now.ts";
import { useTitle } from "../../app/use-title.ts";
import { useDone, type DoneEdit } from "../../read/index.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { Page } from "../../ui/page.tsx";
import { Panel } from "../../ui/panel.tsx";
import { ProgressBar } from "../../ui/progress-bar.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { EditLine } from "./edit-line.tsx";
import { words } from "./texts.ts";
import { since, undoAll, type Undone } from "./undo-all.ts";

const HOUR = 3_600_000;
/** How many are listed at first, and are added at a time. */
const PAGE = 200;

const titlesOf = (edits: readonly DoneEdit[]): string => [...new Set(edits.map(({ records }) => records[0]?.title ?? ""))].filter((title) => title !== "").join(", ");

const EditsPage = () => {
  const act = useAct();
  const [most, setMost] = useState(PAGE);
  // One more than is listed tells whether there are older ones.
  const known = useDone(most + 1);
  const done = useMemo(() => known?.slice(0, most), [known, most]);
  // Fields are named by what they are called now.
  useCustomDefinitions();
  const now = useNow(15_000);
  const [asking, setAsking] = useState(false);
  const [doing, setDoing] = useState<{ readonly of: number; readonly count: number }>();
  const [result, setResult] = useState<{ readonly undone: Undone; readonly left: readonly DoneEdit[] }>();
  useTitle(words.title);
  const { open, left } = useMemo(() => since(done ?? [], now - HOUR), [done, now]);
  const undoHour = async () => {
    setAsking(false);
    setResult(undefined);
    setDoing({ of: open.length, count: 0 });
    const undo = async (group: string) => {
      const outcome = await act.undo(group);
      return outcome.ok ? undefined : outcome.error.message;
    };
    const undone = await undoAll(open, undo, (count) => setDoing({ of: open.length, count }));
    setDoing(undefined);
    setResult({ undone, left });
  };
  if (done === undefined) return <Page narrow><PageHeader title={words.title} /><Skeleton lines={6} boxed /></Page>;
  const lately = done.filter(({ at }) => at >= now - HOUR);
  const earlier = done.filter(({ at }) => at < now - HOUR);
  return (
    <Page narrow>
      <PageHeader title={words.title} actions={open.length > 0 && <Button icon={Undo2} busy={doing !== undefined} aria-haspopup="dialog" onClick={() => setAsking(true)}>{words.undoHour}</Button>} />
      <p className="text-body text-ink-muted">{words.lead}</p>
      {doing !== undefined && <ProgressBar label={words.doing} value={doing.count / doing.of} />}
      {result !== undefined && <Told {...result} onDismiss={() => setResult(undefined)} />}
      {done.length === 0 && <EmptyState icon={History} title={words.none}>{words.noneDetail}</EmptyState>}
      {done.length > 0 && (
        <Panel title={words.lastHour} flush={lately.length > 0}>
          {lately.length === 0 ? <p className="text-body text-ink-muted">{words.nothingLately}</p> : <Lines edits={lately} now={now} label={words.lastHour} />}
        </Panel>
      )}
      {earlier.length > 0 && <Panel title={words.before} flush><Lines edits={earlier} now={now} label={words.before} /></Panel>}
      {known !== undefined && known.length > most && <div className="flex justify-center"><Button onClick={() => setMost(most + PAGE)}>{words.older}</Button></div>}
      <ConfirmDialog
        open={asking} title={words.ask} description={[words.askDetail(open.length), left.length > 0 ? words.askLeft(left.length) : ""].filter((part) => part !== "").join(" ")}
        confirmLabel={words.undoHour} onConfirm={() => void undoHour()} onClose={() => setAsking(false)}
      />
    </Page>
  );
};

const Lines = ({ edits, now, label }: { readonly edits: readonly DoneEdit[]; readonly now: number; readonly label: string }) => (
  <ul aria-label={label}>{edits.map((edit) => <EditLine key={edit.group} edit={edit} now={now} />)}</ul>
);

const Told = ({ undone: { back, partly, refused }, left, onDismiss }: { readonly undone: Undone; readonly left: readonly DoneEdit[]; readonly onDismiss: () => void }) => (
  <Banner kind={refused.length + left.length + partly.length > 0 ? "warning" : "ok"} title={words.back(back)} onDismiss={onDismiss}>
    {partly.length > 0 && <p>{words.partly(titlesOf(partly))}</p>}
    {left.length > 0 && <p>{words.left(titlesOf(left))}</p>}
    {refused.map(({ edit, reason }) => <p key={edit.group}>{words.refused(titlesOf([edit]), reason)}</p>)}
  </Banner>
);

export default EditsPage;
