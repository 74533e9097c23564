// Which fields the table of a list shows, and in what order. Nothing takes effect before it is said so.
import { entityOf } from "@outrider/shared/schema";
import { ArrowDown, ArrowUp } from "lucide-react";
import { useState } from "react";
import type { CustomFieldView } from "../../../app/custom-fields.ts";
import type { PageKind } from "../../../app/record-route.ts";
import { Button } from "../../../ui/button.tsx";
import { Checkbox } from "../../../ui/checkbox.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { IconButton } from "../../../ui/icon-button.tsx";
import { fieldFor, offeredColumns } from "../kinds.ts";
import { viewWords } from "./texts.ts";

const { columns: words } = viewWords;

export type ColumnsDialogProps = {
  readonly kind: PageKind;
  readonly custom: readonly CustomFieldView[];
  /** Names, in their order. */
  readonly shown: readonly string[];
  /** undefined: as the list has them. */
  readonly onApply: (names: readonly string[] | undefined) => void;
  readonly onClose: () => void;
};

export const ColumnsDialog = ({ kind, custom, shown, onApply, onClose }: ColumnsDialogProps) => {
  const { title } = entityOf(kind);
  const [chosen, setChosen] = useState(shown);
  const rest = offeredColumns(kind, custom).filter((name) => !chosen.includes(name));
  const move = (name: string, by: 1 | -1) => setChosen((before) => {
    const at = before.indexOf(name);
    const others = before.filter((one) => one !== name);
    return others.toSpliced(at + by, 0, name);
  });
  const apply = (names: readonly string[] | undefined) => {
    onApply(names);
    onClose();
  };
  return (
    <Dialog
      open shape="sheet" onClose={onClose} title={words.title} description={words.hint}
      footer={<><Button onClick={() => apply(undefined)}>{words.usual}</Button><Button variant="primary" onClick={() => apply(chosen)}>{words.apply}</Button></>}
    >
      <div className="flex flex-col gap-3 pb-2">
        <section aria-label={words.shown}>
          <h3 className="text-small font-semibold text-ink-muted">{words.shown}</h3>
          <ol>
            {chosen.map((name, at) => {
              const { label } = fieldFor(kind, name);
              return (
                <li key={name} className="flex items-center gap-1 border-b border-line last:border-b-0">
                  <div className="min-w-0 flex-1"><Checkbox label={label} checked disabled={name === title} hint={name === title ? words.always : undefined} onChange={() => setChosen((before) => before.filter((one) => one !== name))} /></div>
                  {name !== title && <IconButton icon={ArrowUp} label={words.up(label)} disabled={at <= 1} onClick={() => move(name, -1)} />}
                  {name !== title && <IconButton icon={ArrowDown} label={words.down(label)} disabled={at === chosen.length - 1} onClick={() => move(name, 1)} />}
                </li>
              );
            })}
          </ol>
        </section>
        {rest.length > 0 && (
          <section aria-label={words.others}>
            <h3 className="text-small font-semibold text-ink-muted">{words.others}</h3>
            {rest.map((name) => <Checkbox key={name} label={fieldFor(kind, name).label} checked={false} onChange={() => setChosen((before) => [...before, name])} />)}
          </section>
        )}
      </div>
    </Dialog>
  );
};
