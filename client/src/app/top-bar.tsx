// The bar above every page: the one search box, and how sync stands.
import { Link } from "@tanstack/react-router";
import { SyncDot } from "../ui/sync-dot.tsx";
import { useIsDesk } from "../ui/use-is-desk.ts";
import { whenOpened } from "../ui/when-opened.tsx";
import { AfterStart } from "./after-start.tsx";
import { useSyncSummary } from "./app-context.tsx";
import { AddButton, QuickButton, type Quick } from "./quick.tsx";
import { SearchSlot } from "./search-slot.tsx";
import { text } from "./text.ts";

const SyncSlot = () => {
  const { state, pending, attention } = useSyncSummary();
  const desk = useIsDesk();
  const label = text.sync[state];
  return (
    <Link
      to="/sync"
      aria-label={text.sync.open(label)}
      className="flex min-h-touch min-w-touch shrink-0 items-center justify-center rounded-control px-2 text-ink no-underline hover:bg-hover desk:min-h-control"
    >
      <span aria-live="polite" className="flex"><SyncDot state={state} label={label} count={state === "attention" ? attention : pending} compact={!desk} /></span>
    </Link>
  );
};

/** It comes after the first screen; where it does not come, the page works without it. */
const Bell = whenOpened(() => import("../features/notifications/bell.tsx").then((found) => found.Bell, () => () => null));

export const TopBar = ({ onOpen, onAdd }: Pick<Quick, "onOpen" | "onAdd">) => (
  <header className="safe-x flex h-14 shrink-0 items-center gap-2 border-b border-line bg-surface desk:px-6">
    <div className="min-w-0 flex-1 desk:max-w-md"><SearchSlot /></div>
    <QuickButton onOpen={onOpen} />
    <AddButton onAdd={onAdd} />
    <div className="hidden flex-1 desk:block" />
    {/* Its room is kept until it has come. */}
    <div className="size-touch shrink-0 desk:size-control"><AfterStart><Bell /></AfterStart></div>
    <div className="-me-2"><SyncSlot /></div>
  </header>
);
