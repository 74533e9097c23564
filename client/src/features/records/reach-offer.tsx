// After a call or a mail that was begun by a link, on any page: asks how it went, and logs that with one tap. It waits
// until the person is back, stays until it is answered or put away, also over a reload, and needs no network.
import { Mail, Phone, X } from "lucide-react";
import { useEffect, useState } from "react";
import type { Reach } from "../../app/reach-offers.ts";
import { RecordLink } from "../../app/record-link.tsx";
import { hasPage } from "../../app/record-route.ts";
import { usePerform } from "../../app/use-perform.ts";
import { useReaches } from "../../app/use-reaches.ts";
import { useRecord } from "../../read/index.ts";
import { Button } from "../../ui/button.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { useToast } from "../../ui/toast.tsx";
import { whenOpened } from "../../ui/when-opened.tsx";
import { pageWords } from "./page-texts.ts";

const LogSheet = whenOpened(async () => (await import("./log-sheet.tsx")).LogSheet);

export const ReachOffer = () => {
  const { reach, settle } = useReaches();
  return reach === undefined ? null : <Offer key={`${reach.on} ${reach.at}`} reach={reach} onSettled={() => settle(reach)} />;
};

const Offer = ({ reach, onSettled }: { readonly reach: Reach; readonly onSettled: () => void }) => {
  const perform = usePerform();
  const toast = useToast();
  const [writing, setWriting] = useState(false);
  const { view: on, state, complete } = useRecord(reach.on);
  const { view: who } = useRecord(reach.who);
  const gone = (state === "missing" && complete) || (on !== null && (on.deleted || !on.may.edit || !hasPage(on.kind)));
  useEffect(() => {
    if (gone) onSettled();
  }, [gone, onSettled]);
  if (on === null || gone) return null;
  const { by, at } = reach;
  const log = async (outcome: string) => {
    const { reason } = await perform({ name: "logActivity", args: { root: on.id, type: by, text: "", outcome, direction: "out", at } }, pageWords.log.saved[by]);
    if (reason === undefined) onSettled();
    else toast({ message: reason, tone: "bad" });
  };
  const Icon = by === "call" ? Phone : Mail;
  const name = who?.title ?? on.title;
  return (
    <section aria-label={pageWords.reach.region} className="safe-x shrink-0 border-t border-line bg-surface py-2 shadow-low desk:px-6">
      <div className="mx-auto flex w-full max-w-5xl flex-wrap items-center gap-x-4 gap-y-2">
        <div className="flex min-w-0 flex-1 basis-64 items-center gap-3">
          <Icon aria-hidden className="size-5 shrink-0 text-accent-ink" />
          <div className="min-w-0 flex-1">
            <p role="status" className="text-body font-semibold wrap-break-word text-ink">{pageWords.reach.ask[by](name)}</p>
            {on.id !== who?.id && <p className="truncate text-small text-ink-muted"><RecordLink kind={on.kind} id={on.id} title={on.title} /></p>}
          </div>
          <div className="desk:hidden"><IconButton icon={X} label={pageWords.reach.dismiss} onClick={onSettled} /></div>
        </div>
        <div className="flex flex-wrap gap-2">
          {pageWords.reach.outcomes[by].map((outcome) => <Button key={outcome} size="small" onClick={() => void log(outcome)}>{outcome}</Button>)}
          <Button size="small" variant="quiet" onClick={() => setWriting(true)}>{pageWords.reach.write}</Button>
        </div>
        <div className="hidden desk:block"><IconButton icon={X} label={pageWords.reach.dismiss} onClick={onSettled} /></div>
      </div>
      {writing && <LogSheet root={on.id} first={by} start={{ at, direction: "out" }} onSaved={onSettled} onClose={() => setWriting(false)} />}
    </section>
  );
};
