// What is seldom done with a record: give it away, share it, delete it, all that is held about a person.
import { Ellipsis, NotebookPen, Share2, ShieldUser, Trash2, UserRoundPen } from "lucide-react";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useUser } from "../../app/app-context.tsx";
import type { PageKind } from "../../app/record-route.ts";
import { usePerform } from "../../app/use-perform.ts";
import type { RecordPage } from "../../read/index.ts";
import type { ActionItem } from "../../ui/action-dialog.tsx";
import { Button } from "../../ui/button.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { useIsDesk } from "../../ui/use-is-desk.ts";
import { useToast } from "../../ui/toast.tsx";
import { whenOpened } from "../../ui/when-opened.tsx";
import { LinkPicker } from "./lazy-link-picker.tsx";
import type { Picked } from "./link-picker.tsx";
import type { ActivityType } from "./log-sheet.tsx";
import { pageWords } from "./page-texts.ts";

const ActionDialog = whenOpened(async () => (await import("../../ui/action-dialog.tsx")).ActionDialog);
const ShareDialog = whenOpened(async () => (await import("./share-dialog.tsx")).ShareDialog);

export const RecordMore = ({ view, kind, onLog }: { readonly view: RecordPage; readonly kind: PageKind; readonly onLog: (type: ActivityType) => void }) => {
  const perform = usePerform();
  const toast = useToast();
  const navigate = useNavigate();
  const desk = useIsDesk();
  const isAdmin = useUser()?.role === "admin";
  const [open, setOpen] = useState<"more" | "assign" | "share">();
  const close = () => setOpen(undefined);
  const { may } = view;
  const say = ({ reason }: { readonly reason: string | undefined }) => {
    if (reason !== undefined) toast({ message: reason, tone: "bad" });
  };
  const owned = kind !== "company";
  const assign = async (picked: Picked | null) => {
    close();
    if (picked !== null && picked.id !== view.values["owner"]) say(await perform({ name: "assign", args: { id: view.id, to: picked.id } }, pageWords.page.assigned(picked.title)));
  };
  const remove = async () => say(await perform({ name: "remove", args: { id: view.id } }, pageWords.page.deletedToast));
  const items: readonly ActionItem[] = [
    ...(may.edit ? [{ id: "log", label: pageWords.log.other, icon: NotebookPen, onSelect: () => onLog("meeting") }] : []),
    ...(owned && may.assign ? [{ id: "assign", label: pageWords.page.assign, icon: UserRoundPen, onSelect: () => setOpen("assign") }] : []),
    ...(owned && may.share ? [{ id: "share", label: pageWords.page.share, icon: Share2, onSelect: () => setOpen("share") }] : []),
    ...(isAdmin && (kind === "contact" || kind === "lead") ? [{ id: "privacy", label: pageWords.page.privacy, icon: ShieldUser, onSelect: () => void navigate({ to: "/settings/privacy", search: { person: view.id } }) }] : []),
    ...(may.delete ? [{ id: "delete", label: pageWords.page.delete, icon: Trash2, danger: true, onSelect: () => void remove() }] : []),
  ];
  const owner = view.values["owner"];
  if (view.deleted || items.length === 0) return null;
  const more = { icon: Ellipsis, "aria-haspopup": "dialog", onClick: () => setOpen("more") } as const;
  return (
    <>
      {desk ? <Button {...more}>{pageWords.page.more}</Button> : <IconButton {...more} label={pageWords.page.more} />}
      {open === "more" && <ActionDialog title={pageWords.page.moreTitle} items={items} onClose={close} />}
      {(open === "assign" || open === "share") && <span hidden data-choosing={open === "assign" ? "owner" : "sharedWith"} />}
      {open === "assign" && <LinkPicker open label={pageWords.page.assign} title={pageWords.page.assignTitle} kinds={["member"]} chosen={typeof owner === "string" ? [owner] : []} onClose={close} onPick={(picked) => void assign(picked)} />}
      {open === "share" && <ShareDialog view={view} onClose={close} />}
    </>
  );
};
