// Under a list on a record's page of which this device holds a part: that it is so, and the way to the rest.
import { Download } from "lucide-react";
import { useUser } from "../../app/app-context.tsx";
import { words as older } from "../../app/older-texts.ts";
import type { PageKind } from "../../app/record-route.ts";
import type { RecordPage } from "../../read/index.ts";
import { Button } from "../../ui/button.tsx";
import { useToast } from "../../ui/toast.tsx";
import { hangingOn, pointingAt, type PointingAt } from "./load-older.ts";
import { pageWords } from "./page-texts.ts";
import { useLoadOlder } from "./use-load-older.ts";

interface Beyond {
  /** The server cannot be reached now. */
  readonly offline: boolean;
  /** More of them are here. */
  readonly onLoaded?: () => void;
}
interface OfRecord extends Beyond { readonly view: RecordPage; readonly kind: PageKind }

const familyOf = ({ id, absorbed = [] }: RecordPage): readonly string[] => [id, ...absorbed.map((other) => other.id)];

/** What happened on a record and is older than what is here, with all else that hangs on it. */
export const OlderHanging = ({ view, kind, ...beyond }: OfRecord) => <OlderOf lists={hangingOn(kind, familyOf(view))} said={pageWords.page.restOnServer} {...beyond} />;

/** Records of `kind` that point at this one by a field. */
export const OlderLinked = ({ view, kind, field, ...beyond }: OfRecord & { readonly field: string }) => (
  <OlderOf lists={[{ kind, by: `${field}Id`, ids: familyOf(view) }]} said={beyond.offline ? pageWords.page.olderOffline : pageWords.page.linkedHere} {...beyond} />
);

/** `lists`: fetched one after the other; `said`: what is missing. */
const OlderOf = ({ lists, said, offline, onLoaded }: Beyond & { readonly lists: readonly PointingAt[]; readonly said: string }) => {
  const toast = useToast();
  const workspace = useUser()?.workspaceId ?? "";
  const { asking, result, place, load } = useLoadOlder(lists.map((list) => pointingAt(workspace, list)));
  const loadNext = async () => {
    const loaded = await load();
    if (loaded.place !== place) onLoaded?.();
    if (loaded.result === "offline" || loaded.result === "busy") toast({ message: loaded.result === "busy" ? older.busy : older.lost });
  };
  if (result === "all") return <p role="status" className="pt-1 text-small text-ink-muted">{pageWords.page.olderAll}</p>;
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 pt-1">
      <p role="status" className="min-w-0 text-small text-ink-muted">{said}</p>
      {!offline && <Button size="small" icon={Download} busy={asking} onClick={() => void loadNext()}>{older.load}</Button>}
    </div>
  );
};
