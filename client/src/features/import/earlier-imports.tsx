// Calendars that were imported before, here or by a colleague: each is taken back as a whole, as far as its person may.
import { Undo2 } from "lucide-react";
import { useEffect, useState } from "react";
import { Banner } from "../../ui/banner.tsx";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { Panel } from "../../ui/panel.tsx";
import { ProgressBar } from "../../ui/progress-bar.tsx";
import { takeBack } from "./core/run-plan.ts";
import type { EarlierImport, ImportTarget } from "./target.ts";
import { text } from "./texts.ts";

type Undoing = { readonly state: "no" } | { readonly state: "asked"; readonly one: EarlierImport } | { readonly state: "running"; readonly part: number } | { readonly state: "done"; readonly gone: number; readonly stay: number };

const why = (error: unknown): string => (error instanceof Error ? error.message : String(error));

export const EarlierImports = ({ target }: { readonly target: ImportTarget }) => {
  const [found, setFound] = useState<{ readonly imports: readonly EarlierImport[]; readonly complete: boolean }>();
  const [undoing, setUndoing] = useState<Undoing>({ state: "no" });
  const [trouble, setTrouble] = useState<string>();
  const isOver = undoing.state === "done";
  useEffect(() => {
    let over = false;
    target.earlier().then((each) => over || setFound(each), (error: unknown) => over || setTrouble(why(error)));
    return () => {
      over = true;
    };
  }, [target, isOver]);
  const undo = async ({ ids }: EarlierImport) => {
    setTrouble(undefined);
    setUndoing({ state: "running", part: 0 });
    try {
      const { gone } = await takeBack({ ids, backs: [] }, (calls) => target.submit(calls), (done, of) => setUndoing({ state: "running", part: done / of }));
      setUndoing({ state: "done", gone, stay: ids.length - gone });
    } catch (error) {
      setTrouble(why(error));
      setUndoing({ state: "no" });
    }
  };
  if (trouble === undefined && undoing.state === "no" && (found?.imports.length ?? 0) === 0) return null;
  return (
    <Panel title={text.earlier.heading}>
      <p className="text-small text-ink-muted">{text.earlier.hint}</p>
      {trouble !== undefined && <Banner kind="error" title={trouble} onDismiss={() => setTrouble(undefined)} />}
      {found?.complete === false && <p className="text-small text-ink-muted">{text.earlier.part}</p>}
      {undoing.state === "running" && <ProgressBar label={text.result.undoing} value={undoing.part} />}
      {undoing.state === "done" && <Banner kind={undoing.stay > 0 ? "warning" : "ok"} title={text.result.undone(undoing.gone, 0)}>{undoing.stay > 0 && text.earlier.stay(undoing.stay)}</Banner>}
      <ul className="flex flex-col divide-y divide-line">
        {found?.imports.map((one) => (
          <li key={one.name} className="flex items-center gap-3 py-1">
            <span className="min-w-0 flex-1 text-body wrap-anywhere text-ink">{one.name}<span className="figures block text-small text-ink-muted">{text.pick.entries(one.ids.length)}</span></span>
            <IconButton icon={Undo2} label={text.earlier.takeBack(one.name)} disabled={undoing.state === "running"} onClick={() => setUndoing({ state: "asked", one })} />
          </li>
        ))}
      </ul>
      <ConfirmDialog
        open={undoing.state === "asked"} title={text.result.undo} description={text.result.undoAsk(undoing.state === "asked" ? undoing.one.ids.length : 0, 0)} confirmLabel={text.result.undo} danger
        onConfirm={() => undoing.state === "asked" && void undo(undoing.one)} onClose={() => setUndoing({ state: "no" })}
      />
    </Panel>
  );
};
