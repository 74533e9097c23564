// How the cells of a list are edited in place, by the one who knows the rows.
import type { ReactNode } from "react";

export type CellHandle = {
  /** byKeyboard: the focus goes back to the cell. */
  readonly onDone: (byKeyboard: boolean) => void;
  /** On to the next cell that can be edited, or the one before. */
  readonly onTab: (back: boolean) => void;
};

export type CellEditing<Row> = {
  readonly canEdit: (column: string) => boolean;
  /** What stands in the cell while it is edited; takes the focus itself. */
  readonly editor: (row: Row, column: string, handle: CellHandle) => ReactNode;
  /** A row is being edited: it should stay where it is, whatever its new values say. */
  readonly onRow: (row: Row, index: number) => void;
  /** The focus has left that row. */
  readonly onLeave: () => void;
};
