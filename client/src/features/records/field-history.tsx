// The history of one field: who set it to what and when, newest first, with what is not sent yet on top, and the way back
// to an earlier value. It says how far it goes and as of when.
import type { Call } from "@outrider/shared/commands";
import type { Value } from "@outrider/shared/schema";
import { CloudUpload, GitCompareArrows, History, Undo2 } from "lucide-react";
import { useState } from "react";
import { useUser } from "../../app/app-context.tsx";
import { fieldLabel } from "../../app/field-label.ts";
import { format } from "../../app/format.ts";
import { listed } from "../../app/plural.ts";
import type { PageKind } from "../../app/record-route.ts";
import { showValue } from "../../app/show-value.ts";
import { text } from "../../app/text.ts";
import { useNow } from "../../app/use-now.ts";
import { usePerform } from "../../app/use-perform.ts";
import { usePast, type PastAnswer, type RecordPage, type ShownEntry } from "../../read/index.ts";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useToast } from "../../ui/toast.tsx";
import { elementsOfChange, wayBack } from "./history-entry.ts";
import { words } from "./history-texts.ts";
import { fieldFor } from "./kinds.ts";

export type FieldHistoryProps = { readonly view: RecordPage; readonly kind: PageKind; readonly name: string; readonly onClose: () => void };

const Standing = ({ past, now }: { readonly past: PastAnswer; readonly now: number }) => {
  const said = past.state === "gone" ? words.gone : past.state === "asking" ? words.asking : past.state === "here" ? words.here : past.asOf === null ? words.neverAsked : words.offline(format.when(past.asOf, now));
  return <p role="status" className="pb-2 text-caption text-ink-muted">{said}</p>;
};

export const FieldHistory = ({ view, kind, name, onClose }: FieldHistoryProps) => {
  const user = useUser();
  const perform = usePerform();
  const toast = useToast();
  const now = useNow();
  const [pages, setPages] = useState(1);
  const past = usePast(view.id, name, pages);
  const field = fieldFor(kind, name);
  const label = fieldLabel(kind, name);
  const titles = { ...view.titles, ...past?.titles };
  const may = (field.guard === "assign" ? view.may.assign : view.may.edit) && !view.deleted;
  const who = (by: string): string => (by === user?.id ? text.record.you : (titles[by] ?? text.record.server));
  const one = (value: Value): string => showValue({ ...field, many: false }, value, titles);
  const all = (elements: readonly string[]): string => listed(elements.map(one));
  const current = view.fields[name]?.value ?? null;
  const use = async (call: Call) => {
    onClose();
    const { reason } = await perform(call, words.used(label));
    if (reason !== undefined) toast({ message: reason, tone: "bad" });
  };
  const entry = (shown: ShownEntry, at: number) => {
    const { origin, value, by, how, pending } = shown;
    const changed = how === "changed" ? elementsOfChange(value) : null;
    const said = changed === null ? [one(value) || words.empty] : [changed.added.length > 0 ? words.added(all(changed.added)) : "", changed.removed.length > 0 ? words.removed(all(changed.removed)) : ""].filter((part) => part !== "");
    const back = may ? wayBack(shown, { id: view.id, name, guard: field.guard, current, elements: view.sets[name] ?? [] }) : null;
    const stands = at === standing;
    const Icon = pending ? CloudUpload : how === "gave-way" ? GitCompareArrows : History;
    return (
      <li key={`${origin} ${at}`} className="flex items-start gap-3 border-b border-line py-2.5 last:border-b-0">
        <span aria-hidden className="mt-0.5 flex size-7 shrink-0 items-center justify-center rounded-pill bg-chip text-ink-muted"><Icon className="size-3.5" /></span>
        <div className="min-w-0 flex-1">
          {said.map((line) => <p key={line} className="figures wrap-break-word whitespace-pre-line text-body font-medium text-ink">{line}</p>)}
          <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-caption text-ink-muted">
            <span>{who(by)} · <time dateTime={new Date(shown.at).toISOString()}>{format.when(shown.at, now)}</time></span>
            {pending && <Badge tone="info">{words.pending}</Badge>}
            {stands && !pending && <Badge tone="ok">{words.stands}</Badge>}
            {how === "gave-way" && <Badge tone="warn">{words.gaveWay}</Badge>}
            {how === "agreed" && <Badge tone="neutral">{words.agreed}</Badge>}
          </p>
        </div>
        {back !== null && (
          <Button size="small" icon={Undo2} aria-label={changed === null ? words.useValue(one(value) || words.empty) : words.addElements(all(changed.removed))} onClick={() => void use(back)}>
            {changed === null ? words.use : words.addAgain}
          </Button>
        )}
      </li>
    );
  };
  const standing = field.many ? -1 : (past?.entries.findIndex(({ how }) => how === "set") ?? -1);
  return (
    <Dialog open shape="sheet" title={words.title(label)} onClose={onClose}>
      <div className="pb-4">
        {past === undefined ? <Skeleton lines={5} /> : (
          <>
            <Standing past={past} now={now} />
            {past.entries.length === 0 && past.state !== "asking" && past.state !== "gone" && <p className="py-2 text-body text-ink-muted">{words.none}</p>}
            <ol aria-label={words.list(label)}>{past.entries.map(entry)}</ol>
            {past.more && <div className="pt-2"><Button size="small" variant="quiet" flush busy={past.state === "asking"} disabled={past.state === "offline"} onClick={() => setPages(pages + 1)}>{words.older}</Button></div>}
          </>
        )}
      </div>
    </Dialog>
  );
};
