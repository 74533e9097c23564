// Over the board and the forecast: the saved views of deals, what is typed, what the page itself offers to choose, and the
// filter in words, as over their list.
import type { Rule } from "@outrider/shared/schema";
import { writeRule } from "@outrider/shared/segments";
import { ListFilter } from "lucide-react";
import { useState, type ReactNode } from "react";
import type { Query } from "../read/index.ts";
import { Button } from "../ui/button.tsx";
import { iconLook } from "../ui/icon-select.tsx";
import { useIsDesk } from "../ui/use-is-desk.ts";
import { whenOpened } from "../ui/when-opened.tsx";
import { AddressSearchBox } from "./address-search-box.tsx";
import { useCustomFields } from "./custom-fields.ts";
import { words } from "./deal-choice-texts.ts";
import { type Looking, stageInFilter } from "./deal-choice.ts";
import { listSearch, type ListSearch } from "./list-search.ts";
import { ruleIn } from "./rule-in.ts";

const ViewsBar = whenOpened(async () => (await import("../features/records/views/views-bar.tsx")).ViewsBar);
const FilterChips = whenOpened(async () => (await import("../features/records/views/filter-chips.tsx")).FilterChips);
const FilterDialog = whenOpened(async () => (await import("../features/records/views/filter-dialog.tsx")).FilterDialog);
const IgnoredBanner = whenOpened(async () => (await import("../features/records/views/ignored-banner.tsx")).IgnoredBanner);

export type DealChoiceBarProps = {
  readonly search: ListSearch;
  readonly looking: Looking;
  /** What the filter is tried on. */
  readonly query: Query;
  readonly onType: (q: string | undefined) => void;
  readonly onShow: (search: ListSearch) => void;
  /** What else is chosen here: on a phone signs beside the box, on a desk controls with words. */
  readonly choices: ReactNode;
  /** What has a row of its own on a phone. */
  readonly children?: ReactNode;
};

export const DealChoiceBar = ({ search, looking, query, onType, onShow, choices, children }: DealChoiceBarProps) => {
  const desk = useIsDesk();
  const custom = useCustomFields("deal");
  const [open, setOpen] = useState(false);
  const { rule } = ruleIn("deal", search.filter);
  const filterBy = (next: Rule | undefined) => onShow(listSearch({ ...search, filter: next && writeRule(next) }));
  // Which pipeline is shown is no part of a view.
  const show = (next: ListSearch) => onShow(stageInFilter(listSearch({ ...next, pipeline: search.pipeline })));
  const ask = () => setOpen(true);
  return (
    <>
      <ViewsBar kind="deal" search={search} onShow={show} />
      <div className="flex flex-col gap-2 desk:flex-row desk:flex-wrap">
        <div className="flex min-w-0 gap-2 desk:w-72">
          <div className="min-w-0 flex-1"><AddressSearchBox label={words.find} placeholder={words.find} value={search.q ?? ""} onChange={(q) => onType(q === "" ? undefined : q)} /></div>
          {!desk && choices}
          {!desk && <button type="button" aria-label={words.filter} title={words.filter} aria-haspopup="dialog" onClick={ask} className={iconLook(rule !== undefined)}><ListFilter aria-hidden className="size-5" /></button>}
        </div>
        <div className="flex min-w-0 gap-2 empty:hidden">
          {children}
          {desk && choices}
          {desk && <Button icon={ListFilter} aria-haspopup="dialog" onClick={ask}>{words.filter}</Button>}
        </div>
      </div>
      {rule !== undefined && <FilterChips kind="deal" custom={custom} rule={rule} onOpen={ask} onChange={filterBy} />}
      <IgnoredBanner kind="deal" search={search} onShow={onShow} />
      {open && <FilterDialog kind="deal" custom={custom} rule={rule} query={query} looking={looking} onApply={filterBy} onClose={() => setOpen(false)} />}
    </>
  );
};
