// A record beside its list on a desk: its fields and what happened, to be read and changed without leaving the list.
import { Link } from "@tanstack/react-router";
import { Maximize2, X } from "lucide-react";
import { useMemo } from "react";
import { recordRoutes, type PageKind } from "../../../app/record-route.ts";
import { usePlainKeys } from "../../../app/use-plain-keys.ts";
import { useRecord } from "../../../read/index.ts";
import { buttonClass } from "../../../ui/button.tsx";
import { IconButton } from "../../../ui/icon-button.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { RecordBanners } from "../record-banners.tsx";
import { RecordFields } from "../record-fields.tsx";
import { RecordTimeline } from "../record-timeline.tsx";
import { StageStrip } from "../stage-strip.tsx";
import { pageWords } from "../page-texts.ts";
import { words } from "../texts.ts";
import { peekWords as texts } from "./texts.ts";

export type PeekPanelProps = { readonly kind: PageKind; readonly id: string; /** Also by Escape. */ readonly onClose: () => void; /** To the page of the record. */ readonly onOpen: () => void };

export const PeekPanel = ({ kind, id, onClose, onOpen }: PeekPanelProps) => {
  const { view, state } = useRecord(id);
  usePlainKeys(useMemo(() => ({ Escape: onClose }), [onClose]));
  return (
    <aside aria-label={texts.region(view?.title ?? words.kindName[kind])} className="flex w-104 min-w-80 shrink-0 flex-col overflow-hidden rounded-t-card border border-b-0 border-line bg-canvas">
      <header className="flex items-center gap-2 border-b border-line bg-surface px-3 py-2">
        <h2 className="min-w-0 flex-1 truncate text-heading font-semibold">{view?.title}</h2>
        <Link to={recordRoutes[kind]} params={{ id }} className={buttonClass("secondary", "small")} onClick={onOpen}><Maximize2 aria-hidden className="size-4" />{texts.open}</Link>
        <IconButton icon={X} label={texts.close} onClick={onClose} />
      </header>
      <div className="flex min-h-0 flex-1 flex-col gap-3 overflow-y-auto overscroll-contain p-3">
        {view === null ? (state === "missing" ? <p className="text-body text-ink-muted">{pageWords.page.missing}</p> : <Skeleton lines={6} boxed />) : (
          <div key={id} className="flex flex-col gap-3">
            {kind === "deal" && <StageStrip view={view} />}
            <RecordBanners view={view} kind={kind} />
            <RecordFields view={view} kind={kind} />
            <RecordTimeline view={view} />
          </div>
        )}
      </div>
    </aside>
  );
};
