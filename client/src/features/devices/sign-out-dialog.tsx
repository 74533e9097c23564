// Asks before a device is signed out, and says what that loses: of this device it is known exactly, of another one it
// cannot be. This device goes as by signing out; another one is told by the server when it next connects.
import { useState } from "react";
import { useApp } from "../../app/app-context.tsx";
import { format } from "../../app/format.ts";
import { text } from "../../app/text.ts";
import { useSignOut } from "../../app/use-sign-out.ts";
import type { ApiProblem } from "../../platform/json-api.ts";
import { useStatus } from "../../read/index.ts";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { useToast } from "../../ui/toast.tsx";
import { nameOf } from "./device-row.tsx";
import type { DeviceView } from "./device-view.ts";
import { words } from "./texts.ts";

export interface SignOutDialogProps { readonly device: DeviceView; readonly path: string; readonly now: number; readonly onDone: () => void; readonly onClose: () => void }

export const SignOutDialog = ({ device, path, now, onDone, onClose }: SignOutDialogProps) => {
  const { api } = useApp();
  const { pending } = useStatus();
  const { signOut } = useSignOut();
  const toast = useToast();
  const [busy, setBusy] = useState(false);
  const name = nameOf(device);
  const loses = device.current && pending > 0;
  const say = (problem: ApiProblem): void => {
    const gone = problem.kind === "problem" && problem.status === 404;
    toast({ message: problem.kind === "unreachable" ? words.needsNetwork : gone ? words.gone : problem.detail || text.api.unknown, tone: "bad" });
  };
  const confirm = async () => {
    setBusy(true);
    if (device.current) {
      const problem = await signOut(() => toast({ message: words.notWiped, tone: "bad" }));
      if (problem === undefined) return;
      say(problem);
    } else {
      const answer = await api({ method: "DELETE", path });
      if (answer.ok) toast({ message: words.done(name) });
      else say(answer.error);
    }
    setBusy(false);
    onDone();
  };
  const description = device.current
    ? loses ? words.ownLoses(pending) : words.ownNothing
    : device.keepsData ? words.otherLoses(format.ago(device.lastSeenAt, now)) : words.otherBare;
  return (
    <ConfirmDialog
      open danger busy={busy} title={words.signOutTitle(name)} description={description} confirmLabel={loses ? words.confirmLose : words.confirm}
      onConfirm={() => void confirm()} onClose={onClose}
    />
  );
};
