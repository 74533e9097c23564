// Finds a record of any kind or something to do, by keyboard alone: what was typed stays in the box, the arrows choose,
// Enter does it. With nothing typed: what can be done with the open record, what was changed last, and all there is to do.
import type { Row } from "@outrider/shared/projection";
import { useNavigate, useParams, useRouterState } from "@tanstack/react-router";
import { CornerDownLeft, NotebookPen, Phone, Plus, Search, type LucideIcon } from "lucide-react";
import { useEffect, useId, useRef, useState, type KeyboardEvent } from "react";
import { kindIcon } from "../../app/kind-icon.ts";
import { notePlace } from "../../app/note-place.ts";
import { passage } from "../../app/passage.ts";
import { homeOf } from "../../app/record-home.tsx";
import { hasPage, PAGE_KINDS, recordRoutes, type MakeKind, type RecordSearch } from "../../app/record-route.ts";
import { showField } from "../../app/show-value.ts";
import { words as older } from "../../app/older-texts.ts";
import { takenFor } from "../../app/taken-texts.ts";
import { useUndoLast } from "../../app/use-undo-keys.ts";
import { useLiveQuery, useRecord } from "../../read/index.ts";
import { classNames } from "../../ui/class-names.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { controlClass } from "../../ui/field.tsx";
import { ACTIONS, fitting, meant, stepTo, type Target } from "./palette-items.ts";
import { words } from "./texts.ts";

const KINDS = [...PAGE_KINDS, "body", "activity", "task", "objection", "attachment"] as const;
const details = { deal: ["company", "stage", "value"], lead: ["company", "status"], contact: ["title", "company"], company: ["industry", "country"], task: ["due"] } as Readonly<Record<string, readonly string[]>>;
const RECENT = 6;
const FOUND = 12;

interface Item { readonly id: string; readonly group: string; readonly label: string; readonly icon: LucideIcon; readonly row?: Row; readonly keys?: string; readonly run: () => void }

export interface PaletteProps { readonly onClose: () => void; readonly onHelp: () => void; readonly onMake: (kind: MakeKind) => void }

export const Palette = (props: PaletteProps) => <Dialog open onClose={props.onClose} title={words.title}><Finding {...props} /></Dialog>;

