// From one record to the next of the list it was come to by, with j and k too. The way back stays the list.
import { useNavigate } from "@tanstack/react-router";
import { ChevronDown, ChevronUp } from "lucide-react";
import { useMemo } from "react";
import { recordRoutes, type PageKind } from "../../../app/record-route.ts";
import { usePlainKeys } from "../../../app/use-plain-keys.ts";
import { useLiveQuery } from "../../../read/index.ts";
import { IconButton } from "../../../ui/icon-button.tsx";
import { around, type ListOrder, orderOf, REACH, rememberOrder } from "./list-order.ts";
import { peekWords as texts } from "./texts.ts";

export const Neighbours = ({ kind, id }: { readonly kind: PageKind; readonly id: string }) => {
  const order = orderOf(kind, id);
  return order === undefined ? null : <Both key={id} kind={kind} order={order} />;
};

const Both = ({ kind, order }: { readonly kind: PageKind; readonly order: ListOrder }) => {
  const navigate = useNavigate();
  const { rows, offset, total, loading } = useLiveQuery({ ...order.query, offset: Math.max(0, order.place - REACH), limit: 2 * REACH + 1 });
  const { before, after, place } = useMemo(() => around(rows.map(({ id }) => id), offset, order), [rows, offset, order]);
  const keys = useMemo(() => {
    const go = (to: string | undefined, by: 1 | -1) => () => {
      if (to === undefined) return;
      rememberOrder({ ...order, id: to, place: Math.max(0, place + by) });
      void navigate({ to: recordRoutes[kind], params: { id: to }, replace: true });
    };
    return { j: go(after, 1), k: go(before, -1) };
  }, [navigate, kind, order, before, after, place]);
  usePlainKeys(keys);
  if (loading) return null;
  return (
    <nav aria-label={texts.neighbours} className="flex items-center">
      <IconButton icon={ChevronUp} label={texts.before} disabled={before === undefined} onClick={keys.k} />
      <span className="figures hidden px-1 text-small text-ink-muted desk:inline">{texts.place(place + 1, total)}</span>
      <IconButton icon={ChevronDown} label={texts.after} disabled={after === undefined} onClick={keys.j} />
    </nav>
  );
};
