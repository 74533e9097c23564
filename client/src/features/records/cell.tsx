// One cell of a list: the value of a field as it is best seen at a glance.
import type { Row } from "@outrider/shared/projection";
import { GitCompareArrows } from "lucide-react";
import { Badge } from "../../ui/badge.tsx";
import type { Tone } from "../../ui/tone.ts";
import type { StageView } from "../../app/use-definitions.ts";
import { PendingMark } from "../../app/pending-mark.tsx";
import { showValue } from "../../app/show-value.ts";
import type { PageKind } from "../../app/record-route.ts";
import { fieldFor } from "./kinds.ts";
import { words } from "./texts.ts";

const statusTones: Readonly<Record<string, Tone>> = { new: "info", contacted: "neutral", qualified: "accent", lost: "bad", converted: "ok" };
const outcomeTones = { open: "neutral", won: "ok", lost: "bad" } as const;

/** Signs beside a title: not on the server yet, another value stands by. */
export const Marks = ({ row }: { readonly row: Row }) => (
  <>
    {row.pending.length > 0 && <PendingMark />}
    {row.conflicts.length > 0 && <span title={words.list.conflict}><GitCompareArrows aria-hidden className="ms-1.5 inline size-3.5 text-warn-ink" /><span className="sr-only"> {words.list.conflict}</span></span>}
  </>
);

export const StageBadge = ({ stage, name }: { readonly stage: StageView | undefined; readonly name: string }) => <Badge tone={outcomeTones[stage?.outcome ?? "open"]}>{name}</Badge>;

export const Cell = ({ kind, row, name, stages, plain }: { readonly kind: PageKind; readonly row: Row; readonly name: string; readonly stages: readonly StageView[]; readonly plain: boolean }) => {
  const field = fieldFor(kind, name);
  if (field.many) {
    const [first, ...rest] = (row.sets[name] ?? []).map((element) => showValue(field, element, row.titles));
    if (first === undefined) return null;
    return <>{first}{rest.length > 0 && ` +${rest.length}`}</>;
  }
  const value = row.values[name] ?? row.worked?.[name];
  const shown = showValue(field, value, row.titles);
  if (shown === "") return null;
  if (plain) return <>{shown}</>;
  if (name === "stage") return <StageBadge stage={stages.find(({ id }) => id === value)} name={shown} />;
  if (name === "status" && typeof value === "string") return <Badge tone={statusTones[value] ?? "neutral"}>{shown}</Badge>;
  return <>{shown}</>;
};
