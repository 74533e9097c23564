// Setting up an authenticator app: first the password, then the picture to scan and a first code.
import { useState } from "react";
import { useApp } from "../../app/app-context.tsx";
import { text } from "../../app/text.ts";
import { buttonClass } from "../../ui/button.tsx";
import { SmallForm } from "../../ui/small-form.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { inFours, type NewFactor, newFactorOf, pathOf, recoveryCodesOf } from "./account-view.ts";
import { problemWords } from "./problem-words.ts";
import { words } from "./texts.ts";

/** Around a picture there has to be some white, or no camera finds it. */
const MARGIN = 4;

/** Black on white in the dark theme too: cameras want it so. */
const Picture = ({ rows }: { readonly rows: readonly string[] }) => {
  const side = rows.length + 2 * MARGIN;
  return (
    <svg role="img" aria-label={words.factorPicture} viewBox={`${-MARGIN} ${-MARGIN} ${side} ${side}`} className="mx-auto size-52 rounded-control" shapeRendering="crispEdges">
      <rect x={-MARGIN} y={-MARGIN} width={side} height={side} fill="#fff" />
      <path d={pathOf(rows)} fill="#000" />
    </svg>
  );
};

export const BeginDialog = ({ hasPassword, onBegun, onClose }: { readonly hasPassword: boolean; readonly onBegun: (begun: NewFactor) => void; readonly onClose: () => void }) => {
  const { api } = useApp();
  const [password, setPassword] = useState("");
  const save = async (): Promise<string | undefined> => {
    if (hasPassword && password === "") return words.needsPassword;
    const answer = await api({ method: "POST", path: "/api/auth/second-factor", body: hasPassword ? { password } : {} });
    if (!answer.ok) return problemWords(answer.error);
    const begun = newFactorOf(answer.value);
    if (begun === undefined) return text.api.unknown;
    onBegun(begun);
    return undefined;
  };
  return (
    <SmallForm title={words.factor} description={hasPassword ? words.factorBeginDetail : undefined} saveLabel={words.goOn} onSave={save} onClose={onClose}>
      {hasPassword && <TextField label={words.passwordCurrent} type="password" autoComplete="current-password" value={password} onChange={setPassword} />}
    </SmallForm>
  );
};

export const ConfirmFactorDialog = ({ begun, onDone, onClose }: { readonly begun: NewFactor; readonly onDone: (codes: readonly string[]) => void; readonly onClose: () => void }) => {
  const { api } = useApp();
  const [code, setCode] = useState("");
  const save = async (): Promise<string | undefined> => {
    if (code.trim() === "") return words.needsCode;
    const answer = await api({ method: "POST", path: "/api/auth/second-factor/confirm", body: { code: code.trim() } });
    if (!answer.ok) return problemWords(answer.error);
    onDone(recoveryCodesOf(answer.value));
    return undefined;
  };
  return (
    <SmallForm title={words.factorScan} description={words.factorScanDetail} saveLabel={words.factorConfirm} onSave={save} onClose={onClose}>
      {begun.picture.length > 0 && <Picture rows={begun.picture} />}
      <a href={begun.uri} className={buttonClass("secondary")}>{words.factorOpen}</a>
      <p className="text-small text-ink-muted">
        {words.factorSecret}
        <output aria-label={words.factorSecret} className="mt-1 block rounded-control bg-sunken px-3 py-2 font-mono text-body text-ink select-all">{inFours(begun.secret)}</output>
      </p>
      <TextField label={words.factorCode} inputMode="numeric" autoComplete="one-time-code" value={code} onChange={setCode} />
    </SmallForm>
  );
};
