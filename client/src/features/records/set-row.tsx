// A field with several elements, as tags: each removed by itself, new ones typed or, for links, chosen.
import { checkValue, type FieldType, type Kind } from "@outrider/shared/schema";
import { Plus, X } from "lucide-react";
import { useId, useState } from "react";
import { RecordLink } from "../../app/record-link.tsx";
import { showValue } from "../../app/show-value.ts";
import { text } from "../../app/text.ts";
import { usePerform } from "../../app/use-perform.ts";
import { controlClass } from "../../ui/field.tsx";
import { focusWhenShown } from "../../ui/focus-when-shown.ts";
import { useToast } from "../../ui/toast.tsx";
import { HistoryLabel } from "./history-label.tsx";
import { fieldFor } from "./kinds.ts";
import { LinkPicker } from "./lazy-link-picker.tsx";
import { splitElements } from "../../app/typed-parts.ts";
import { PendingMark } from "../../app/pending-mark.tsx";
import { PlainRow, RowButton } from "./plain-row.tsx";
import { mailHref, telHref } from "../../app/reach-href.ts";
import type { RowProps } from "./row-props.ts";
import { pageWords } from "./page-texts.ts";

const none: readonly string[] = [];
const hrefs: Partial<Record<FieldType, (element: string) => string>> = { phone: telHref, email: mailHref };
export const SetRow = ({ view, kind, name }: RowProps) => {
  const perform = usePerform();
  const toast = useToast();
  const errorId = useId();
  const [adding, setAdding] = useState(false);
  const [typed, setTyped] = useState("");
  const [error, setError] = useState<string>();
  const field = fieldFor(kind, name);
  const elements = view.sets[name] ?? none;
  const may = view.may.edit && field.guard === "edit" && !view.deleted;
  const isLink = field.type === "link";
  const href = hrefs[field.type];
  const kinds = field.to as readonly Kind[];
  const shown = (element: string): string => showValue({ ...field, many: false }, element, view.titles);

  const change = async (args: { readonly add?: readonly string[]; readonly remove?: readonly string[] }, done: string): Promise<boolean> => {
    const { reason } = await perform(
      { name: "edit", args: { id: view.id, ...(args.add && { add: { [name]: args.add } }), ...(args.remove && { remove: { [name]: args.remove } }) } },
      done,
    );
    if (reason !== undefined) toast({ message: reason, tone: "bad" });
    return reason === undefined;
  };
  const close = () => {
    setAdding(false);
    setTyped("");
    setError(undefined);
  };
  const add = async () => {
    const fresh = splitElements(typed).filter((element) => !elements.includes(element));
    const wrong = fresh.map((element) => [element, checkValue({ ...field, many: false }, element)] as const).find(([, why]) => why !== null);
    if (wrong !== undefined) setError(pageWords.page.invalid(`“${wrong[0]}”`, wrong[1] ?? ""));
    else if (fresh.length === 0 || (await change({ add: fresh }, pageWords.page.added(field.label)))) close();
  };
  return (
    <PlainRow name={name} choosing={adding && isLink} label={<HistoryLabel view={view} kind={kind} name={name} />} long={elements.length > 0 || adding} action={may && !adding && <RowButton icon={Plus} label={pageWords.page.addTo(field.label)} onClick={() => setAdding(true)} />}>
      <div className="flex flex-wrap items-center gap-1.5 py-1">
        {elements.length === 0 && !adding && <span className="text-ink-faint">{text.ui.notSet}</span>}
        {elements.map((element) => (
          <span key={element} className="inline-flex max-w-full items-center rounded-[1.125rem] bg-chip ps-2.5 text-small text-ink">
            <span className="min-w-0 py-1 pe-2.5 wrap-anywhere desk:py-0.5">{isLink ? <RecordLink kind={kinds[0] ?? "contact"} id={element} title={shown(element)} /> : href === undefined ? shown(element) : <a href={href(element)} data-reach-on={view.id}>{shown(element)}</a>}</span>
            {may && (
              <button type="button" aria-label={pageWords.page.removeFrom(shown(element), field.label)} onClick={() => void change({ remove: [element] }, pageWords.page.removed(field.label))} className="focus-inset relative -ms-1.5 inline-flex size-9 after:absolute after:-inset-1 desk:after:inset-0 shrink-0 items-center justify-center rounded-pill text-ink-muted hover:text-ink desk:size-6">
                <X aria-hidden className="size-3.5" />
              </button>
            )}
          </span>
        ))}
        {view.pending.includes(name) && <PendingMark />}
        {adding && !isLink && (
          <form
            className="w-full"
            onSubmit={(event) => {
              event.preventDefault();
              void add();
            }}
          >
            <input
              ref={focusWhenShown} aria-label={pageWords.page.addTo(field.label)} aria-invalid={error === undefined ? undefined : true} aria-describedby={error === undefined ? undefined : errorId}
              className={controlClass} value={typed} autoComplete="off"
              onChange={(event) => {
                setTyped(event.target.value);
                setError(undefined);
              }}
              onBlur={() => void add()}
              onKeyDown={(event) => {
                if (event.key === "Escape") close();
              }}
            />
            {error !== undefined && <p id={errorId} role="alert" className="mt-1 text-caption font-medium text-bad-ink">{error}</p>}
          </form>
        )}
      </div>
      {adding && isLink && (
        <LinkPicker
          open label={field.label} kinds={kinds} chosen={elements} onClose={close}
          onPick={(picked) => {
            close();
            if (picked !== null && !elements.includes(picked.id)) void change({ add: [picked.id] }, pageWords.page.added(field.label));
          }}
        />
      )}
    </PlainRow>
  );
};
