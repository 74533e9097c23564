// What there is to see of a segment, and what can be done with it.
import type { Value } from "@outrider/shared/schema";
import { writeRule } from "@outrider/shared/segments";
import { Link, useNavigate } from "@tanstack/react-router";
import { Copy, Ellipsis, Megaphone, Pencil, Trash2, Users } from "lucide-react";
import { useState } from "react";
import { useUser } from "../../app/app-context.tsx";
import { BackLink } from "../../app/back-link.tsx";
import { words as conflict } from "../../app/conflict-texts.ts";
import { format } from "../../app/format.ts";
import { listRoutes } from "../../app/record-route.ts";
import { ruleLine } from "../../app/rule/rule-words.ts";
import { text } from "../../app/text.ts";
import { useKeep } from "../../app/use-keep.ts";
import { useNow } from "../../app/use-now.ts";
import { usePerform, type Performed } from "../../app/use-perform.ts";
import { useLiveQuery, type RecordPage } from "../../read/index.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button, buttonClass } from "../../ui/button.tsx";
import { DiffRow } from "../../ui/diff-row.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { Page } from "../../ui/page.tsx";
import { Panel } from "../../ui/panel.tsx";
import { useToast } from "../../ui/toast.tsx";
import { whenOpened } from "../../ui/when-opened.tsx";
import { listRule } from "./list-rule.ts";
import { PreviewPanel } from "./preview-panel.tsx";
import { RuleOutline } from "./rule-outline.tsx";
import { ruleOfSegment } from "./segment-fields.ts";
import { words } from "./texts.ts";
import { usePreview } from "./use-preview.ts";
import type { Reading } from "./use-segment-reading.ts";
import { useUnrated } from "./use-unrated.ts";
import { WhyPanel } from "./why-panel.tsx";

const ActionDialog = whenOpened(async () => (await import("../../ui/action-dialog.tsx")).ActionDialog);
const ConfirmDialog = whenOpened(async () => (await import("../../ui/confirm-dialog.tsx")).ConfirmDialog);

const said = words.page;

const lineOf = (kept: Value | undefined, told: Reading): string => {
  const { rule, strange } = ruleOfSegment(kept);
  return strange ? said.strange : rule === undefined ? words.everybody : ruleLine(rule, told.fields, told.names);
};

/** Two entered rules without knowing of each other: one stands, the other can be taken. */
const OtherRule = ({ view, told }: { readonly view: RecordPage; readonly told: Reading }) => {
  const perform = usePerform();
  const leave = useKeep();
  const toast = useToast();
  const now = useNow();
  const me = useUser()?.id;
  const [busy, setBusy] = useState(false);
  const field = view.fields["rule"];
  const other = field?.other;
  if (field === undefined || other === undefined || other === null) return null;
  const who = (by: string): string => (by === me ? text.record.you : (view.titles[by] ?? told.names[by] ?? text.record.server));
  const settle = async (how: Promise<Performed>) => {
    setBusy(true);
    const { reason } = await how;
    setBusy(false);
    if (reason !== undefined) toast({ message: reason, tone: "bad" });
  };
  return (
    <Panel title={said.ruleHeading}>
      <DiffRow
        label={said.rule} detail={conflict.apart} busy={busy}
        stands={{ heading: conflict.stands, value: lineOf(field.value, told), by: who(field.by), when: format.when(field.at, now) }}
        other={{ heading: conflict.gave, value: lineOf(other.value, told), by: who(other.by), when: format.when(other.at, now) }}
        keep={{ label: field.by === me ? conflict.keepMine : conflict.keepOf(who(field.by)), onDo: () => void settle(leave({ record: view.id, field: "rule", edit: other.edit }, conflict.kept(said.rule))) }}
        take={view.may.edit ? { label: other.by === me ? conflict.takeMine : conflict.takeOf(who(other.by)), onDo: () => void settle(perform({ name: "edit", args: { id: view.id, values: { rule: other.value } } }, conflict.taken(said.rule))) } : undefined}
      />
    </Panel>
  );
};

const Uses = ({ campaigns }: { readonly campaigns: readonly { readonly id: string; readonly title: string }[] }) => (
  <Panel title={said.campaigns}>
    <ul className="flex flex-col">
      {campaigns.map(({ id, title }) => <li key={id}><Link to="/campaigns/$id" params={{ id }} className="inline-flex min-h-touch items-center text-body font-medium text-accent-ink underline-offset-2 hover:underline desk:min-h-8">{title}</Link></li>)}
    </ul>
  </Panel>
);

