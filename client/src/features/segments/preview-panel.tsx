// How many a rule finds, whether that is all, and a few of them by name.
import { recordRoutes } from "../../app/record-route.ts";
import { Link } from "@tanstack/react-router";
import { Avatar } from "../../ui/avatar.tsx";
import { Button } from "../../ui/button.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { words } from "./texts.ts";
import type { Preview } from "./use-preview.ts";

const said = words.preview;

/** What stands under the figure. */
function standing({ of }: Preview): string {
  switch (of) {
    case "all":
      return "";
    case "server":
      return said.all;
    case "asking":
      return `${said.onDevice} ${said.asking}`;
    case "problem":
      return `${said.onDevice} ${said.problem}`;
    case "arriving":
      return said.arriving;
    case "part":
      return `${said.onDevice} ${said.offline}`;
  }
}

export const PreviewPanel = ({ preview, note, onMore }: { readonly preview: Preview; /** What is not counted, where something is not. */ readonly note?: string | undefined; /** Shows more of them. */ readonly onMore?: (() => void) | undefined }) => {
  const { loading, count, sample } = preview;
  const how = standing(preview);
  return (
    <Panel title={said.title}>
      <div className="flex flex-col gap-2">
        <p role="status" className="figures text-page font-semibold">{loading ? words.counting : words.contacts(count)}</p>
        {how !== "" && !loading && <p className="text-small text-ink-muted">{how}</p>}
        {note !== undefined && <p className="text-small text-warn-ink">{note}</p>}
        {loading ? <Skeleton lines={3} /> : count === 0 ? <p className="text-body text-ink-muted">{said.nobody}</p> : (
          <ul aria-label={said.sample} className="flex flex-col">
            {sample.map(({ id, title }) => (
              <li key={id} className="border-b border-line last:border-b-0">
                <Link to={recordRoutes.contact} params={{ id }} className="focus-inset flex min-h-touch items-center gap-2.5 rounded-small text-body text-ink no-underline hover:bg-hover desk:min-h-9">
                  <Avatar name={title} size="small" /><span className="min-w-0 flex-1 truncate font-medium">{title}</span>
                </Link>
              </li>
            ))}
          </ul>
        )}
        {!loading && count > sample.length && sample.length > 0 && <p className="figures text-small text-ink-muted">{said.more(count - sample.length)}</p>}
        {!loading && onMore !== undefined && count > sample.length && sample.length > 0 && preview.of !== "server" && <Button size="small" onClick={onMore}>{said.showMore}</Button>}
      </div>
    </Panel>
  );
};
