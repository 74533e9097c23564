// Two records side by side: which one stays, what it says where they differ, what comes of it, and one button. On a phone
// the two stand under each other, field by field.
import { Link, useNavigate } from "@tanstack/react-router";
import { FileQuestion, Merge } from "lucide-react";
import { useMemo, useState } from "react";
import { BackLink } from "../../app/back-link.tsx";
import { useCustomDefinitions } from "../../app/custom-fields.ts";
import { hasPage, type PageKind } from "../../app/record-route.ts";
import { usePerform } from "../../app/use-perform.ts";
import { useTitle } from "../../app/use-title.ts";
import { useRecord, type RecordPage } from "../../read/index.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button, buttonClass } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { Page } from "../../ui/page.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useToast } from "../../ui/toast.tsx";
import { ChooseField, ChooseRecord } from "./choose.tsx";
import { MergeResult } from "./merge-result.tsx";
import { chosen, compared, mergeArgs, stays, type Side } from "./merge-view.ts";
import { words } from "./texts.ts";
import { useNotSame } from "./use-not-same.ts";

export const MergeScreen = ({ one, other }: { readonly one: string; readonly other: string }) => {
  const [first, second] = [useRecord(one), useRecord(other)];
  const isThere = (view: RecordPage | null): view is RecordPage => view !== null && hasPage(view.kind) && !view.deleted && view.mergedInto === null;
  if (first.state === "loading" || second.state === "loading") return <Page><Skeleton lines={3} /><Skeleton lines={8} boxed /></Page>;
  if (isThere(first.view) && isThere(second.view) && first.view.kind === second.view.kind && hasPage(first.view.kind)) {
    return <Merging kind={first.view.kind} one={first.view} other={second.view} />;
  }
  return (
    <Page>
      <PageHeader title={words.title} back={<BackLink to="/duplicates" />} />
      <EmptyState icon={FileQuestion} title={words.merge.gone} action={<Link to="/duplicates" className={buttonClass()}>{words.merge.back}</Link>}>{words.merge.goneDetail}</EmptyState>
    </Page>
  );
};

const Merging = ({ kind, one, other }: { readonly kind: PageKind; readonly one: RecordPage; readonly other: RecordPage }) => {
  const navigate = useNavigate();
  const perform = usePerform();
  const toast = useToast();
  const notSame = useNotSame();
  // Fields are named by what they are called now.
  useCustomDefinitions();
  const sides = { one, other };
  const mayStay = (side: Side): boolean => sides[side].may.edit && sides[side === "one" ? "other" : "one"].may.delete;
  const [asked, setAsked] = useState<Side>();
  const [choices, setChoices] = useState<Readonly<Record<string, Side>>>({});
  const [trouble, setTrouble] = useState<string>();
  const [busy, setBusy] = useState(false);
  const fields = useMemo(() => compared(one, other), [one, other]);
  const usual = stays(one, other);
  const winner = asked ?? (mayStay(usual) || !mayStay(usual === "one" ? "other" : "one") ? usual : usual === "one" ? "other" : "one");
  const differing = fields.flatMap((field) => (field.how === "asked" ? [field] : []));
  const title = words.merge.title[kind];
  useTitle(title);
  const done = () => void navigate({ to: "/duplicates", search: { kind } });
  const merge = async () => {
    setBusy(true);
    const { reason } = await perform({ name: "merge", args: mergeArgs({ ids: { one: one.id, other: other.id }, winner, fields, choices }) }, words.merge.merged);
    setBusy(false);
    if (reason === undefined) done();
    else setTrouble(reason);
  };
  const dismiss = async () => {
    const [root, beside] = one.may.edit ? [one.id, other.id] : [other.id, one.id];
    const { reason } = await notSame(root, beside);
    if (reason === undefined) done();
    else toast({ message: reason, tone: "bad" });
  };
  const may = mayStay("one") || mayStay("other");
  return (
    <Page>
      <PageHeader
        title={title} back={<BackLink to="/duplicates" />}
        actions={<>
          {(one.may.edit || other.may.edit) && <Button onClick={() => void dismiss()}>{words.notSame}</Button>}
          {may && <Button variant="primary" icon={Merge} busy={busy} onClick={() => void merge()}>{words.merge.merge}</Button>}
        </>}
      />
      {trouble !== undefined && <Banner kind="error" title={trouble} />}
      {!may && <Banner kind="info" title={words.mayNot} />}
      <div className="grid items-start gap-4 wide:grid-cols-[minmax(0,1.5fr)_minmax(0,1fr)]">
        <div className="flex min-w-0 flex-col gap-4">
          <Panel title={words.merge.stays}>
            <ChooseRecord kind={kind} sides={sides} value={winner} may={mayStay} onChange={setAsked} />
            <p className="pt-2 text-small text-ink-muted">{words.merge.owner}</p>
          </Panel>
          <Panel title={words.merge.choose}>
            <p className="pb-2 text-small text-ink-muted">{differing.length === 0 ? words.merge.nothingDiffers : words.merge.chooseDetail}</p>
            <div className="flex flex-col gap-4">
              {differing.map(({ field, values }) => (
                <ChooseField
                  key={field} kind={kind} name={field} values={values} sides={sides} value={chosen(field, winner, choices)}
                  onChange={(side) => setChoices((before) => ({ ...before, [field]: side }))}
                />
              ))}
            </div>
          </Panel>
        </div>
        <MergeResult kind={kind} sides={sides} winner={winner} fields={fields} choices={choices} />
      </div>
    </Page>
  );
};
