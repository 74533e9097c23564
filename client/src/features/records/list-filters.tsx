// The row of filters over a list: what is typed, a stage or status, an owner; on a phone also the order.
import { LEAD_STATUS } from "@outrider/shared/schema";
import { AddressSearchBox } from "../../app/address-search-box.tsx";
import type { ListSearch } from "../../app/list-search.ts";
import type { PageKind } from "../../app/record-route.ts";
import { text } from "../../app/text.ts";
import { useMembers, type StageView } from "../../app/use-definitions.ts";
import { Select, type Option } from "../../ui/select.tsx";
import { useIsDesk } from "../../ui/use-is-desk.ts";
import { fieldFor, planOf, sortLabel, type Filter } from "./kinds.ts";
import { OPEN, sortOf } from "./list-query.ts";
import { words } from "./texts.ts";

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

export const ListFilters = ({ kind, search, stages, onChange }: { readonly kind: PageKind; readonly search: ListSearch; readonly stages: readonly StageView[]; readonly onChange: Change }) => {
  const desk = useIsDesk();
  const { members } = useMembers();
  const { filters, columns } = planOf(kind);
  const options: Readonly<Record<Filter, readonly Option[]>> = {
    stage: [{ value: OPEN, label: words.list.open }, ...stages.filter(({ archived }) => !archived).map(({ id, name }) => ({ value: id, label: name }))],
    status: LEAD_STATUS.map((status) => ({ value: status, label: text.choice(status) })),
    owner: members.map(({ id, name }) => ({ value: id, label: name })),
  };
  const { by, descending = false } = sortOf(kind, search);
  const orders = [...new Set(["updatedAt", by, "title", ...columns.map(({ field }) => field).filter((field) => !fieldFor(kind, field).many && field !== columns[0]?.field)])];
  const directed = orders.flatMap((order) => [false, true].map((down) => ({ value: `${order} ${down}`, label: words.list.sortBy(sortLabel(kind, order), down) })));
  return (
    <div className="flex flex-col gap-2 desk:flex-row desk:flex-wrap">
      <div className="min-w-0 desk:w-72"><AddressSearchBox label={words.list.find(kind)} value={search.q ?? ""} onChange={(q) => onChange({ q: q === "" ? undefined : q })} /></div>
      {(filters.length > 0 || !desk) && (
        <div className="flex min-w-0 gap-2">
          {filters.map((filter) => <FilterSelect key={filter} kind={kind} filter={filter} options={options[filter]} value={search[filter]} onChange={onChange} />)}
          {!desk && (
            <div className="min-w-0 flex-1">
              <Select
                label={words.list.sort} hideLabel options={directed} value={`${by} ${descending}`}
                onChange={(chosen) => {
                  const [sort = "title", down] = chosen.split(" ");
                  onChange({ sort, descending: down === "true" });
                }}
              />
            </div>
          )}
        </div>
      )}
    </div>
  );
};