export const SegmentView = ({ view, told }: { readonly view: RecordPage; readonly told: Reading }) => {
  const navigate = useNavigate();
  const perform = usePerform();
  const toast = useToast();
  const now = useNow();
  const role = useUser()?.role;
  const [open, setOpen] = useState<"more" | "delete">();
  const { rule, strange } = ruleOfSegment(view.values["rule"]);
  const listed = rule === undefined ? undefined : listRule(rule);
  const preview = usePreview(rule);
  const unrated = useUnrated(rule);
  const { rows: campaigns } = useLiveQuery({ kind: "campaign", where: [{ field: "segment", op: "is", value: view.id }], sort: { by: "title" }, limit: 100 });
  const say = ({ reason }: Performed) => {
    if (reason !== undefined) toast({ message: reason, tone: "bad" });
  };
  const remove = async () => {
    setOpen(undefined);
    say(await perform({ name: "remove", args: { id: view.id } }, said.deleted(view.title)));
  };
  const duplicate = async () => {
    const made = await perform({ name: "create", args: { kind: "segment", values: { name: said.copyOf(view.title).slice(0, 120), rule: view.values["rule"] ?? null } } }, words.edit.made(said.copyOf(view.title)));
    const id = made.reason === undefined ? made.saved.records[0] : undefined;
    if (id === undefined) say(made);
    else void navigate({ to: "/segments/$id", params: { id }, search: { edit: true } });
  };
  /** A draft, in which everything else is still to be said. */
  const start = async () => {
    const made = await perform({ name: "create", args: { kind: "campaign", values: { name: view.title, segment: view.id } } }, said.campaignMade);
    const id = made.reason === undefined ? made.saved.records[0] : undefined;
    if (id === undefined) say(made);
    else void navigate({ to: "/campaigns/$id", params: { id } });
  };
  const who = told.names[view.updatedBy] ?? text.record.server;
  const waiting = campaigns.filter(({ values }) => !["sent", "cancelled"].includes(String(values["state"] ?? "draft"))).map(({ title }) => title);
  const notes = view.values["notes"];
  const more = [
    { id: "copy", label: said.duplicate, icon: Copy, onSelect: () => void duplicate() },
    ...(view.may.delete ? [{ id: "delete", label: said.delete, icon: Trash2, danger: true, onSelect: () => (waiting.length > 0 ? setOpen("delete") : void remove()) }] : []),
  ];
  const actions = view.deleted ? undefined : (
    <>
      {view.may.edit && <Button variant="primary" icon={Pencil} onClick={() => void navigate({ to: "/segments/$id", params: { id: view.id }, search: { edit: true } })}>{said.edit}</Button>}
      {listed !== null ? <Link to={listRoutes.contact} search={listed === undefined ? {} : { filter: writeRule(listed) }} className={buttonClass()}><Users aria-hidden className="size-4 shrink-0" />{said.show}</Link>
        : <Link to="/segments/$id" params={{ id: view.id }} search={{ members: true }} className={buttonClass()}><Users aria-hidden className="size-4 shrink-0" />{said.show}</Link>}
      {role !== "exec" && <Button icon={Megaphone} onClick={() => void start()}>{said.campaign}</Button>}
    </>
  );
  return (
    <Page>
      <PageHeader
        back={<BackLink to="/segments" />} title={view.title} detail={words.changedBy(who, format.when(view.updatedAt, now))} actions={actions}
        corner={!view.deleted && (
          <IconButton icon={Ellipsis} label={said.more} aria-haspopup="dialog" onClick={() => setOpen("more")} />
        )}
      />
      {view.deleted && <Banner kind="warning" title={said.deletedTitle} action={view.may.delete && <Button size="small" onClick={() => void perform({ name: "restore", args: { id: view.id } }, said.restored(view.title)).then(say)}>{said.restore}</Button>}>{said.deletedDetail}</Banner>}
      <div className="grid items-start gap-4 desk:grid-cols-[minmax(0,1.4fr)_minmax(0,1fr)]">
        <div className="flex min-w-0 flex-col gap-4">
          <OtherRule view={view} told={told} />
          <Panel title={said.rule}>{strange ? <Banner kind="warning" title={said.strange}>{said.strangeDetail}</Banner> : rule === undefined ? <p className="text-body">{words.everybody}</p> : <RuleOutline rule={rule} told={told} />}</Panel>
          {typeof notes === "string" && notes !== "" && <Panel title={said.notes}><p className="text-body wrap-anywhere whitespace-pre-line">{notes}</p></Panel>}
          {rule !== undefined && <WhyPanel rule={rule} told={told} />}
          {campaigns.length > 0 && <Uses campaigns={campaigns} />}
        </div>
        <PreviewPanel preview={preview} all={!view.deleted && <Link to="/segments/$id" params={{ id: view.id }} search={{ members: true }} className={buttonClass("secondary", "small")}>{words.preview.showAll}</Link>} note={preview.fault === "" ? unrated : preview.fault} />
      </div>
      {open === "delete" && <ConfirmDialog open danger title={said.deleteTitle(view.title)} description={said.deleteUsed(waiting)} confirmLabel={said.delete} onConfirm={() => void remove()} onClose={() => setOpen(undefined)} />}
      {open === "more" && <ActionDialog title={said.more} items={more} onClose={() => setOpen(undefined)} />}
    </Page>
  );
};
