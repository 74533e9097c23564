// Says what an address asks for that this list does not know.
import type { ListSearch } from "../../../app/list-search.ts";
import type { PageKind } from "../../../app/record-route.ts";
import { Banner } from "../../../ui/banner.tsx";
import { Button } from "../../../ui/button.tsx";
import { faultsIn, mended } from "./list-view.ts";
import { viewWords } from "./texts.ts";

export const IgnoredBanner = ({ kind, search, onShow }: { readonly kind: PageKind; readonly search: ListSearch; readonly onShow: (search: ListSearch) => void }) => {
  const faults = faultsIn(kind, search);
  if (faults.length === 0) return null;
  return <Banner kind="warning" title={viewWords.ignored.title} action={<Button size="small" onClick={() => onShow(mended(kind, search))}>{viewWords.ignored.action}</Button>}>{faults.map((fault) => <p key={fault}>{fault}</p>)}</Banner>;
};
