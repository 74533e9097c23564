// A list with a line before each group: which line of the screen is a group's and which a row's. Pure.
import type { Group } from "../../read/index.ts";

export interface GroupedRows {
  /** Lines in all. */
  readonly count: number;
  /** The group whose head stands on this line. */
  headAt(line: number): Group | undefined;
  /** The place in the list of the row on this line; of a head, that of the first row below it. */
  rowAt(line: number): number;
}

/** groups: of the whole list, in its order. Without any, a line is a row. */
export function groupedRows(total: number, groups: readonly Group[] | undefined): GroupedRows {
  if (groups === undefined || groups.length === 0) return { count: total, headAt: () => undefined, rowAt: (line) => line };
  /** Which group a line belongs to: each begins at the place of its first row and one line for each head before it. */
  const groupOf = (line: number): number => {
    let [low, high] = [0, groups.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((groups[middle] as Group).from + middle <= line) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  return {
    count: total + groups.length,
    headAt(line) {
      const at = groupOf(line);
      const group = groups[at] as Group;
      return group.from + at === line ? group : undefined;
    },
    rowAt(line) {
      const at = groupOf(line);
      return (groups[at] as Group).from + at === line ? line - at : line - at - 1;
    },
  };
}