const Finding = ({ onClose, onHelp, onMake }: PaletteProps) => {
  const id = useId();
  const navigate = useNavigate();
  const undoLast = useUndoLast();
  const { id: open } = useParams({ strict: false });
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const { view } = useRecord(open ?? null);
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const search = typed.trim();
  const { rows, loading, complete, beyond, taken } = useLiveQuery(search === "" ? { kind: PAGE_KINDS, sort: { by: "updatedAt", descending: true }, limit: RECENT } : { kind: KINDS, search, alike: KINDS, limit: FOUND });

  const guessed = search === "" ? "" : takenFor(taken);

  const go = (target: Target) => {
    if (target.do === "help") return onHelp();
    if (target.do === "make") return onMake(target.kind);
    onClose();
    if (target.do === "undo") void undoLast();
    else void navigate({ to: target.to });
  };
  const log = (type: NonNullable<RecordSearch["log"]>) => {
    onClose();
    if (view !== null && hasPage(view.kind)) void navigate({ to: recordRoutes[view.kind], params: { id: view.id }, search: { log: type } });
  };
  const here: readonly Item[] = view === null || !view.may.edit || view.deleted || !path.endsWith(view.id) ? [] : [
    { id: "log call", group: words.groups.here, label: words.logCall(view.title), icon: Phone, run: () => log("call") },
    { id: "log note", group: words.groups.here, label: words.logNote(view.title), icon: NotebookPen, run: () => log("note") },
  ];
  // Records run by their own line, which knows what they hang on.
  const records = rows.map((row): Item => ({ id: row.id, group: search === "" ? words.groups.recent : words.groups.found, label: row.kind === "body" ? passage(String(row.values["text"] ?? ""), search) : row.title, icon: kindIcon[row.kind], row, run: () => undefined }));
  const actions = fitting(ACTIONS, search).map((action): Item => ({ id: action.id, group: words.groups.actions, label: action.label, icon: action.target.do === "make" ? Plus : CornerDownLeft, ...(action.keys !== "" && { keys: action.keys }), run: () => go(action.target) }));
  const everything: readonly Item[] = search === "" ? [] : [{ id: "everything", group: words.groups.actions, label: words.everything(search), icon: Search, run: () => {
    onClose();
    void navigate({ to: "/search", search: { q: search } });
  } }];
  const typing = actions.filter(({ label }) => meant(label, search));
  const items = [...fitting(here, search), ...typing, ...records, ...actions.filter((action) => !typing.includes(action)), ...everything];
  const chosen = Math.min(at, items.length - 1);
  useEffect(() => {
    // A block: browsers have begun to answer a promise here, which is no way to end an effect.
    list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [chosen, items.length]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" && !event.nativeEvent.isComposing) {
      event.preventDefault();
      list.current?.querySelector<HTMLElement>("[aria-selected=true]")?.click();
      return;
    }
    const next = stepTo(event.key, chosen, items.length);
    if (next === undefined) return;
    event.preventDefault();
    setAt(next);
  };
  return (
    <div className="flex h-[60dvh] max-h-112 flex-col gap-2 pb-3">
      <input
        type="text" role="combobox" aria-label={words.title} aria-expanded="true" aria-controls={`${id}-list`} aria-activedescendant={items[chosen] === undefined ? undefined : `${id}-${chosen}`} aria-autocomplete="list"
        autoComplete="off" enterKeyHint="go" placeholder={words.placeholder} value={typed} onKeyDown={onKeyDown} className={classNames(controlClass, "shrink-0")}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
        }}
      />
      <div ref={list} id={`${id}-list`} role="listbox" aria-label={words.title} className="-mx-2 min-h-0 flex-1 overflow-y-auto">
        {items.map((item, index) => (
          <Line key={item.id} id={`${id}-${index}`} item={item} heading={items[index - 1]?.group !== item.group} selected={index === chosen} onPoint={() => setAt(index)} onClose={onClose} />
        ))}
      </div>
      <p role="status" className="shrink-0 text-caption text-ink-muted">
        {!loading && search !== "" && records.length === 0 && beyond !== "asking" ? words.nothing(search) : !loading && !complete && (search !== "" || beyond === undefined) ? older.searched(beyond) : guessed !== "" ? guessed : <span className="desk:not-sr-only sr-only">{words.how}</span>}
      </p>
    </div>
  );
};

const Line = ({ id, item, heading, selected, onPoint, onClose }: { readonly id: string; readonly item: Item; readonly heading: boolean; readonly selected: boolean; readonly onPoint: () => void; readonly onClose: () => void }) => {
  const navigate = useNavigate();
  const { row, icon: Icon } = item;
  const home = row === undefined ? null : homeOf(row);
  const root = row?.values["root"];
  const detail = row === undefined ? "" : [...(details[row.kind] ?? []).map((field) => showField(row.kind, field, row.values[field], row.titles)), typeof root === "string" ? (row.titles[root] ?? "") : ""].filter((part) => part !== "").join(" · ");
  const run = () => {
    if (row === undefined) return item.run();
    if (home === null) return;
    onClose();
    const hash = row && notePlace(row);
    void navigate({ to: recordRoutes[home.kind], params: { id: home.id }, ...(hash !== undefined && { hash }) });
  };
  return (
    <>
      {heading && <div role="presentation" className="px-2 pt-2 pb-1 text-caption font-medium text-ink-muted">{item.group}</div>}
      <button
        id={id} type="button" role="option" tabIndex={-1} aria-selected={selected} aria-disabled={row !== undefined && home === null ? true : undefined} onClick={run} onPointerMove={({ movementX, movementY }) => {
          // A pointer that rests chooses nothing, whatever comes to lie under it.
          if (movementX !== 0 || movementY !== 0) onPoint();
        }}
        className={classNames("flex min-h-touch w-full items-center gap-2.5 rounded-control px-2 py-1 text-start text-body desk:min-h-9", selected && "bg-accent-soft text-accent-ink")}
      >
        <Icon aria-hidden className="size-4.5 shrink-0 text-ink-muted" strokeWidth={1.8} />
        <span className="min-w-0 flex-1 truncate"><span className="font-medium">{item.label}</span>{detail !== "" && <span className={selected ? "" : "text-ink-muted"}> · {detail}</span>}</span>
        {item.keys !== undefined && <kbd className="hidden shrink-0 rounded-small border border-line px-1.5 font-sans text-caption text-ink-faint desk:inline">{item.keys}</kbd>}
      </button>
    </>
  );
};
