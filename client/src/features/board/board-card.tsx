// One deal on the board: what one must know of it at a glance. The link of its title covers the card.
import { moneyOf } from "@outrider/shared/schema";
import type { Row } from "@outrider/shared/projection";
import { Link } from "@tanstack/react-router";
import { CalendarDays, GripVertical, Hourglass, MoveRight, Shield } from "lucide-react";
import { memo, type ComponentProps } from "react";
import { format } from "../../app/format.ts";
import { PendingMark } from "../../app/pending-mark.tsx";
import { text } from "../../app/text.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { classNames } from "../../ui/class-names.ts";
import { words } from "./texts.ts";

export type CardFace = {
  readonly row: Row;
  /** Days in the stage where that is too long, else undefined. */
  readonly stagnantDays: number | undefined;
  /** How many are open. */
  readonly objections: number;
  /** `YYYY-MM-DD`. */
  readonly today: string;
  readonly now: number;
  readonly closed: boolean;
  /** Lies under the pointer, above the board. */
  readonly lifted?: boolean | undefined;
};

const titleOf = (row: Row, field: string): string => {
  const id = row.values[field];
  return typeof id === "string" ? (row.titles[id] ?? "") : "";
};

const Dates = ({ row, today, now, closed }: Pick<CardFace, "row" | "today" | "now" | "closed">) => {
  const day = row.values["closeDate"];
  if (typeof day !== "string") return null;
  const late = !closed && day < today;
  const shown = format.dayShort(day, now);
  return (
    <span title={late ? words.card.late(shown) : words.card.closes(shown)} className={classNames("inline-flex min-w-0 items-center gap-1", late && "font-medium text-bad-ink")}>
      <CalendarDays aria-hidden className="size-3.5 shrink-0 desk:hidden" />
      <span className="sr-only">{late ? words.card.late("") : words.card.closes("")}</span>
      <span className="truncate">{shown}</span>
    </span>
  );
};

/** The inside of a card. buttons: its grip and its menu, above the link. */
export const BoardCard = memo(({ row, stagnantDays, objections, today, now, closed, lifted = false, grip, onMove }: CardFace & { readonly grip?: ComponentProps<"button"> | undefined; readonly onMove?: ((row: Row) => void) | undefined }) => {
  const company = titleOf(row, "company");
  const owner = titleOf(row, "owner");
  const money = moneyOf(row.values["value"]);
  return (
    <div
      className={classNames(
        "relative flex h-full flex-col justify-between gap-1 rounded-control border bg-surface p-3 pe-2 text-ink",
        lifted ? "cursor-grabbing border-accent shadow-high" : "border-line shadow-low hover:border-line-strong",
      )}
    >
      <div className="flex min-w-0 items-start gap-1">
        <div className="min-w-0 flex-1">
          <Link
            to="/deals/$id" params={{ id: row.id }} draggable={false} title={row.title}
            className="line-clamp-2 text-body leading-snug font-medium text-ink no-underline outline-none [-webkit-touch-callout:none] after:absolute after:inset-0 after:rounded-control focus-visible:after:outline-2 focus-visible:after:outline-focus"
          >
            {row.title}
          </Link>
          <p className="truncate text-small text-ink-muted">{company}</p>
        </div>
        <div className="relative z-10 -mt-1.5 -me-1 flex shrink-0 flex-col desk:-mt-1">
          {onMove !== undefined && (
            <button type="button" aria-label={words.moveDeal(row.title)} title={words.moveTo} onClick={() => onMove(row)} className="inline-flex size-touch items-center justify-center rounded-control text-ink-muted hover:bg-hover hover:text-ink desk:size-7">
              <MoveRight aria-hidden className="size-4" />
            </button>
          )}
          {grip !== undefined && (
            <button {...grip} type="button" title={words.drag.how} className="hidden size-7 cursor-grab items-center justify-center rounded-control text-ink-faint hover:bg-hover hover:text-ink desk:inline-flex">
              <GripVertical aria-hidden className="size-4" />
            </button>
          )}
        </div>
      </div>
      <div className="figures flex min-w-0 items-center gap-1.5 text-small text-ink-muted">
        {money !== null && <span className="shrink-0 font-semibold text-ink">{format.money(money)}</span>}
        <Dates row={row} today={today} now={now} closed={closed} />
        <span className="min-w-0 flex-1" />
        {row.pending.length > 0 && <PendingMark />}
        {objections > 0 && (
          <span title={words.card.objections(objections)} className="inline-flex shrink-0 items-center gap-0.5 rounded-pill bg-chip px-1.5 py-0.5 text-caption font-medium text-ink-muted">
            <Shield aria-hidden className="size-3" /><span aria-hidden>{format.number(objections)}</span>
            <span className="sr-only">{words.card.objections(objections)}</span>
          </span>
        )}
        {stagnantDays !== undefined && (
          <span title={text.stage.stagnant(stagnantDays)} className="inline-flex shrink-0 items-center gap-0.5 rounded-pill bg-warn-soft px-1.5 py-0.5 text-caption font-medium text-warn-ink">
            <Hourglass aria-hidden className="size-3" /><span aria-hidden>{format.number(stagnantDays)}</span>
            <span className="sr-only">{text.stage.stagnant(stagnantDays)}</span>
          </span>
        )}
        {owner !== "" && <span title={words.card.owner(owner)} className="shrink-0"><Avatar name={owner} size="small" /></span>}
      </div>
    </div>
  );
});
