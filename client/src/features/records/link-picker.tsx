// Chooses a record among those that exist, by typing part of its name. Enter takes the first one found; a company that
// is not there can be made on the way.
import type { Kind } from "@outrider/shared/schema";
import { Check, Plus } from "lucide-react";
import { useState } from "react";
import { kindIcon } from "../../app/kind-icon.ts";
import { showField } from "../../app/show-value.ts";
import { usePerform } from "../../app/use-perform.ts";
import { useLiveQuery } from "../../read/index.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { SearchBox } from "../../ui/search-box.tsx";
import { words } from "./texts.ts";

export interface Picked { readonly id: string; readonly title: string }

export type LinkPickerProps = {
  readonly open: boolean;
  readonly label: string;
  /** What the dialog is called, when not after the field. */
  readonly title?: string | undefined;
  readonly kinds: readonly Kind[];
  readonly chosen: readonly string[];
  /** Whether nothing may be chosen. */
  readonly emptiable?: boolean | undefined;
  readonly onPick: (picked: Picked | null) => void;
  readonly onClose: () => void;
};

const SHOWN = 30;
const line = "focus-inset flex min-h-touch w-full items-center gap-2.5 rounded-control px-2.5 text-start text-body hover:bg-hover desk:min-h-9";
const second = { company: "industry", contact: "company", deal: "company", lead: "company", member: "team" } as const;

export const LinkPicker = (props: LinkPickerProps) => (
  <Dialog open={props.open} onClose={props.onClose} title={props.title ?? words.pick.title(props.label)}>
    <Picking {...props} />
  </Dialog>
);

const Picking = ({ label, kinds, chosen, emptiable = false, onPick }: LinkPickerProps) => {
  const perform = usePerform();
  const [typed, setTyped] = useState("");
  const [trouble, setTrouble] = useState<string>();
  const words_ = typed.trim();
  const members = kinds.includes("member");
  const { rows, total, loading } = useLiveQuery({
    kind: kinds, limit: SHOWN,
    ...(words_ === "" ? { sort: members ? { by: "title" } : { by: "updatedAt", descending: true } } : { search: words_ }),
    ...(members && { where: [{ field: "active", op: "is", value: true }] as const }),
  });
  const make = async () => {
    const made = await perform({ name: "create", args: { kind: "company", values: { name: words_ } } });
    const id = made.reason === undefined ? made.saved.records[0] : undefined;
    if (id === undefined) setTrouble(made.reason);
    else onPick({ id, title: words_ });
  };
  const [first] = rows;
  const exact = rows.some(({ title }) => title.toLocaleLowerCase() === words_.toLocaleLowerCase());
  return (
    <div className="flex min-h-72 flex-col gap-2 pb-3">
      <SearchBox label={words.pick.search} value={typed} onChange={setTyped} onSubmit={() => first !== undefined && words_ !== "" && onPick({ id: first.id, title: first.title })} />
      {trouble !== undefined && <Banner kind="error" title={trouble} />}
      <ul aria-label={label}>
        {rows.map((row) => {
          const Icon = kindIcon[row.kind];
          const field = second[row.kind as keyof typeof second];
          const detail = field === undefined ? "" : showField(row.kind, field, row.values[field], row.titles);
          return (
            <li key={row.id}>
              <button type="button" className={line} aria-pressed={chosen.includes(row.id)} onClick={() => onPick({ id: row.id, title: row.title })}>
                <Icon aria-hidden className="size-4 shrink-0 text-ink-muted" />
                <span className="min-w-0 flex-1 truncate font-medium text-ink">{row.title}{detail !== "" && <span className="font-normal text-ink-muted"> · {detail}</span>}</span>
                {chosen.includes(row.id) && <Check aria-hidden className="size-4 text-accent-ink" />}
              </button>
            </li>
          );
        })}
      </ul>
      {!loading && rows.length === 0 && <p className="px-2.5 py-2 text-body text-ink-muted">{words.pick.nothing}</p>}
      {total > rows.length && <p className="px-2.5 text-caption text-ink-muted">{words.pick.more(total - rows.length)}</p>}
      <div className="mt-auto flex flex-wrap gap-2 pt-1">
        {kinds.includes("company") && words_ !== "" && !exact && <Button icon={Plus} onClick={() => void make()}>{words.pick.make(words_)}</Button>}
        {emptiable && chosen.length > 0 && <Button variant="quiet" onClick={() => onPick(null)}>{words.pick.none}</Button>}
      </div>
    </div>
  );
};
