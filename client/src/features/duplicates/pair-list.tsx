// The pairs of one kind, most likely first, each with why, and what can be done with it.
import type { Row } from "@outrider/shared/projection";
import { Link } from "@tanstack/react-router";
import { CopyCheck } from "lucide-react";
import { useState } from "react";
import { RecordLink } from "../../app/record-link.tsx";
import type { PageKind } from "../../app/record-route.ts";
import { showField } from "../../app/show-value.ts";
import { reasonsIn } from "../../app/twin-texts.ts";
import { useStatus, useTwins, type TwinPair } from "../../read/index.ts";
import { Badge } from "../../ui/badge.tsx";
import { Button, buttonClass } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ProgressBar } from "../../ui/progress-bar.tsx";
import { useToast } from "../../ui/toast.tsx";
import { words } from "./texts.ts";
import { useNotSame } from "./use-not-same.ts";

const FIRST = 25;
const MOST = 300;
const SURE = 85;
const details: Readonly<Record<PageKind, readonly string[]>> = { lead: ["company", "email", "phone"], contact: ["company", "emails", "phones"], company: ["website", "phone", "country"], deal: ["company", "value"] };

const detailOf = (row: Row, kind: PageKind): string =>
  details[kind].flatMap((name) => row.sets[name] ?? [showField(kind, name, row.values[name], row.titles)]).filter((part) => part !== "").join(" · ");

export const PairList = ({ kind }: { readonly kind: PageKind }) => {
  const [limit, setLimit] = useState(FIRST);
  const shown = useTwins({ kind, limit });
  const { part } = useStatus();
  const { pairs = [], total = 0, share = 0 } = shown ?? {};
  return (
    <div className="flex flex-col gap-3">
      {share < 1 && <ProgressBar label={words.looking} value={share} />}
      <p role="status" className={share < 1 || total === 0 ? "sr-only" : "text-small text-ink-muted"}>{share < 1 ? "" : total === 0 ? words.none[kind] : words.found(total)}</p>
      {share === 1 && total === 0 && <EmptyState icon={CopyCheck} title={words.none[kind]}>{words.noneDetail}</EmptyState>}
      {pairs.length > 0 && <ul className="flex flex-col gap-3">{pairs.map((pair) => <Pair key={`${pair.one.id} ${pair.other.id}`} pair={pair} kind={kind} />)}</ul>}
      {total > pairs.length && pairs.length < MOST && <div><Button variant="quiet" onClick={() => setLimit(Math.min(MOST, limit + 50))}>{words.moreShown}</Button></div>}
      {part !== null && <p className="text-small text-ink-muted">{words.partly}</p>}
    </div>
  );
};

const Pair = ({ pair: { one, other, score, reasons, may }, kind }: { readonly pair: TwinPair; readonly kind: PageKind }) => {
  const notSame = useNotSame();
  const toast = useToast();
  const dismiss = async () => {
    const { reason } = await notSame(one.id, other.id);
    // Whoever may edit only the other one says it there.
    const again = reason === undefined ? undefined : (await notSame(other.id, one.id)).reason;
    if (again !== undefined) toast({ message: again, tone: "bad" });
  };
  return (
    <li className="flex flex-col gap-2 rounded-card border border-line bg-surface px-4 py-3">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-small text-ink-muted">
        <Badge tone={score >= SURE ? "accent" : "neutral"}>{words.likely(score)}</Badge>{reasonsIn(reasons)}
      </p>
      <div className="grid gap-x-4 gap-y-1 desk:grid-cols-2">
        {[one, other].map((row) => (
          <div key={row.id} className="min-w-0">
            <p className="truncate text-body"><RecordLink kind={kind} id={row.id} title={row.title} /></p>
            <p className="figures truncate text-small text-ink-muted">{detailOf(row, kind)}</p>
          </div>
        ))}
      </div>
      <div className="flex flex-wrap items-center gap-2">
        {may.merge ? <Link to="/duplicates" search={{ kind, one: one.id, other: other.id }} className={buttonClass("secondary")}>{words.compare}</Link> : <p className="text-small text-ink-muted">{words.mayNot}</p>}
        {may.dismiss && <Button variant="quiet" onClick={() => void dismiss()}>{words.notSame}</Button>}
      </div>
    </li>
  );
};
