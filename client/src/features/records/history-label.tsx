// The name of a field, which opens its history: the sheet's code comes when it is first asked for.
import { useState } from "react";
import { fieldLabel } from "../../app/field-label.ts";
import type { PageKind } from "../../app/record-route.ts";
import type { RecordPage } from "../../read/index.ts";
import { whenOpened } from "../../ui/when-opened.tsx";
import { pageWords } from "./page-texts.ts";

const FieldHistory = whenOpened(async () => (await import("./field-history.tsx")).FieldHistory);

export const HistoryLabel = ({ view, kind, name }: { readonly view: RecordPage; readonly kind: PageKind; readonly name: string }) => {
  const [open, setOpen] = useState(false);
  const label = fieldLabel(kind, name);
  return (
    <>
      <button
        type="button" aria-haspopup="dialog" aria-label={pageWords.page.history(label)} title={pageWords.page.history(label)} onClick={() => setOpen(true)}
        className="-mx-2 -mt-3 -mb-1 min-h-touch rounded-control px-2 py-1 text-start wrap-anywhere decoration-line-strong decoration-dotted underline underline-offset-4 hover:bg-hover hover:text-ink desk:-mt-1.5 desk:min-h-8 desk:no-underline desk:hover:underline"
      >
        {label}
      </button>
      {open && <FieldHistory view={view} kind={kind} name={name} onClose={() => setOpen(false)} />}
    </>
  );
};
