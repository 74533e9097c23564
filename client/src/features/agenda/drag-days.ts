// Dragging by keyboard: the arrows carry what is lifted from day to day, up and down from week to week.
import type { KeyboardCoordinateGetter } from "@dnd-kit/core";
import { dayAfter } from "@outrider/shared/kernel";

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

/** The days that can be dropped on have the day itself as their id. */
export const besideDay: KeyboardCoordinateGetter = (event, { context: { over, droppableRects, collisionRect } }) => {
  const step = STEPS[event.code];
  if (step === undefined || collisionRect === null) return undefined;
  event.preventDefault();
  // Read from right to left, the day after is on the left.
  const mirrored = document.documentElement.dir === "rtl" && Math.abs(step) === 1 ? -step : step;
  const rect = over === null ? undefined : droppableRects.get(dayAfter(String(over.id), mirrored));
  return rect && { x: rect.left + (rect.width - collisionRect.width) / 2, y: rect.top + (rect.height - collisionRect.height) / 2 };
};
