// What is found for the words in the address, over all kinds, grouped. Arrows move through it; Enter opens.
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Search, SearchX } from "lucide-react";
import { useCallback, useRef } from "react";
import { AskCard } from "../../app/assistant-parts.ts";
import { PAGE_KINDS } from "../../app/record-route.ts";
import { useKeys } from "../../app/use-keys.ts";
import { takenFor } from "../../app/taken-texts.ts";
import { useTitle } from "../../app/use-title.ts";
import { words as older } from "../../app/older-texts.ts";
import { useLiveQuery } from "../../read/index.ts";
import { Banner } from "../../ui/banner.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Page } from "../../ui/page.tsx";
import { CloseGroup } from "./close-group.tsx";
import { ResultGroup, type Open } from "./result-group.tsx";
import { words } from "./texts.ts";

const HUNG = ["body", "activity", "task", "objection", "attachment"] as const;
const KINDS = [...PAGE_KINDS, ...HUNG] as const;
/** Fewer than this, and words that are alike are worth a look. */
const FEW = 5;
/** Before anything is typed. */
const RECENT = { kind: PAGE_KINDS, sort: { by: "updatedAt", descending: true } } as const;

/** A name is shorter than what one asks. */
const isQuestion = (typed: string): boolean => typed.split(/\s+/).length > 2;

const SearchPage = () => {
  const { q = "" } = useSearch({ from: "/shell/search" });
  const navigate = useNavigate();
  const box = useRef<HTMLDivElement>(null);
  const typed = q.trim();
  useTitle(words.title);
  const { total, loading, complete, beyond, taken } = useLiveQuery(typed === "" ? null : { kind: KINDS, search: typed, alike: KINDS, limit: 1 });
  const meant = takenFor(taken);

  const open: Open = (to, id, hash) => void navigate({ to, params: { id }, ...(hash !== undefined && { hash }) });

  // From the box down into what was found and back; Enter in the box opens the first.
  const onKey = useCallback((event: KeyboardEvent) => {
    // A key that was meant for a dialog over the page has done its work, and may have closed it.
    if (event.defaultPrevented || (event.target instanceof Element && event.target.closest("dialog") !== null)) return;
    const links = [...(box.current?.querySelectorAll<HTMLElement>("a[data-result]") ?? [])];
    const at = links.findIndex((link) => link === document.activeElement);
    const typing = event.target instanceof HTMLInputElement;
    if (links.length === 0 || (at < 0 && !typing)) return;
    const next = event.key === "ArrowDown" ? at + 1 : event.key === "ArrowUp" && at > 0 ? at - 1 : event.key === "Enter" && at < 0 ? 0 : -1;
    const link = links[next];
    if (link === undefined) return;
    event.preventDefault();
    if (event.key === "Enter") link.click();
    else link.focus();
  }, []);
  useKeys(onKey);
  return (
    <Page narrow>
      <h1 className="sr-only">{words.title}</h1>
      {typed === "" && (
        <div ref={box} className="flex flex-col gap-4">
          <ResultGroup title={words.recent} query={RECENT} typed="" onOpen={open} />
          <EmptyState icon={Search} title={words.prompt}>{words.promptDetail}</EmptyState>
        </div>
      )}
      {typed !== "" && (
        <div ref={box} className="flex flex-col gap-4">
          <p className="sr-only" role="status">{loading ? "" : words.found(total)}</p>
          {meant !== "" && <p role="status" className="px-1 text-body text-ink">{meant}</p>}
          {isQuestion(typed) && <AskCard question={typed} />}
          {KINDS.map((kind) => <ResultGroup key={kind} title={words.group[kind] ?? kind} query={{ kind, search: typed, alike: KINDS }} typed={typed} onOpen={open} />)}
          {!loading && <CloseGroup typed={typed} few={total < FEW} onOpen={open} />}
          {!loading && total === 0 && beyond !== "asking" && <EmptyState icon={SearchX} title={words.nothing(typed)}>{words.nothingDetail}</EmptyState>}
          {!loading && !complete && (beyond === undefined ? <Banner kind="info" title={older.searched(beyond)} /> : <p role="status" className="px-1 text-small text-ink-muted">{older.searched(beyond)}</p>)}
        </div>
      )}
    </Page>
  );
};

export default SearchPage;
