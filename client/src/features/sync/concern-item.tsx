// One conflict that concerns the person: where, what gave way to what, and what can be done about it still.
import type { Value } from "@outrider/shared/schema";
import { useState } from "react";
import { useUser } from "../../app/app-context.tsx";
import { concernWords } from "../../app/concern-words.ts";
import { words } from "../../app/conflict-texts.ts";
import { fieldLabel } from "../../app/field-label.ts";
import { format } from "../../app/format.ts";
import { HomeLink } from "../../app/record-home.tsx";
import { useKeep } from "../../app/use-keep.ts";
import { useNow } from "../../app/use-now.ts";
import { usePerform, type Performed } from "../../app/use-perform.ts";
import { useRecord, type Concern } from "../../read/index.ts";
import { Button } from "../../ui/button.tsx";
import { useToast } from "../../ui/toast.tsx";

export const ConcernItem = ({ concern, titles }: { readonly concern: Concern; readonly titles: Readonly<Record<string, string>> }) => {
  const user = useUser();
  const perform = usePerform();
  const toast = useToast();
  const now = useNow();
  const leave = useKeep();
  const [busy, setBusy] = useState(false);
  const { view } = useRecord(concern.record.id);
  const label = fieldLabel(concern.record.kind, concern.field);
  const gaveWay = concern.type === "value" && concern.mine === "gave-way" ? concern : null;
  const settle = async (how: () => Promise<Performed>) => {
    setBusy(true);
    const { reason } = await how();
    setBusy(false);
    if (reason !== undefined) toast({ message: reason, tone: "bad" });
  };
  const take = (value: Value) => settle(() => perform({ name: "edit", args: { id: concern.record.id, values: { [concern.field]: value } } }, words.taken(label)));
  const keep = () => settle(() => leave({ record: concern.record.id, field: concern.field, edit: concern.edit }, words.kept(label)));
  return (
    <li className="flex flex-col gap-1 border-b border-line pb-3 last:border-b-0 last:pb-0">
      <p className="text-body"><HomeLink {...concern.record} /> <span className="text-caption text-ink-muted">{format.when(concern.at, now)}</span></p>
      <p className="wrap-break-word text-body text-ink">{concernWords(concern, titles, user?.id)}</p>
      <div className="flex flex-wrap gap-2 pt-1">
        {gaveWay !== null && view?.may.edit === true && !view.deleted && <Button size="small" busy={busy} onClick={() => void take(gaveWay.gave.value)}>{words.takeMine}</Button>}
        <Button size="small" variant={gaveWay === null ? "secondary" : "quiet"} disabled={busy} onClick={() => void keep()}>{gaveWay === null ? words.seen : words.keepTheirs}</Button>
      </div>
    </li>
  );
};
