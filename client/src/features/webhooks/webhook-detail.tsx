// One webhook: where it goes, how it fares, and what an admin can do with it.
import { useState } from "react";
import { useApp } from "../../app/app-context.tsx";
import { format } from "../../app/format.ts";
import { problemSaid } from "../../app/problem-said.ts";
import { Badge } from "../../ui/badge.tsx";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { Panel } from "../../ui/panel.tsx";
import { useToast } from "../../ui/toast.tsx";
import { DeliveryLog } from "./delivery-log.tsx";
import { words } from "./texts.ts";
import { secretOf, type Webhook } from "./webhook-view.ts";

export interface WebhookDetailProps {
  readonly webhook: Webhook;
  readonly pathOf: (rest?: string, more?: string) => string;
  readonly onEdit: () => void;
  readonly onSecret: (secret: string) => void;
  readonly onChanged: () => void;
}

export const WebhookDetail = ({ webhook, pathOf, onEdit, onSecret, onChanged }: WebhookDetailProps) => {
  const { api } = useApp();
  const toast = useToast();
  const [busy, setBusy] = useState(false);
  const [removing, setRemoving] = useState(false);
  const [sent, setSent] = useState(0);
  const { id, name, url, shape, events, active, stoppedWhy, failingSince } = webhook;
  const ask = async (method: "POST" | "PATCH" | "DELETE", rest: string, body?: unknown): Promise<unknown> => {
    setBusy(true);
    const answer = await api({ method, path: pathOf(`/${id}${rest}`), ...(body !== undefined && { body }) });
    setBusy(false);
    if (answer.ok) return answer.value ?? true;
    toast({ message: problemSaid(answer.error, words.needsNetwork), tone: "bad" });
    return undefined;
  };
  const turn = async () => {
    if (await ask("PATCH", "", { active: !active })) onChanged();
  };
  const ping = async () => {
    if (!(await ask("POST", "/ping"))) return;
    toast({ message: words.pinged });
    setSent(sent + 1);
  };
  const renew = async () => {
    const answer = await ask("POST", "/secret");
    if (answer !== undefined) onSecret(secretOf(answer));
  };
  const remove = async () => {
    const done = await ask("DELETE", "");
    setRemoving(false);
    if (!done) return;
    toast({ message: words.removed(name) });
    onChanged();
  };
  return (
    <>
      <Panel title={name} actions={<Badge tone={active ? "ok" : "neutral"}>{active ? words.active : words.off}</Badge>}>
        <div className="flex flex-col gap-3">
          {stoppedWhy !== "" && <Banner kind="warning" title={stoppedWhy} />}
          <p className="text-body wrap-anywhere">{url}</p>
          <p className="text-small text-ink-muted">{events.length > 4 ? words.events(events.length) : events.join(", ")}{failingSince !== null && ` · ${words.failing(format.moment(failingSince))}`}</p>
          <div className="flex flex-wrap gap-2">
            <Button busy={busy} onClick={() => void ping()}>{words.ping}</Button>
            <Button onClick={onEdit}>{words.edit}</Button>
            <Button busy={busy} onClick={() => void turn()}>{active ? words.turnOff : words.turnOn}</Button>
            {shape === "json" && <Button busy={busy} onClick={() => void renew()}>{words.renew}</Button>}
            <Button variant="danger" onClick={() => setRemoving(true)}>{words.remove}</Button>
          </div>
        </div>
      </Panel>
      <DeliveryLog key={sent} webhook={webhook} pathOf={pathOf} />
      <ConfirmDialog
        open={removing} danger busy={busy} title={words.removeTitle(name)} description={words.removeDetail} confirmLabel={words.remove} onConfirm={() => void remove()} onClose={() => setRemoving(false)}
      />
    </>
  );
};
