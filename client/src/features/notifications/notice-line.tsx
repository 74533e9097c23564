// One notification in the centre: pressing it leads to what it is about, and it counts as read.
import { useNavigate } from "@tanstack/react-router";
import { Check, CircleAlert, GitCompareArrows, Handshake, Mail, NotebookPen, TriangleAlert, Undo2, UserPlus, type LucideIcon } from "lucide-react";
import { format } from "../../app/format.ts";
import { hasPage, recordRoutes } from "../../app/record-route.ts";
import { useRecord } from "../../read/index.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import { SwipeLine } from "../../ui/swipe-line.tsx";
import type { Notice } from "./notice.ts";
import { words } from "./texts.ts";

const icons: Readonly<Record<string, LucideIcon>> = {
  assigned: UserPlus, mentioned: NotebookPen, stagnant: TriangleAlert, due: CircleAlert, objection: GitCompareArrows, campaign: Handshake, refused: Undo2, message: Mail,
};

export interface NoticeLineProps { readonly notice: Notice; readonly now: number; readonly onRead: (id: string) => void }

export const NoticeLine = ({ notice, now, onRead }: NoticeLineProps) => {
  const navigate = useNavigate();
  const { view } = useRecord(notice.about);
  const root = view?.values["root"];
  const { view: on } = useRecord(typeof root === "string" ? root : null);
  const target = [view, on].find((record) => record !== null && record !== undefined && hasPage(record.kind));
  const Icon = icons[notice.what] ?? Mail;
  const open = () => {
    if (notice.unread) onRead(notice.id);
    if (target && hasPage(target.kind)) void navigate({ to: recordRoutes[target.kind], params: { id: target.id } });
    else if (view?.kind === "campaign") void navigate({ to: "/campaigns/$id", params: { id: view.id } });
    else if (notice.what === "refused") void navigate({ to: "/sync" });
  };
  const leads = target !== undefined || view?.kind === "campaign" || notice.what === "refused";
  const line = (
    <>
      <Icon aria-hidden className={notice.unread ? "size-5 shrink-0 text-accent" : "size-5 shrink-0 text-ink-faint"} strokeWidth={1.8} />
      <span className="min-w-0 flex-1">
        <span className={notice.unread ? "block text-body font-medium wrap-anywhere text-ink" : "block text-body wrap-anywhere text-ink-muted"}>
          {notice.sentence}
          {notice.unread && <span className="sr-only">, {words.isNew}</span>}
        </span>
        <span className="block text-small text-ink-muted">{format.ago(notice.at, now)}</span>
      </span>
    </>
  );
  return (
    <li className="border-b border-line last:border-b-0">
      <SwipeLine className="flex items-center" onward={notice.unread ? { label: words.markRead, icon: Check, tone: "ok", run: () => onRead(notice.id) } : undefined}>
      {leads
        ? <button type="button" onClick={open} className="focus-inset flex min-h-14 min-w-0 flex-1 items-center gap-3 px-4 py-2 text-start hover:bg-hover">{line}</button>
        : <div className="flex min-h-14 min-w-0 flex-1 items-center gap-3 px-4 py-2">{line}</div>}
      {notice.unread && <span className="shrink-0 pe-1"><IconButton icon={Check} label={words.markRead} onClick={() => onRead(notice.id)} /></span>}
      </SwipeLine>
    </li>
  );
};
