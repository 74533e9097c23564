// A line that a finger can push to a side to do the one thing written under it. For touch alone: every such thing has a
// control of its own that is seen. A finger that goes up or down scrolls, and lifting it early does nothing.
import type { LucideIcon } from "lucide-react";
import { useRef, useState, type MouseEvent, type PointerEvent, type ReactNode } from "react";
import { isFar, type Meaning, meaningOf } from "./swipe.ts";
import { toneSoft, type Tone } from "./tone.ts";

export interface SwipeAction { readonly label: string; readonly icon: LucideIcon; readonly tone: Tone; readonly run: () => void }

export type SwipeLineProps = {
  /** Done where the finger goes towards the end of the line: to the right where one reads from the left. */
  readonly onward?: SwipeAction | undefined;
  readonly back?: SwipeAction | undefined;
  readonly className: string;
  readonly children: ReactNode;
};

interface Finger { readonly id: number; readonly x: number; readonly y: number; readonly isMirrored: boolean; meaning: Meaning; dx: number }

export const SwipeLine = ({ onward, back, className, children }: SwipeLineProps) => {
  const line = useRef<HTMLDivElement>(null);
  const finger = useRef<Finger>(undefined);
  const wasSwiped = useRef(false);
  const [side, setSide] = useState<{ readonly action: SwipeAction; readonly isOnward: boolean; readonly far: boolean }>();
  const place = (dx: number) => {
    if (line.current !== null) line.current.style.transform = dx === 0 ? "" : `translateX(${dx}px)`;
  };
  const down = (event: PointerEvent) => {
    wasSwiped.current = false;
    if (event.pointerType !== "touch" || !event.isPrimary) return;
    finger.current = { id: event.pointerId, x: event.clientX, y: event.clientY, isMirrored: getComputedStyle(event.currentTarget).direction === "rtl", meaning: "unclear", dx: 0 };
  };
  const actionFor = ({ isMirrored }: Finger, dx: number) => {
    const isOnward = dx > 0 !== isMirrored;
    return { isOnward, action: isOnward ? onward : back };
  };
  const move = (event: PointerEvent) => {
    const held = finger.current;
    if (held === undefined || held.id !== event.pointerId) return;
    const dx = event.clientX - held.x;
    if (held.meaning === "unclear") {
      held.meaning = meaningOf(dx, event.clientY - held.y);
      if (held.meaning === "swipe" && actionFor(held, dx).action !== undefined) line.current?.setPointerCapture(held.id);
      else if (held.meaning !== "unclear") finger.current = undefined;
    }
    if (held.meaning !== "swipe" || finger.current === undefined) return;
    const { action, isOnward } = actionFor(held, dx);
    held.dx = action === undefined ? 0 : dx;
    place(held.dx);
    const far = isFar(held.dx, line.current?.offsetWidth ?? 0);
    if (action !== undefined && (side === undefined || side.isOnward !== isOnward || side.far !== far)) setSide({ action, isOnward, far });
  };
  const end = (event: PointerEvent, isLifted: boolean) => {
    const held = finger.current;
    if (held === undefined || held.id !== event.pointerId) return;
    finger.current = undefined;
    place(0);
    setSide(undefined);
    if (held.meaning !== "swipe") return;
    wasSwiped.current = true;
    const { action } = actionFor(held, held.dx);
    if (isLifted && action !== undefined && isFar(held.dx, line.current?.offsetWidth ?? 0)) action.run();
  };
  const click = (event: MouseEvent) => {
    if (!wasSwiped.current) return;
    // The finger pushed the line: it did not press what is on it.
    wasSwiped.current = false;
    event.preventDefault();
    event.stopPropagation();
  };
  const Icon = side?.action.icon;
  return (
    <div className="relative overflow-hidden">
      {side !== undefined && Icon !== undefined && (
        <div aria-hidden className={`absolute inset-0 flex items-center gap-2 px-4 text-small font-medium ${side.far ? toneSoft[side.action.tone] : "bg-sunken text-ink-muted"} ${side.isOnward ? "" : "flex-row-reverse"}`}>
          <Icon className="size-5 shrink-0" />
          <span>{side.action.label}</span>
        </div>
      )}
      <div
        ref={line} onPointerDown={down} onPointerMove={move} onPointerUp={(event) => end(event, true)} onPointerCancel={(event) => end(event, false)} onClickCapture={click}
        className={`relative touch-pan-y bg-surface ${side === undefined ? "transition-transform duration-150 motion-reduce:transition-none" : ""} ${className}`}
      >
        {children}
      </div>
    </div>
  );
};
