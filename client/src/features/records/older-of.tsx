// Under a list on a record's page of which this device holds a part: that it is so, and the way to the rest.
import { Download } from "lucide-react";
import { useState } from "react";
import { useAct } from "../../act/index.ts";
import { useApp, useUser } from "../../app/app-context.tsx";
import { words as older } from "../../app/older-texts.ts";
import { Button } from "../../ui/button.tsx";
import { useToast } from "../../ui/toast.tsx";
import { type Loaded, loadOlder, pointingAt, type PointingAt } from "./load-older.ts";
import { pageWords } from "./page-texts.ts";

export type OlderOfProps = Omit<PointingAt, "workspace"> & {
  /** What is missing. */
  readonly said: string;
  /** The server cannot be reached now. */
  readonly offline: boolean;
  /** More of them are here. */
  readonly onLoaded?: () => void;
};

export const OlderOf = ({ kind, by, ids, said, offline, onLoaded }: OlderOfProps) => {
  const { api } = useApp();
  const act = useAct();
  const toast = useToast();
  const workspace = useUser()?.workspaceId ?? "";
  const [asking, setAsking] = useState(false);
  const [{ result, pages }, setLoaded] = useState<Loaded>({ result: "more", pages: 0 });
  const load = async () => {
    setAsking(true);
    const loaded = await loadOlder({ address: pointingAt({ workspace, kind, by, ids }), pages, ask: (path) => api({ method: "GET", path }), fetch: (named) => act.fetch(named) });
    setAsking(false);
    setLoaded(loaded);
    if (loaded.pages > pages) onLoaded?.();
    if (loaded.result === "offline" || loaded.result === "busy") toast({ message: loaded.result === "busy" ? older.busy : older.lost });
  };
  if (result === "all") return <p role="status" className="pt-1 text-small text-ink-muted">{pageWords.page.olderAll}</p>;
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 pt-1">
      <p role="status" className="min-w-0 text-small text-ink-muted">{said}</p>
      {!offline && <Button size="small" icon={Download} busy={asking} onClick={() => void load()}>{older.load}</Button>}
    </div>
  );
};
