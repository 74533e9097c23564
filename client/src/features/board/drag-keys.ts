// Dragging by keyboard: the left and right arrows carry a lifted card from column to column. And which column a card is
// over: by the pointer where there is one, else by what lies nearest.
import { closestCenter, pointerWithin, type CollisionDetection, type KeyboardCoordinateGetter } from "@dnd-kit/core";

/** Ids of what a card can be dropped on: a column, and on a phone the name of a stage above the columns. */
export const columnId = (stage: string): string => `column:${stage}`;
export const chipId = (stage: string): string => `chip:${stage}`;
/** The stage of such an id. */
export const stageOfTarget = (id: string | number): string => String(id).replace(/^(column|chip):/, "");

const isColumn = (id: string | number): boolean => String(id).startsWith("column:");

export const besideIt: KeyboardCoordinateGetter = (event, { context: { droppableRects, collisionRect }, currentCoordinates }) => {
  const step = event.code === "ArrowRight" ? 1 : event.code === "ArrowLeft" ? -1 : 0;
  if (step === 0 || collisionRect === null) return undefined;
  event.preventDefault();
  const middle = collisionRect.left + collisionRect.width / 2;
  const columns = [...droppableRects].filter(([id]) => isColumn(id)).map(([, rect]) => rect).sort((a, b) => a.left - b.left);
  const distances = columns.map(({ left, width }) => Math.abs(left + width / 2 - middle));
  const next = columns[distances.indexOf(Math.min(...distances)) + step];
  return next === undefined ? undefined : { x: next.left + (next.width - collisionRect.width) / 2, y: currentCoordinates.y };
};

export const overWhat: CollisionDetection = (args) => {
  if (args.pointerCoordinates === null) return closestCenter({ ...args, droppableContainers: args.droppableContainers.filter(({ id }) => isColumn(id)) });
  const hits = pointerWithin(args);
  const chips = hits.filter(({ id }) => !isColumn(id));
  return chips.length > 0 ? chips : hits;
};
