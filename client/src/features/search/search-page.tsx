// What is found for the words in the address, over all kinds, grouped. Arrows move through it; Enter opens.
import { useNavigate, useSearch } from "@tanstack/react-router";
import { SearchX, Search } from "lucide-react";
import { useRef, type KeyboardEvent } from "react";
import { PAGE_KINDS } from "../../app/record-route.ts";
import { useTitle } from "../../app/use-title.ts";
import { useLiveQuery } from "../../read/index.ts";
import { Banner } from "../../ui/banner.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Page } from "../../ui/page.tsx";
import { ResultGroup } from "./result-group.tsx";
import { words } from "./texts.ts";

const HUNG = ["activity", "task", "objection"] as const;
const KINDS = [...PAGE_KINDS, ...HUNG] as const;

const SearchPage = () => {
  const { q = "" } = useSearch({ from: "/shell/search" });
  const navigate = useNavigate();
  const box = useRef<HTMLDivElement>(null);
  const typed = q.trim();
  useTitle(words.title);
  const { total, loading, complete } = useLiveQuery(typed === "" ? null : { kind: KINDS, search: typed, limit: 1 });

  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step === 0) return;
    const links = [...(box.current?.querySelectorAll<HTMLElement>("a[data-result]") ?? [])];
    const at = links.findIndex((link) => link === document.activeElement);
    event.preventDefault();
    links[Math.min(links.length - 1, Math.max(0, at + step))]?.focus();
  };
  return (
    <Page narrow>
      <h1 className="sr-only">{words.title}</h1>
      {typed === "" && <EmptyState icon={Search} title={words.prompt}>{words.promptDetail}</EmptyState>}
      {typed !== "" && (
        // Keys of the links inside, not of the box itself.
        <div ref={box} role="group" aria-label={words.title} onKeyDown={onKeyDown} className="flex flex-col gap-4">
          <p className="sr-only" role="status">{loading ? "" : words.more(total)}</p>
          {KINDS.map((kind) => <ResultGroup key={kind} kind={kind} typed={typed} onOpen={(to, id) => void navigate({ to, params: { id } })} />)}
          {!loading && total === 0 && <EmptyState icon={SearchX} title={words.nothing(typed)}>{words.nothingDetail}</EmptyState>}
          {!loading && !complete && <Banner kind="info" title={words.incomplete} />}
        </div>
      )}
    </Page>
  );
};

export default SearchPage;
