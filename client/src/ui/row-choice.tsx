// The box by which a row of a list is chosen, or all of them. Its own file, because a row and the head of the list have one.
import { classNames } from "./class-names.ts";

/** How rows are chosen, by the one who knows them. */
export type Choosing<Row> = {
  readonly isChosen: (row: Row) => boolean;
  readonly label: (row: Row) => string;
  /** With `through` all from the one chosen before to this one. */
  readonly onToggle: (row: Row, index: number, through: boolean) => void;
  readonly all: { readonly label: string; readonly state: "none" | "some" | "all"; readonly onToggle: () => void };
};

export type RowChoiceProps = { readonly label: string; readonly checked: boolean; readonly mixed?: boolean | undefined; readonly desk: boolean; readonly onToggle: (through: boolean) => void };

export const RowChoice = ({ label, checked, mixed = false, desk, onToggle }: RowChoiceProps) => (
  <label className={classNames("relative z-10 flex shrink-0 cursor-pointer items-center justify-center", desk ? "h-full w-6 -ms-1" : "size-touch -ms-3 -me-1")}>
    <input
      type="checkbox" aria-label={label} checked={checked} tabIndex={-1}
      ref={(element) => {
        if (element !== null) element.indeterminate = mixed;
      }}
      onChange={(event) => onToggle("shiftKey" in event.nativeEvent && event.nativeEvent.shiftKey === true)}
      className="size-5 accent-accent desk:size-4"
    />
  </label>
);
