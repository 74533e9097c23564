// Records that point at this one: the deals and people of a company. A new one is made with the link already set.
import { useNavigate } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { useState } from "react";
import { RecordLink } from "../../app/record-link.tsx";
import { recordRoutes, type PageKind } from "../../app/record-route.ts";
import { useStages } from "../../app/use-definitions.ts";
import { useLiveQuery, type RecordPage } from "../../read/index.ts";
import { Button } from "../../ui/button.tsx";
import { Panel } from "../../ui/panel.tsx";
import { whenOpened } from "../../ui/when-opened.tsx";
import { Cell } from "./cell.tsx";
import { CreateDialog } from "./create-dialog.tsx";
import { planOf } from "./kinds.ts";
import { pageWords } from "./page-texts.ts";
import { words } from "./texts.ts";

const OlderLinked = whenOpened(async () => (await import("./older-of.tsx")).OlderLinked);
const AT_FIRST = 20;
const STEP = 100;

export const LinkedPanel = ({ view, kind, field }: { readonly view: RecordPage; readonly kind: PageKind; readonly field: string }) => {
  const navigate = useNavigate();
  const stages = useStages();
  const [creating, setCreating] = useState(false);
  const [shown, setShown] = useState(AT_FIRST);
  const { rows, total, loading, beyond } = useLiveQuery({ kind, where: [{ field, op: "is", value: view.id }], sort: { by: "updatedAt", descending: true }, limit: shown });
  const end = planOf(kind).columns.find(({ phone }) => phone === "end")?.field ?? "title";
  const detail = kind === "deal" ? "stage" : "title";
  return (
    <Panel title={pageWords.page.linked[kind]} actions={<Button variant="quiet" size="small" flush icon={Plus} onClick={() => setCreating(true)}>{words.list.create(kind)}</Button>}>
      {!loading && total === 0 && beyond === undefined && <p className="text-body text-ink-muted">{words.list.empty(kind)}</p>}
      <ul className="flex flex-col">
        {rows.map((row) => (
          <li key={row.id} className="flex min-h-touch items-center gap-3 text-body desk:min-h-8">
            <span className="min-w-0 flex-1 truncate"><RecordLink kind={kind} id={row.id} title={row.title} /></span>
            <span className="figures shrink-0 text-small text-ink-muted"><Cell kind={kind} row={row} name={detail} stages={stages} plain={false} /></span>
            {end !== "title" && <span className="figures shrink-0 text-small text-ink"><Cell kind={kind} row={row} name={end} stages={stages} plain /></span>}
          </li>
        ))}
      </ul>
      {total > rows.length && <Button variant="quiet" size="small" flush onClick={() => setShown(shown + STEP)}>{pageWords.timeline.more(total - rows.length)}</Button>}
      {beyond !== undefined && <OlderLinked view={view} kind={kind} field={field} offline={beyond === "offline"} onLoaded={() => setShown(Math.max(shown, STEP))} />}
      <CreateDialog
        kind={kind} open={creating} initial={{ [field]: view.id }} initialTitles={{ [field]: view.title }} onClose={() => setCreating(false)}
        onMade={(id) => void navigate({ to: recordRoutes[kind], params: { id } })}
      />
    </Panel>
  );
};
