// Records that may be there twice: a list of pairs for each kind, or, where the address names two, those side by side.
import { useNavigate, useSearch } from "@tanstack/react-router";
import { duplicatesSearch } from "../../app/duplicates-search.ts";
import type { PageKind } from "../../app/record-route.ts";
import { words as twinWords } from "../../app/twin-texts.ts";
import { useTitle } from "../../app/use-title.ts";
import { PageHeader } from "../../ui/page-header.tsx";
import { Page } from "../../ui/page.tsx";
import { Segmented } from "../../ui/segmented.tsx";
import { MergeScreen } from "./merge-screen.tsx";
import { PairList } from "./pair-list.tsx";
import { words } from "./texts.ts";

const ORDER = ["contact", "company", "lead", "deal"] as const satisfies readonly PageKind[];

const DuplicatesPage = () => {
  const { kind = "contact", one, other } = duplicatesSearch(useSearch({ strict: false }));
  const navigate = useNavigate();
  useTitle(words.title);
  if (one !== undefined && other !== undefined) return <MergeScreen key={`${one} ${other}`} one={one} other={other} />;
  return (
    <Page narrow>
      <PageHeader title={words.title} />
      <p className="text-body text-ink-muted">{words.lead}</p>
      <Segmented
        label={words.kinds} value={kind} onChange={(chosen) => void navigate({ to: "/duplicates", search: { kind: chosen }, replace: true })}
        segments={ORDER.map((each) => ({ value: each, label: twinWords.lists[each] }))}
      />
      <PairList key={kind} kind={kind} />
    </Page>
  );
};

export default DuplicatesPage;
