// Over a list: the views that stand there, the way to the others, and what can be done with the one that is open or with
// what is shown now.
import { Bookmark, BookmarkPlus, ChevronDown, Ellipsis, Pencil, Pin, RotateCcw, Save, Trash2 } from "lucide-react";
import { useState } from "react";
import type { ListSearch } from "../../../app/list-search.ts";
import type { PageKind } from "../../../app/record-route.ts";
import { usePerform } from "../../../app/use-perform.ts";
import { useRecord } from "../../../read/index.ts";
import type { ActionItem } from "../../../ui/action-dialog.tsx";
import { Button } from "../../../ui/button.tsx";
import { IconButton } from "../../../ui/icon-button.tsx";
import { useToast } from "../../../ui/toast.tsx";
import { whenOpened } from "../../../ui/when-opened.tsx";
import { words } from "../texts.ts";
import { builtInViews } from "./built-in.ts";
import { isPlain, sameShape, searchOf, shapeOf, valuesOfShape } from "./list-view.ts";
import { viewWords } from "./texts.ts";
import { type SavedView, useViews } from "./use-views.ts";

const ActionDialog = whenOpened(async () => (await import("../../../ui/action-dialog.tsx")).ActionDialog);
const ViewDialog = whenOpened(async () => (await import("./view-dialog.tsx")).ViewDialog);

const { views: texts } = viewWords;

const chip = "focus-inset inline-flex min-h-touch shrink-0 items-center gap-1.5 rounded-pill border px-3 text-small font-medium whitespace-nowrap aria-[current=true]:border-accent aria-[current=true]:bg-accent-soft aria-[current=true]:text-accent-ink border-line-strong/55 bg-surface text-ink-muted hover:bg-hover hover:text-ink desk:min-h-7 desk:px-2.5";

const ViewChip = ({ name, on, icon: Icon, onClick }: { readonly name: string; readonly on: boolean; readonly icon?: typeof Pin | undefined; readonly onClick: () => void }) => (
  <button type="button" aria-current={on} onClick={onClick} className={chip}>{Icon !== undefined && <Icon aria-hidden className="size-3.5" />}<span className="max-w-48 truncate">{name}</span></button>
);

export type ViewsBarProps = { readonly kind: PageKind; readonly search: ListSearch; /** Shows something else. */ readonly onShow: (search: ListSearch) => void };

export const ViewsBar = ({ kind, search, onShow }: ViewsBarProps) => {
  const { views, loading } = useViews(kind);
  const perform = usePerform();
  const toast = useToast();
  const [open, setOpen] = useState<"all" | "manage" | "new" | "edit">();
  const current = views.find(({ id }) => id === search.view);
  const { view: record } = useRecord(current?.id ?? null);
  const mayEdit = record?.may.edit === true;
  const now = shapeOf(kind, search);
  const changed = current !== undefined && !sameShape(kind, now, current.shape);
  const built = builtInViews[kind];
  const shownBuilt = current === undefined ? built.find(({ shape }) => sameShape(kind, now, shape)) : undefined;
  const worth = current === undefined && shownBuilt === undefined && !isPlain(kind, now);
  const show = ({ id, shape }: SavedView) => onShow({ ...searchOf(kind, shape), view: id });
  const say = async (call: Parameters<typeof perform>[0], done: string) => {
    const { reason } = await perform(call, done);
    if (reason !== undefined) toast({ message: reason, tone: "bad" });
    return reason;
  };
  const update = (view: SavedView) => void say({ name: "edit", args: { id: view.id, values: valuesOfShape(now) } }, texts.updated(view.name));
  const remove = async (view: SavedView) => {
    if ((await say({ name: "remove", args: { id: view.id } }, texts.deleted(view.name))) === undefined) onShow(searchOf(kind, now));
  };
  const pinned = views.filter((view) => view.pinned);
  const others = views.filter((view) => !view.pinned && view.id !== current?.id);
  const items: readonly ActionItem[] = others.map((view) => ({ id: view.id, label: view.name, icon: Bookmark, keys: texts.seenBy[view.audience], onSelect: () => show(view) }));
  const manage: readonly ActionItem[] = current === undefined ? [] : [
    ...(mayEdit ? [{ id: "edit", label: texts.edit, icon: Pencil, onSelect: () => setOpen("edit") }] : []),
    { id: "copy", label: texts.saveAs, icon: BookmarkPlus, onSelect: () => setOpen("new") },
    ...(record?.may.delete === true ? [{ id: "delete", label: texts.delete, icon: Trash2, danger: true, onSelect: () => void remove(current) }] : []),
  ];
  if (loading || (views.length === 0 && built.length === 0 && !worth)) return null;
  return (
    <section aria-label={texts.region} className="-mx-4 flex min-w-0 flex-col gap-2 desk:mx-0 desk:flex-row desk:flex-wrap desk:items-center">
      <div className="flex min-w-0 gap-1.5 overflow-x-auto overscroll-x-contain px-4 desk:flex-wrap desk:px-0">
        <ViewChip name={texts.all(words.list.title[kind].toLowerCase())} on={current === undefined && shownBuilt === undefined && !worth} onClick={() => onShow({})} />
        {built.map(({ key, name, shape }) => <ViewChip key={key} name={name} on={key === shownBuilt?.key} onClick={() => onShow(searchOf(kind, shape))} />)}
        {pinned.map((view) => <ViewChip key={view.id} name={view.name} icon={Pin} on={view.id === current?.id} onClick={() => show(view)} />)}
        {current !== undefined && !current.pinned && <ViewChip name={current.name} icon={Bookmark} on onClick={() => show(current)} />}
        {others.length > 0 && <button type="button" aria-haspopup="dialog" className={chip} onClick={() => setOpen("all")}>{texts.moreCount(others.length)}<ChevronDown aria-hidden className="size-3.5" /></button>}
        {worth && <button type="button" aria-haspopup="dialog" className={chip} onClick={() => setOpen("new")}><BookmarkPlus aria-hidden className="size-3.5" />{texts.save}</button>}
        {current !== undefined && <IconButton icon={Ellipsis} label={texts.manage(current.name)} aria-haspopup="dialog" onClick={() => setOpen("manage")} />}
      </div>
      {changed && (
        <div className="flex flex-wrap items-center gap-1.5 px-4 desk:px-0">
          <span role="status" className="text-small font-medium text-warn-ink">{texts.changed}</span>
          {mayEdit && <Button size="small" icon={Save} onClick={() => update(current)}>{texts.update}</Button>}
          <Button size="small" variant="quiet" icon={BookmarkPlus} onClick={() => setOpen("new")}>{texts.saveAs}</Button>
          <Button size="small" variant="quiet" icon={RotateCcw} onClick={() => show(current)}>{texts.revert}</Button>
        </div>
      )}
      {open === "all" && <ActionDialog title={texts.choose} description={texts.chooseHint} items={items} onClose={() => setOpen(undefined)} />}
      {open === "manage" && current !== undefined && <ActionDialog title={current.name} description={mayEdit ? (current.ownerName === "" ? undefined : texts.by(current.ownerName)) : texts.readOnly} items={manage} onClose={() => setOpen(undefined)} />}
      {(open === "new" || open === "edit") && (
        <ViewDialog kind={kind} shape={now} view={open === "edit" ? current : undefined} onMade={(id) => onShow({ ...searchOf(kind, now), view: id })} onClose={() => setOpen(undefined)} />
      )}
    </section>
  );
};
