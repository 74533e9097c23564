// The frame of a row whose value is changed by its own controls: label, content, what can be done.
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "../../ui/class-names.ts";

export type PlainRowProps = {
  readonly name?: string | undefined;
  readonly label: ReactNode;
  readonly children: ReactNode;
  readonly action?: ReactNode;
  readonly note?: ReactNode;
  /** Its value is being chosen in a dialog: others who look at the record are told. */
  readonly choosing?: boolean | undefined;
  /** The content is long: on a phone it stands below the label. */
  readonly long?: boolean | undefined;
};

export const PlainRow = ({ name, label, children, action, note, choosing = false, long = false }: PlainRowProps) => (
  <div data-field={name} data-choosing={choosing ? name : undefined} className="grid grid-cols-[6.5rem_minmax(0,1fr)] gap-x-1 border-b border-line py-0.5 last:border-b-0 desk:grid-cols-[8.5rem_minmax(0,1fr)] desk:gap-x-3">
    <div className={classNames("pt-3 pb-1 text-small wrap-break-word text-ink-muted desk:pt-1.5", long && "max-desk:col-span-2 max-desk:pb-0")}>{label}</div>
    <div className={classNames("min-w-0", long && "max-desk:col-span-2")}>
      <div className={classNames("flex min-h-touch items-center justify-between gap-2 px-2 text-body desk:min-h-8", long && "max-desk:ps-0")}>
        <div className="min-w-0 flex-1 wrap-break-word">{children}</div>
        {action}
      </div>
    </div>
    {note !== undefined && <div className="col-span-2 pb-1.5 text-caption text-ink-muted desk:col-span-1 desk:col-start-2 desk:px-2">{note}</div>}
  </div>
);

/** What a row can do, with a small sign that stands where those of other rows stand. */
export const RowButton = ({ icon: Icon, label, onClick }: { readonly icon: LucideIcon; readonly label: string; readonly onClick: () => void }) => (
  <button
    type="button" aria-label={label} title={label} onClick={onClick}
    className="-me-[0.9375rem] inline-flex size-touch shrink-0 items-center justify-center rounded-control text-ink-faint hover:bg-hover hover:text-ink desk:-me-2 desk:size-7.5"
  >
    <Icon aria-hidden className="size-3.5" />
  </button>
);
