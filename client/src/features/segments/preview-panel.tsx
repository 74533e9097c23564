// How many a rule finds, whether that is all, and a few of them by name.
import type { ReactNode } from "react";
import { Panel } from "../../ui/panel.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { MemberLine } from "./member-line.tsx";
import { standingOf } from "./standing.ts";
import { words } from "./texts.ts";
import type { Preview } from "./use-preview.ts";

const said = words.preview;

export const PreviewPanel = ({ preview, note, all }: { readonly preview: Preview; /** What is not counted, where something is not. */ readonly note?: string | undefined; /** Leads to all of them. */ readonly all?: ReactNode }) => {
  const { loading, count, sample } = preview;
  const how = standingOf(preview);
  return (
    <Panel title={said.title}>
      <div className="flex flex-col gap-2">
        <p role="status" className="figures text-page font-semibold">{loading ? words.counting : words.contacts(count)}</p>
        {how !== "" && !loading && <p className="text-small text-ink-muted">{how}</p>}
        {note !== undefined && <p className="text-small text-warn-ink">{note}</p>}
        {loading ? <Skeleton lines={3} /> : count === 0 ? <p className="text-body text-ink-muted">{said.nobody}</p> : (
          <ul aria-label={said.sample} className="flex flex-col">
            {sample.map(({ id, title }) => <MemberLine key={id} id={id} title={title} />)}
          </ul>
        )}
        {!loading && count > sample.length && sample.length > 0 && <p className="figures text-small text-ink-muted">{said.more(count - sample.length)}</p>}
        {!loading && count > sample.length && all}
      </div>
    </Panel>
  );
};
