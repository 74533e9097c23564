// Which record something hangs on, chosen among all that have a page.
import { ChevronsUpDown } from "lucide-react";
import { useState } from "react";
import { PAGE_KINDS } from "../../app/record-route.ts";
import { classNames } from "../../ui/class-names.ts";
import { controlClass, Field } from "../../ui/field.tsx";
import { LinkPicker } from "./lazy-link-picker.tsx";
import type { Picked } from "./link-picker.tsx";
import { pageWords } from "./page-texts.ts";
import { words } from "./texts.ts";

export const RootField = ({ root, emptiable = false, onChange }: { readonly root: Picked | undefined; readonly emptiable?: boolean; readonly onChange: (root: Picked | undefined) => void }) => {
  const [picking, setPicking] = useState(false);
  return (
    <>
      <Field label={pageWords.quick.on} optional={emptiable}>
        {(aria) => (
          <button {...aria} type="button" onClick={() => setPicking(true)} className={classNames(controlClass, "flex items-center justify-between gap-2 text-start")}>
            <span className={classNames("min-w-0 truncate", root === undefined && "text-ink-faint")}>{root?.title ?? words.pick.choose}</span>
            <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-ink-muted" />
          </button>
        )}
      </Field>
      {picking && (
        <LinkPicker
          open label={pageWords.quick.on} title={pageWords.quick.onTitle} kinds={PAGE_KINDS} chosen={root === undefined ? [] : [root.id]} emptiable={emptiable} onClose={() => setPicking(false)}
          onPick={(picked) => {
            onChange(picked ?? undefined);
            setPicking(false);
          }}
        />
      )}
    </>
  );
};
