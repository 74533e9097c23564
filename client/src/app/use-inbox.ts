// What has been shared and waits, as the page sees it: asked again whenever the person comes back.
import { useCallback, useEffect, useState } from "react";
import { watchComingBack } from "../platform/coming-back.ts";
import { browserInbox, type SharedInbox, type SharedItem } from "../platform/shared-inbox.ts";

export interface Inbox {
  /** undefined until known. */
  readonly items: readonly SharedItem[] | undefined;
  readonly inbox: SharedInbox | undefined;
  readonly look: () => void;
}

/** Whoever signs out leaves nothing behind. */
export const clearInbox = async (): Promise<void> => browserInbox()?.clear();

export function useInbox(): Inbox {
  const [inbox] = useState(browserInbox);
  const [items, setItems] = useState<readonly SharedItem[]>();
  const look = useCallback(() => {
    void (inbox?.list() ?? Promise.resolve([])).then(setItems, () => setItems([]));
  }, [inbox]);
  useEffect(look, [look]);
  useEffect(() => watchComingBack(look), [look]);
  return { items, inbox, look };
}
