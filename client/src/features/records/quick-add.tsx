// Makes anything from anywhere, over the page that is open: what it is, then its own form. A record that is open is what
// a call, note or task is about, and what a new person or deal belongs to, until another is chosen.
import { useNavigate, useParams, useRouterState } from "@tanstack/react-router";
import { NotebookPen, Phone, Shield, Users } from "lucide-react";
import { useState } from "react";
import { kindIcon } from "../../app/kind-icon.ts";
import { hasPage, PAGE_KINDS, recordRoutes, type MakeKind } from "../../app/record-route.ts";
import { MAKES } from "../../app/shortcuts.ts";
import { text } from "../../app/text.ts";
import { useRecord, type RecordPage } from "../../read/index.ts";
import { ActionDialog } from "../../ui/action-dialog.tsx";
import { CreateForm } from "./create-form.tsx";
import { LinkPicker, type Picked } from "./link-picker.tsx";
import { LogSheet } from "./log-sheet.tsx";
import { belonging } from "./quick-start.ts";
import { TaskForm } from "./task-form.tsx";
import { pageWords } from "./page-texts.ts";

const icons = { ...kindIcon, call: Phone, meeting: Users, note: NotebookPen } as const;

/** The record whose page is open. `known` is false while that is not clear yet. */
function useHere(): { readonly here: RecordPage | undefined; readonly known: boolean } {
  const { id } = useParams({ strict: false });
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const { state, view } = useRecord(id ?? null);
  const is = view !== null && hasPage(view.kind) && !view.deleted && view.may.edit && path.endsWith(view.id);
  return { here: is ? view : undefined, known: id === undefined || state !== "loading" };
}

export type QuickAddProps = {
  /** Undefined: the person chooses first. */
  readonly what: MakeKind | undefined;
  readonly onChoose: (what: MakeKind) => void;
  readonly onClose: () => void;
};

export const QuickAdd = ({ what, onChoose, onClose }: QuickAddProps) => {
  const navigate = useNavigate();
  const { here, known } = useHere();
  if (what === undefined) {
    const items = MAKES.map(({ kind, key }) => ({ id: kind, label: text.quick.created[kind], icon: icons[kind], keys: `n ${key}`, onSelect: () => onChoose(kind) }));
    const answer = { id: "answer", label: text.nav.objection, icon: Shield, onSelect: () => {
      onClose();
      void navigate({ to: "/objection", search: here?.kind === "deal" ? { deal: here.id } : {} });
    } };
    return <ActionDialog title={text.quick.add} description={here === undefined ? undefined : pageWords.quick.here(here.title)} items={[...items, answer]} onClose={onClose} />;
  }
  if (!known) return null;
  if (what === "task") return <TaskForm root={here} pick onClose={onClose} />;
  if (what === "call" || what === "meeting" || what === "note") return <QuickLog type={what} here={here} onClose={onClose} />;
  const { initial, titles } = belonging(what, here);
  const onMade = (id: string) => {
    onClose();
    void navigate({ to: recordRoutes[what], params: { id } });
  };
  return <CreateForm kind={what} open initial={initial} initialTitles={titles} onClose={onClose} onMade={onMade} />;
};

const QuickLog = ({ type, here, onClose }: { readonly type: "call" | "meeting" | "note"; readonly here: Picked | undefined; readonly onClose: () => void }) => {
  const [root, setRoot] = useState(here);
  if (root !== undefined) return <LogSheet root={root.id} first={type} about={root} onAbout={setRoot} onClose={onClose} />;
  return <LinkPicker open label={pageWords.quick.on} title={pageWords.quick.logOn[type]} kinds={PAGE_KINDS} chosen={[]} onClose={onClose} onPick={(picked) => picked !== null && setRoot(picked)} />;
};
