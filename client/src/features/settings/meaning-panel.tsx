// Search by meaning on this device: switching it on, how far it is, and taking it off again.
import { Download, Trash2 } from "lucide-react";
import { useState } from "react";
import { format } from "../../app/format.ts";
import { useMeaning } from "../../app/use-meaning.ts";
import type { MeaningState } from "../../app/meaning.ts";
import { useMeaningShare } from "../../read/use-close.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { KeyValue } from "../../ui/key-value.tsx";
import { Panel } from "../../ui/panel.tsx";
import { ProgressBar } from "../../ui/progress-bar.tsx";
import { words as all } from "./texts.ts";

const words = all.meaning;

const Standing = ({ state }: { readonly state: Extract<MeaningState, { readonly kind: "on" }> }) => {
  const share = useMeaningShare(state.coming ?? state.model);
  const done = share === undefined ? 0 : share.total - share.owed;
  const busy = share?.looked !== true || share.owed > 0;
  return (
    <div className="flex w-full flex-col gap-4">
      {busy && <ProgressBar label={state.coming === null ? words.indexing : words.renewing} value={share?.looked === true && share.total > 0 ? done / share.total : undefined} detail={share?.looked === true ? words.indexed(done, share.total) : undefined} />}
      {!busy && <p role="status" className="text-body text-ink">{words.ready(share.total)}</p>}
      <KeyValue facts={[{ key: "model", label: words.model, value: words.named(state.name, state.licence) }, { key: "size", label: words.size, value: format.bytes(state.size) }]} />
    </div>
  );
};

export const MeaningPanel = () => {
  const { meaning, state } = useMeaning();
  const [removing, setRemoving] = useState(false);
  const { kind } = state;
  if (kind === "unsupported") return null;
  const offered = kind === "off" || kind === "waiting" || kind === "failed" || kind === "none";
  return (
    <Panel title={words.title}>
      <div className="flex flex-col items-start gap-4">
        <p className="text-small text-ink-muted">{words.hint}</p>
        {kind === "none" && <Banner kind="info" title={words.none}>{words.noneDetail}</Banner>}
        {kind === "failed" && <Banner kind="warning" title={words.failed[state.why]} />}
        {kind === "waiting" && <p className="text-body text-ink">{words.waiting(format.bytes(state.size))}</p>}
        {kind === "looking" && <div className="w-full"><ProgressBar label={words.looking} /></div>}
        {kind === "fetching" && <div className="w-full"><ProgressBar label={words.fetching} value={state.have / state.size} detail={words.fetched(format.bytes(state.have), format.bytes(state.size))} /></div>}
        {kind === "on" && <Standing state={state} />}
        {offered && <Button icon={Download} onClick={meaning.turnOn}>{kind === "off" ? words.turnOn : words.again}</Button>}
        {(kind === "fetching" || kind === "looking") && <Button onClick={meaning.cancel}>{words.cancel}</Button>}
        {kind === "on" && <Button icon={Trash2} onClick={() => setRemoving(true)}>{words.remove}</Button>}
      </div>
      <ConfirmDialog
        open={removing} title={words.removeTitle} description={words.removeDetail} confirmLabel={words.remove} onClose={() => setRemoving(false)}
        onConfirm={() => {
          setRemoving(false);
          void meaning.remove();
        }}
      />
    </Panel>
  );
};
