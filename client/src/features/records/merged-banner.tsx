// What a merge has made of a record: it stands for others now, or another one stands for it. Either way the two can be
// taken apart again; what was taken over stays until the merge itself is undone.
import { Link } from "@tanstack/react-router";
import { RecordLink } from "../../app/record-link.tsx";
import { recordRoutes, type PageKind } from "../../app/record-route.ts";
import { usePerform } from "../../app/use-perform.ts";
import type { RecordPage } from "../../read/index.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button, buttonClass } from "../../ui/button.tsx";
import { useToast } from "../../ui/toast.tsx";
import { pageWords } from "./page-texts.ts";

export const MergedBanner = ({ view, kind }: { readonly view: RecordPage; readonly kind: PageKind }) => {
  const perform = usePerform();
  const toast = useToast();
  const apart = async () => {
    const { reason } = await perform({ name: "edit", args: { id: view.id, values: { mergedInto: null } } }, pageWords.page.apart);
    if (reason !== undefined) toast({ message: reason, tone: "bad" });
  };
  return (
    <>
      {view.mergedInto !== null && (
        <Banner
          kind="info" title={pageWords.page.merged}
          action={<>
            {view.may.delete && <Button size="small" onClick={() => void apart()}>{pageWords.page.takeApart}</Button>}
            <Link to={recordRoutes[kind]} params={{ id: view.mergedInto }} className={buttonClass("secondary", "small")}>{pageWords.page.mergedOpen}</Link>
          </>}
        />
      )}
      {view.absorbed !== undefined && (
        <p className="flex flex-wrap gap-x-2 text-small text-ink-muted">
          {pageWords.page.absorbed}
          {view.absorbed.map(({ id, title }) => <RecordLink key={id} kind={kind} id={id} title={title} />)}
        </p>
      )}
    </>
  );
};
