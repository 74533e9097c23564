// The page at /share: everything other apps have shared and nobody has dealt with yet. Also where the system opens a
// vCard file.
import { useSearch } from "@tanstack/react-router";
import { Inbox } from "lucide-react";
import { useCallback, useState } from "react";
import { useLaunchedFiles } from "../../app/use-launched-files.ts";
import { useTitle } from "../../app/use-title.ts";
import { Banner } from "../../ui/banner.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { SharedThing } from "./shared-thing.tsx";
import { words } from "./texts.ts";
import { useInbox } from "../../app/use-inbox.ts";

const SharePage = () => {
  const { failed = false } = useSearch({ from: "/shell/share" });
  const { items, inbox, look } = useInbox();
  const [refused, setRefused] = useState(false);
  useTitle(words.title);
  useLaunchedFiles(useCallback((files) => void inbox?.put({ text: "", files }).then(look, () => setRefused(true)), [inbox, look]));
  return (
    <Page narrow>
      <PageHeader title={words.title} detail={items !== undefined && items.length > 0 ? words.detail : undefined} />
      {(failed || refused) && <Banner kind="error" title={words.failed}>{words.failedDetail}</Banner>}
      {items === undefined || inbox === undefined ? (
        items === undefined ? <Skeleton lines={4} boxed /> : <EmptyState icon={Inbox} title={words.empty}>{words.emptyDetail}</EmptyState>
      ) : items.length === 0 ? (
        <EmptyState icon={Inbox} title={words.empty}>{words.emptyDetail}</EmptyState>
      ) : (
        <>
          {items.map((item) => <SharedThing key={item.id} item={item} inbox={inbox} onDone={() => inbox.remove(item.id).then(look)} />)}
          <p className="text-small text-ink-muted">{words.later}</p>
        </>
      )}
    </Page>
  );
};

export default SharePage;
