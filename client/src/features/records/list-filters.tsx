// The row of filters over a list: what is typed, a stage or status, an owner; on a phone also the order.
import { LEAD_STATUS } from "@outrider/shared/schema";
import { ArrowDownUp, Columns3, ListChecks, ListFilter, Rows3 } from "lucide-react";
import { AddressSearchBox } from "../../app/address-search-box.tsx";
import type { CustomFieldView } from "../../app/custom-fields.ts";
import type { ListSearch } from "../../app/list-search.ts";
import type { PageKind } from "../../app/record-route.ts";
import { text } from "../../app/text.ts";
import { useMembers, type StageView } from "../../app/use-definitions.ts";
import { Button } from "../../ui/button.tsx";
import { IconSelect, iconLook } from "../../ui/icon-select.tsx";
import { Select, type Option } from "../../ui/select.tsx";
import { useIsDesk } from "../../ui/use-is-desk.ts";
import { fieldFor, planOf, sortLabel, type Filter } from "./kinds.ts";
import { groupOf, sortOf } from "./list-query.ts";
import { OPEN } from "./quick-rules.ts";
import { chooseWords } from "./bulk/choose-texts.ts";
import { words } from "./texts.ts";
import { viewWords } from "./views/texts.ts";

const ALL = "all";

type Change = (change: Partial<Record<keyof ListSearch, string | boolean | undefined>>) => void;

const FilterSelect = ({ kind, filter, options, value, onChange }: { readonly kind: PageKind; readonly filter: Filter; readonly options: readonly Option[]; readonly value: string | undefined; readonly onChange: Change }) => {
  const { label } = fieldFor(kind, filter);
  return (
    <div className="min-w-0 flex-1 desk:w-44 desk:flex-none">
      <Select
        label={label} hideLabel value={value ?? ALL}
        options={[{ value: ALL, label: words.list.all(label) }, ...options]}
        onChange={(chosen) => onChange({ [filter]: chosen === ALL ? undefined : chosen })}
      />
    </div>
  );
};

interface ListFiltersProps {
  readonly kind: PageKind;
  readonly search: ListSearch;
  readonly stages: readonly StageView[];
  readonly custom: readonly CustomFieldView[];
  /** On a phone: begins to choose rows; undefined where there are none. */
  readonly onChoose: (() => void) | undefined;
  /** Opens the filter, or the choice of columns. */
  readonly onOpen: (what: "filter" | "columns") => void;
  /** A letter more or less in the box. */
  readonly onType: (q: string | undefined) => void;
  readonly onChange: Change;
}

export const ListFilters = ({ kind, search, stages, custom, onChoose, onOpen, onType, onChange }: ListFiltersProps) => {
  const desk = useIsDesk();
  const { members } = useMembers();
  const { filters, columns, groups } = planOf(kind);
  const options: Readonly<Record<Filter, readonly Option[]>> = {
    stage: [{ value: OPEN, label: words.list.open }, ...stages.filter(({ archived }) => !archived).map(({ id, name }) => ({ value: id, label: name }))],
    status: LEAD_STATUS.map((status) => ({ value: status, label: text.choice(status) })),
    owner: members.map(({ id, name }) => ({ value: id, label: name })),
  };
  const { by, descending = false } = sortOf(kind, search);
  const orders = [...new Set(["updatedAt", by, ...columns.map(({ field }) => field).filter((field) => !fieldFor(kind, field).many), ...custom.map(({ name }) => name)])];
  const directed = orders.flatMap((order) => [false, true].map((down) => ({ value: `${order} ${down}`, label: words.list.sortBy(sortLabel(kind, order), down) })));
  const group = groupOf(kind, search) ?? ALL;
  const groupings = [{ value: ALL, label: words.list.noGrouping }, ...Object.entries(groups).map(([value, { by: field, part }]) => ({ value, label: words.list.groupBy(part === "month" ? words.list.closeMonth : fieldFor(kind, field).label) }))];
  const setGroup = (chosen: string) => onChange({ group: chosen === ALL ? undefined : chosen });
  return (
    <div className="flex flex-col gap-2 desk:flex-row desk:flex-wrap">
      <div className="flex min-w-0 gap-2 desk:w-72">
        <div className="min-w-0 flex-1"><AddressSearchBox label={words.list.find(kind)} value={search.q ?? ""} onChange={(q) => onType(q === "" ? undefined : q)} /></div>
        {!desk && (
          <>
            {/* The heads of the columns, by which a table is sorted, are not there on a phone. */}
            <IconSelect
              icon={ArrowDownUp} label={words.list.sort} value={`${by} ${descending}`} options={directed}
              onChange={(chosen) => {
                const [sort = "updatedAt", down] = chosen.split(" ");
                onChange({ sort, descending: down === "true" });
              }}
            />
            <button type="button" aria-label={viewWords.filter.open} title={viewWords.filter.open} aria-haspopup="dialog" onClick={() => onOpen("filter")} className={iconLook(search.filter !== undefined)}><ListFilter aria-hidden className="size-5" /></button>
            <IconSelect icon={Rows3} label={words.list.group} value={group} options={groupings} active={group !== ALL} onChange={setGroup} />
          </>
        )}
      </div>
      <div className="flex min-w-0 gap-2 empty:hidden">
        {filters.map((filter) => <FilterSelect key={filter} kind={kind} filter={filter} options={options[filter]} value={search[filter]} onChange={onChange} />)}
        {!desk && onChoose !== undefined && <button type="button" aria-label={chooseWords.start} title={chooseWords.start} onClick={onChoose} className={iconLook(false)}><ListChecks aria-hidden className="size-5" /></button>}
        {desk && <div className="w-44"><Select label={words.list.group} hideLabel value={group} options={groupings} onChange={setGroup} /></div>}
        {desk && <Button icon={ListFilter} aria-haspopup="dialog" onClick={() => onOpen("filter")}>{viewWords.filter.open}</Button>}
        {desk && <Button icon={Columns3} aria-haspopup="dialog" onClick={() => onOpen("columns")}>{viewWords.columns.open}</Button>}
      </div>
    </div>
  );
};
