// Sets a PIN, or takes the lock off, for who can open the lock there is.
import { useState } from "react";
import type { LockProof, LockView } from "../../act/index.ts";
import { type DeviceLock, type LockOutcome, passkeySecret, type SetLock } from "../../app/device-lock.ts";
import { SmallForm } from "../../ui/small-form.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { words } from "./lock-texts.ts";
import { LEAST_PIN, pinTrouble } from "./pin-rule.ts";

export const lockTrouble = (outcome: LockOutcome): string | undefined => {
  switch (outcome.result) {
    case "open":
      return undefined;
    case "wrong":
      return outcome.waitMs > 0 ? words.waitFirst : words.wrong;
    case "sign-in":
      return words.waitFirst;
    case "not-synced":
      return words.notSynced;
    case "problem":
      return outcome.problem.kind === "unreachable" ? words.needsNetwork : outcome.problem.detail || words.failed;
  }
};

export interface PinDialogProps { readonly lock: DeviceLock; readonly now: LockView | null; readonly remove: boolean; readonly onDone: () => void; readonly onClose: () => void }

export const PinDialog = ({ lock, now, remove, onDone, onClose }: PinDialogProps) => {
  const [current, setCurrent] = useState("");
  const [pin, setPin] = useState("");
  const [again, setAgain] = useState("");
  const proofOf = async (): Promise<LockProof | null | undefined> => {
    if (now === null) return null;
    if (now.kind === "pin") return { pin: current };
    const secret = now.passkey && (await passkeySecret(now.passkey));
    return secret && { secret };
  };
  const save = async (): Promise<string | undefined> => {
    if (!remove) {
      const trouble = pinTrouble(pin);
      if (trouble !== undefined) return trouble === "short" ? words.needsLength(LEAST_PIN) : words.easy;
      if (pin !== again) return words.differs;
    }
    const proof = await proofOf();
    if (proof === undefined) return words.failed;
    const next: SetLock = remove ? { kind: "none" } : { kind: "pin", pin };
    const why = lockTrouble(await lock.set(next, proof));
    if (why === undefined) onDone();
    return why;
  };
  return (
    <SmallForm title={remove ? words.removeTitle : words.pinTitle} description={remove ? undefined : words.pinDetail} saveLabel={remove ? words.removeSave : words.save} onSave={save} onClose={onClose}>
      {now?.kind === "pin" && <TextField label={words.current} type="password" autoComplete="off" value={current} onChange={setCurrent} />}
      {!remove && <TextField label={words.pin} hint={words.pinHint(LEAST_PIN)} type="password" autoComplete="off" value={pin} onChange={setPin} />}
      {!remove && <TextField label={words.again} type="password" autoComplete="off" value={again} onChange={setAgain} />}
    </SmallForm>
  );
};
