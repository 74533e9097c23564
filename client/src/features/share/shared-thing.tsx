// One thing that was shared: what it is, and what can be made of it. It is dealt with once something was made of it, or
// when the person says so; until then it stays.
import { MOST_FILE_BYTES } from "@outrider/shared/schema";
import { useNavigate } from "@tanstack/react-router";
import { NotebookPen, Trash2, Upload, UserPlus } from "lucide-react";
import { useEffect, useState, type ReactNode } from "react";
import { format } from "../../app/format.ts";
import { CreateForm, LinkPicker } from "../../app/record-forms.ts";
import { PAGE_KINDS, recordRoutes } from "../../app/record-route.ts";
import { useNow } from "../../app/use-now.ts";
import { usePerform } from "../../app/use-perform.ts";
import type { SharedInbox, SharedItem } from "../../platform/shared-inbox.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { AttachShared } from "./attach-shared.tsx";
import { emailsIn, MOST_CARDS, MOST_NOTE, readFile, readText, type Shared } from "./read-shared.ts";
import { SharedCard } from "./shared-card.tsx";
import { words } from "./texts.ts";

/** What is shown of a long text; the note has all of it. */
const MOST_SHOWN = 1_000;

type Read = Shared | { readonly kind: "refused"; readonly why: "size" | "gone" };

/** undefined while it is being read. */
function useShared(item: SharedItem, inbox: SharedInbox): Read | undefined {
  const [read, setRead] = useState<Read>();
  useEffect(() => {
    let over = false;
    const look = async (): Promise<Read> => {
      if (item.file === undefined) return readText(item.text);
      if (item.file.refused) return { kind: "refused", why: "size" };
      const file = await inbox.file(item);
      return file === undefined ? { kind: "refused", why: "gone" } : readFile(item.file, new Uint8Array(await file.arrayBuffer()));
    };
    void look().then((found) => !over && setRead(found), () => !over && setRead({ kind: "refused", why: "gone" }));
    return () => {
      over = true;
    };
  }, [item, inbox]);
  return read;
}

export const SharedThing = ({ item, inbox, onDone }: { readonly item: SharedItem; readonly inbox: SharedInbox; readonly onDone: () => Promise<void> }) => {
  const now = useNow();
  const navigate = useNavigate();
  const read = useShared(item, inbox);
  const name = item.file?.name ?? words.text;
  const attach = (main: boolean) => item.file !== undefined && item.file.size > 0 && item.file.size <= MOST_FILE_BYTES && <AttachShared item={item} inbox={inbox} main={main} onDone={onDone} />;
  const discard = <Button variant="quiet" icon={Trash2} onClick={() => void onDone()}>{words.discard}</Button>;
  return (
    <Panel title={name}>
      <div className="flex flex-col gap-3">
        <p className="-mt-1 text-small text-ink-muted">{words.when(format.when(item.at, now))}</p>
        {read === undefined && <Skeleton lines={2} />}
        {read?.kind === "refused" && (
          <>
            <Banner kind="warning" title={read.why === "long" ? words.refused.long(name, MOST_NOTE) : words.refused[read.why](name)} />
            <div className="flex flex-wrap gap-2">{(read.why === "cards" || read.why === "long") && attach(true)}{discard}</div>
          </>
        )}
        {read?.kind === "file" && item.file !== undefined && (
          <>
            <p className="figures text-body text-ink-muted">{format.bytes(item.file.size)}</p>
            <div className="flex flex-wrap gap-2">{attach(true)}{discard}</div>
          </>
        )}
        {read?.kind === "table" && (
          <div className="flex flex-wrap gap-2">
            <Button variant="primary" icon={Upload} onClick={() => void navigate({ to: "/import", search: { shared: item.id } })}>{words.openImport}</Button>
            {attach(false)}
            {discard}
          </div>
        )}
        {read?.kind === "cards" && (
          <>
            {read.cards.length > 1 && <p className="text-small text-ink-muted">{words.cards(read.cards.length)}</p>}
            <ul className="flex flex-col divide-y divide-line">
              {read.cards.map((card, at) => <li key={at} className="py-2.5 first:pt-0"><SharedCard card={card} alone={read.cards.length === 1} onMade={onDone} /></li>)}
            </ul>
            {read.empty > 0 && <p className="text-small text-ink-muted">{words.emptyCards(read.empty)}</p>}
            {read.more && <p className="text-small text-ink-muted">{words.moreCards(MOST_CARDS)}</p>}
            <div className="flex flex-wrap gap-2">{attach(false)}{discard}</div>
          </>
        )}
        {read?.kind === "text" && <SharedText text={read.text} discard={<>{attach(false)}{discard}</>} onDone={onDone} />}
      </div>
    </Panel>
  );
};

const SharedText = ({ text, discard, onDone }: { readonly text: string; readonly discard: ReactNode; readonly onDone: () => Promise<void> }) => {
  const perform = usePerform();
  const navigate = useNavigate();
  const [open, setOpen] = useState<"note" | "contact">();
  const [trouble, setTrouble] = useState<string>();
  const note = async (root: string) => {
    setOpen(undefined);
    const { reason } = await perform({ name: "logActivity", args: { root, type: "note", text } }, words.noted);
    setTrouble(reason);
    if (reason === undefined) await onDone();
  };
  const made = async (id: string) => {
    await onDone();
    void navigate({ to: recordRoutes.contact, params: { id } });
  };
  return (
    <>
      <p className="rounded-control bg-sunken px-3 py-2 text-body wrap-anywhere whitespace-pre-wrap text-ink">{text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text}</p>
      {trouble !== undefined && <Banner kind="error" title={trouble} />}
      <div className="flex flex-wrap gap-2">
        <Button variant="primary" icon={NotebookPen} onClick={() => setOpen("note")}>{words.note}</Button>
        <Button icon={UserPlus} onClick={() => setOpen("contact")}>{words.newContact}</Button>
        {discard}
      </div>
      {open === "note" && <LinkPicker open label={words.note} title={words.noteOn} kinds={PAGE_KINDS} chosen={[]} onClose={() => setOpen(undefined)} onPick={(picked) => picked !== null && void note(picked.id)} />}
      {open === "contact" && <CreateForm kind="contact" open initial={{ notes: text, emails: emailsIn(text).join(", ") }} onClose={() => setOpen(undefined)} onMade={(id) => void made(id)} />}
    </>
  );
};
