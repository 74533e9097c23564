// The lock of this device: a PIN or a passkey without which what it holds is not opened.
import { useCallback, useEffect, useMemo, useState } from "react";
import { type LockView, useAct } from "../../act/index.ts";
import { useApp, useUser } from "../../app/app-context.tsx";
import { createDeviceLock, makePasskey, mayHavePasskeys } from "../../app/device-lock.ts";
import { Button } from "../../ui/button.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useToast } from "../../ui/toast.tsx";
import { lockTrouble, PinDialog } from "./pin-dialog.tsx";
import { words } from "./lock-texts.ts";

export const LockPanel = () => {
  const { api } = useApp();
  const act = useAct();
  const user = useUser();
  const toast = useToast();
  const workspaceId = user?.workspaceId ?? "";
  const lock = useMemo(() => createDeviceLock({ act, api, workspaceId }), [act, api, workspaceId]);
  const [now, setNow] = useState<LockView | null | "unknown">();
  const [dialog, setDialog] = useState<"set" | "remove">();
  const [busy, setBusy] = useState(false);
  const look = useCallback(() => void lock.look().then(setNow, () => setNow("unknown")), [lock]);
  useEffect(look, [look]);
  const setPasskey = async () => {
    if (user === undefined) return;
    setBusy(true);
    const made = await makePasskey(user);
    const why = made === undefined ? words.noPasskey : lockTrouble(await lock.set({ kind: "passkey", ...made }, null));
    setBusy(false);
    toast(why === undefined ? { message: words.done } : { message: why, tone: "bad" });
    look();
  };
  if (now === "unknown") return null;
  if (now === undefined) return <Panel title={words.title}><div className="min-h-20"><Skeleton lines={2} /></div></Panel>;
  return (
    <Panel title={words.title}>
      <div className="flex flex-col items-start gap-3">
        <p className="text-body text-ink-muted">{now === null ? words.none : now.kind === "pin" ? words.pinSet : words.passkeySet}</p>
        <div className="flex flex-wrap gap-2">
          {now === null && <Button onClick={() => setDialog("set")}>{words.setPin}</Button>}
          {now === null && mayHavePasskeys() && <Button busy={busy} onClick={() => void setPasskey()}>{words.usePasskey}</Button>}
          {now?.kind === "pin" && <Button onClick={() => setDialog("set")}>{words.change}</Button>}
          {now !== null && <Button onClick={() => setDialog("remove")}>{words.remove}</Button>}
          {now !== null && <Button onClick={() => void lock.lockNow()}>{words.lockNow}</Button>}
        </div>
      </div>
      {dialog !== undefined && (
        <PinDialog
          lock={lock} now={now} remove={dialog === "remove"} onClose={() => setDialog(undefined)}
          onDone={() => {
            toast({ message: dialog === "remove" ? words.off : words.done });
            look();
          }}
        />
      )}
    </Panel>
  );
};
