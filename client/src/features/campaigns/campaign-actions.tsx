// The buttons of a campaign, by the table of its states: what can be done now, and why not where it cannot.
import { movesOf } from "@outrider/shared/campaigns";
import type { CampaignState } from "@outrider/shared/schema";
import { Ban, Ellipsis, FlaskConical, Pause, Play, Send, Trash2 } from "lucide-react";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useMemo, useRef, useState } from "react";
import { usePerform } from "../../app/use-perform.ts";
import { type EnginePhase, useStatus, type RecordPage } from "../../read/index.ts";
import { Button } from "../../ui/button.tsx";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { Menu } from "../../ui/menu.tsx";
import { useToast } from "../../ui/toast.tsx";
import { type StartFault, wordsIn } from "./campaign-facts.ts";
import { StartDialog } from "./start-dialog.tsx";
import { words } from "./texts.ts";
import { type AudienceOf, useAudience } from "./use-audience.ts";
import { useCampaignCalls } from "./use-campaign-calls.ts";

const said = words.run;
/** How often, and how many times, it is looked at whether the server has all that was typed. */
const LOOK_MS = 100;
const LOOKS = 50;
const ONLINE: readonly EnginePhase[] = ["catching-up", "synced", "needs-attention"];

interface ActionsProps {
  readonly view: RecordPage;
  readonly state: CampaignState;
  readonly of: AudienceOf;
  readonly faults: readonly StartFault[];
  /** Saves what is still being typed. */
  readonly onBefore: () => Promise<void>;
}

export const CampaignActions = ({ view, state, of, faults, onBefore }: ActionsProps) => {
  const { busy, start, pause, resume, cancel, test } = useCampaignCalls(view.id);
  const perform = usePerform();
  const toast = useToast();
  const navigate = useNavigate();
  const online = ONLINE.includes(useStatus().phase);
  const [asking, setAsking] = useState<"start" | "cancel" | "remove">();
  const [first] = useAudience(of).sample;
  const texts = useMemo(() => [wordsIn(view.values, "subject"), wordsIn(view.values, "message")], [view.values]);
  const draft = state === "draft";
  const moves = movesOf(state);
  const unsent = view.pending.length > 0;
  const why = !online ? said.offline : undefined;
  const sure = async (deed: () => Promise<boolean>) => {
    if (await deed()) setAsking(undefined);
  };
  const owed = useRef(unsent);
  useEffect(() => {
    owed.current = unsent;
  }, [unsent]);
  const arrived = (looks = LOOKS): Promise<boolean> => new Promise<void>((resolve) => setTimeout(resolve, LOOK_MS)).then(() => (owed.current && looks > 0 ? arrived(looks - 1) : !owed.current));
  /** The server freezes and sends what it has: so what was typed here goes there first. */
  const onceThere = async (deed: () => Promise<boolean>): Promise<boolean> => {
    await onBefore();
    if (await arrived()) return await deed();
    toast({ message: said.unsent, tone: "bad" });
    return false;
  };
  const remove = async () => {
    const { reason } = await perform({ name: "remove", args: { id: view.id } }, words.removed(view.title));
    if (reason !== undefined) return toast({ message: reason, tone: "bad" });
    return navigate({ to: "/campaigns" });
  };
  return (
    <>
      <div className="flex flex-col gap-2">
        <div className="flex flex-wrap items-center gap-2">
          {draft && <Button variant="primary" icon={Send} disabled={why !== undefined || faults.length > 0} onClick={() => void onBefore().then(() => setAsking("start"))}>{said.start}</Button>}
          {draft && <Button icon={FlaskConical} busy={busy === "test"} disabled={why !== undefined || first === undefined || faults.some((fault) => fault !== "name" && fault !== "quiet")} onClick={() => void onceThere(() => test(first?.id ?? ""))}>{said.test}</Button>}
          {moves.includes("pause") && <Button icon={Pause} busy={busy === "pause"} disabled={!online} onClick={() => void pause()}>{said.pause}</Button>}
          {moves.includes("resume") && <Button variant="primary" icon={Play} busy={busy === "resume"} disabled={!online} onClick={() => void resume()}>{said.resume}</Button>}
          {moves.includes("cancel") && <Button icon={Ban} disabled={!online} onClick={() => setAsking("cancel")}>{said.cancel}</Button>}
          {draft && view.may.delete && <Menu label={words.more} trigger={<IconButton icon={Ellipsis} label={words.more} />} items={[{ id: "remove", label: words.remove, icon: Trash2, tone: "danger", onSelect: () => setAsking("remove") }]} />}
        </div>
        {draft && (why !== undefined || faults.length > 0) && (
          <div role="status" className="text-small text-ink-muted">
            {why !== undefined && <p>{why}</p>}
            {faults.length > 0 && <p>{words.run.before}: {faults.map((fault) => said.faults[fault]).join(" ")}</p>}
          </div>
        )}
        {!draft && moves.length > 0 && !online && <p role="status" className="text-small text-ink-muted">{words.needsNetwork}</p>}
      </div>
      {asking === "start" && (
        <StartDialog
          name={view.title} texts={texts} of={of} startsAt={typeof view.values["startsAt"] === "number" ? view.values["startsAt"] : null} theirTime={view.values["theirTime"] === true} busy={busy === "start"}
          onStart={() => void sure(() => onceThere(start))} onClose={() => setAsking(undefined)}
        />
      )}
      <ConfirmDialog open={asking === "cancel"} danger busy={busy === "cancel"} title={said.cancelTitle} description={said.cancelDetail} confirmLabel={said.cancel} onConfirm={() => void sure(cancel)} onClose={() => setAsking(undefined)} />
      <ConfirmDialog open={asking === "remove"} danger title={words.removeTitle(view.title)} description={words.removeDetail} confirmLabel={words.remove} onConfirm={() => void remove()} onClose={() => setAsking(undefined)} />
    </>
  );
};
