// Push on this very browser: asked for by the person, never by itself.
import { useCallback, useEffect, useState } from "react";
import { useApp, useUser } from "../../app/app-context.tsx";
import { devicePush, type PushState } from "../../app/device-push.ts";
import { Button } from "../../ui/button.tsx";
import { Panel } from "../../ui/panel.tsx";
import { useToast } from "../../ui/toast.tsx";
import { words } from "./texts.ts";

const says: Readonly<Record<PushState, string>> = { on: words.pushOn, off: words.pushOff, none: words.pushNone, denied: words.pushDenied };
const keyOf = (answer: unknown): string => (typeof answer === "object" && answer !== null && "key" in answer && typeof answer.key === "string" ? answer.key : "");

export const PushPanel = () => {
  const { api } = useApp();
  const workspace = useUser()?.workspaceId ?? "";
  const path = `/api/notifications/push?workspace=${encodeURIComponent(workspace)}`;
  const toast = useToast();
  const [state, setState] = useState<PushState>();
  const [busy, setBusy] = useState(false);
  const look = useCallback(() => void devicePush.state().then(setState), []);
  useEffect(look, [look]);
  const turnOn = async () => {
    setBusy(true);
    const asked = await api({ method: "GET", path });
    const made = asked.ok ? await devicePush.subscribe(keyOf(asked.value)) : undefined;
    const stored = made && (await api({ method: "POST", path, body: made }));
    setBusy(false);
    if (made && !stored?.ok) await devicePush.unsubscribe();
    if (!stored?.ok && (await devicePush.state()) !== "denied") toast({ message: asked.ok ? words.pushFailed : words.needsNetwork, tone: "bad" });
    look();
  };
  const turnOff = async () => {
    setBusy(true);
    const endpoint = await devicePush.unsubscribe();
    // Where the server cannot be told now, the push service will tell it at the next try.
    if (endpoint !== undefined) await api({ method: "DELETE", path, body: { endpoint } });
    setBusy(false);
    look();
  };
  return (
    <Panel title={words.pushTitle}>
      <div className="flex flex-col items-start gap-3">
        <p className="text-body text-ink-muted">{state === undefined ? "" : says[state]}</p>
        {state === "off" && <Button busy={busy} onClick={() => void turnOn()}>{words.turnOn}</Button>}
        {state === "on" && <Button busy={busy} onClick={() => void turnOff()}>{words.turnOff}</Button>}
      </div>
    </Panel>
  );
};
