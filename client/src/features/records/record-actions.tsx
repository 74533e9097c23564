// What can be done with a record: log a call at once; convert, give away, share and delete behind "More".
import { Ellipsis, NotebookPen, Phone, Share2, Shield, SquareCheck, Trash2, ShieldUser, UserRoundCheck, UserRoundPen } from "lucide-react";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useUser } from "../../app/app-context.tsx";
import type { PageKind } from "../../app/record-route.ts";
import { usePerform } from "../../app/use-perform.ts";
import type { RecordPage } from "../../read/index.ts";
import { Button } from "../../ui/button.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { whenOpened } from "../../ui/when-opened.tsx";
import { useToast } from "../../ui/toast.tsx";
import { isConverted } from "./conversion.ts";
import { LinkPicker } from "./lazy-link-picker.tsx";
import type { Picked } from "./link-picker.tsx";
import type { ActivityType } from "./log-sheet.tsx";
import type { ActionItem } from "../../ui/action-dialog.tsx";
import { ReachLinks } from "./reach-links.tsx";
import { words } from "./texts.ts";

const ActionDialog = whenOpened(async () => (await import("../../ui/action-dialog.tsx")).ActionDialog);
const ConvertDialog = whenOpened(async () => (await import("./convert-dialog.tsx")).ConvertDialog);
const LogSheet = whenOpened(async () => (await import("./log-sheet.tsx")).LogSheet);
const TaskForm = whenOpened(async () => (await import("./task-form.tsx")).TaskForm);
const ObjectionForm = whenOpened(async () => (await import("./objection-form.tsx")).ObjectionForm);
const ShareDialog = whenOpened(async () => (await import("./share-dialog.tsx")).ShareDialog);

type Open = "more" | "task" | "objection" | "assign" | "share" | "convert" | undefined;

export const RecordActions = ({ view, kind, logging, onLog }: { readonly view: RecordPage; readonly kind: PageKind; readonly logging: ActivityType | undefined; readonly onLog: (type: ActivityType | undefined) => void }) => {
  const perform = usePerform();
  const toast = useToast();
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  const { may } = view;
  const navigate = useNavigate();
  const isAdmin = useUser()?.role === "admin";
  const say = ({ reason }: { readonly reason: string | undefined }) => {
    if (reason !== undefined) toast({ message: reason, tone: "bad" });
  };
  const owned = kind !== "company";
  const assign = async (picked: Picked | null) => {
    close();
    if (picked !== null && picked.id !== view.values["owner"]) say(await perform({ name: "assign", args: { id: view.id, to: picked.id } }, words.page.assigned(picked.title)));
  };
  const remove = async () => say(await perform({ name: "remove", args: { id: view.id } }, words.page.deletedToast));
  const items: readonly ActionItem[] = [
    ...(may.edit ? [{ id: "log", label: words.log.other, icon: NotebookPen, onSelect: () => onLog("meeting") }] : []),
    ...(owned && may.assign ? [{ id: "assign", label: words.page.assign, icon: UserRoundPen, onSelect: () => setOpen("assign") }] : []),
    ...(owned && may.share ? [{ id: "share", label: words.page.share, icon: Share2, onSelect: () => setOpen("share") }] : []),
    ...(isAdmin && (kind === "contact" || kind === "lead") ? [{ id: "privacy", label: words.page.privacy, icon: ShieldUser, onSelect: () => void navigate({ to: "/settings/privacy", search: { person: view.id } }) }] : []),
    ...(may.delete ? [{ id: "delete", label: words.page.delete, icon: Trash2, danger: true, onSelect: () => void remove() }] : []),
  ];
  const owner = view.values["owner"];
  if (view.deleted) return null;
  return (
    <>
      {may.edit && <Button variant="primary" icon={Phone} onClick={() => onLog("call")}>{words.log.call}</Button>}
      {may.edit && (
        <span className="flex">
          <IconButton icon={NotebookPen} label={words.capture.note} onClick={() => onLog("note")} />
          <IconButton icon={SquareCheck} label={words.capture.task} onClick={() => setOpen("task")} />
          {kind === "deal" && <IconButton icon={Shield} label={words.capture.objection} onClick={() => setOpen("objection")} />}
        </span>
      )}
      <ReachLinks view={view} />
      {kind === "lead" && may.edit && !isConverted(view) && <Button icon={UserRoundCheck} onClick={() => setOpen("convert")}>{words.convert.action}</Button>}
      {items.length > 0 && <Button icon={Ellipsis} aria-haspopup="dialog" onClick={() => setOpen("more")}>{words.page.more}</Button>}
      {logging !== undefined && <LogSheet root={view.id} first={logging} onClose={() => onLog(undefined)} />}
      {open === "more" && <ActionDialog title={words.page.moreTitle} items={items} onClose={close} />}
      {open === "task" && <TaskForm root={view} onClose={close} />}
      {open === "objection" && <ObjectionForm view={view} onClose={close} />}
      {open === "assign" && <LinkPicker open label={words.page.assign} title={words.page.assignTitle} kinds={["member"]} chosen={typeof owner === "string" ? [owner] : []} onClose={close} onPick={(picked) => void assign(picked)} />}
      {open === "share" && <ShareDialog view={view} onClose={close} />}
      {open === "convert" && <ConvertDialog view={view} onClose={close} />}
    </>
  );
};
