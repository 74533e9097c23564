// Keeps one row of a sorted list where it was while it is edited: its new values may send it elsewhere. Pure.

/**
 * The place in the sorted list whose row stands at `index` while the row that is sorted to `sorted` is held at `pinned`;
 * null: the held row itself. Where `sorted` is not known it is taken to be before all others, as an edit sends a row
 * when the latest change is first.
 */
export function sortedPlace(index: number, pinned: number, sorted: number | undefined): number | null {
  if (index === pinned) return null;
  const among = index < pinned ? index : index - 1;
  return among < (sorted ?? -1) ? among : among + 1;
}
