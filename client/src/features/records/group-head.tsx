// The line above a group of a list: what its rows have in common, how many there are, and what they are worth.
import type { Group } from "../../read/index.ts";
import { format } from "../../app/format.ts";
import type { PageKind } from "../../app/record-route.ts";
import { showValue } from "../../app/show-value.ts";
import { fieldFor } from "./kinds.ts";
import { whenOpened } from "../../ui/when-opened.tsx";
import { words } from "./texts.ts";

const ListMoney = whenOpened(async () => (await import("./list-money.tsx")).ListMoney);

const MOST_CURRENCIES = 2;

const nameOf = (kind: PageKind, by: string, { value, title }: Group): string => {
  const field = fieldFor(kind, by);
  if (value === null || value === "") return words.list.noGroup(field.label);
  if (field.type === "date" && typeof value === "string") return format.month(value);
  return title ?? showValue(field, value, {});
};

export const GroupHead = ({ kind, by, group }: { readonly kind: PageKind; readonly by: string; readonly group: Group }) => {
  return (
    <>
      <span className="min-w-0 truncate font-semibold text-ink">{nameOf(kind, by, group)}</span>
      <span className="figures shrink-0 text-small text-ink-muted">{format.number(group.count)}</span>
      {group.totals !== undefined && <span className="figures ms-auto min-w-0 truncate text-small"><ListMoney totals={group.totals} most={MOST_CURRENCIES} /></span>}
    </>
  );
};
