// Setting up the second step that the workspace requires, before anything else: shown once one has signed in without one.
// Invariant: it takes nothing off the device; whoever has work here may go on with it and set it up later. The recovery
// codes stay until they are put away, whatever the server says meanwhile.
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useApp, useSession, useUser } from "../../app/app-context.tsx";
import { AuthFrame } from "../../app/auth-frame.tsx";
import { text } from "../../app/text.ts";
import { useAsked } from "../../app/use-asked.ts";
import { useSignOut } from "../../app/use-sign-out.ts";
import { useStatus } from "../../read/index.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button, buttonClass } from "../../ui/button.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useToast } from "../../ui/toast.tsx";
import { accountOf, type NewFactor } from "./account-view.ts";
import { BeginDialog, ConfirmFactorDialog } from "./begin-dialogs.tsx";
import { problemWords } from "./problem-words.ts";
import { RecoveryCodesDialog } from "./recovery-codes-dialog.tsx";
import { words } from "./texts.ts";

type Step = { readonly at: "begin" } | { readonly at: "confirm"; readonly begun: NewFactor } | { readonly at: "codes"; readonly codes: readonly string[] };

const SecondStepPage = () => {
  const { api, session } = useApp();
  const user = useUser();
  const toast = useToast();
  const navigate = useNavigate();
  const { lastSynced, pending } = useStatus();
  const { busy, signOut } = useSignOut();
  const { value: account, problem, look } = useAsked("/api/auth/second-factor", accountOf);
  const [step, setStep] = useState<Step>();
  /** A form closes itself when it has done its part; only if none has followed it, all is closed. */
  const close = (at: Step["at"]) => () => setStep((now) => (now?.at === at ? undefined : now));
  const goOn = async () => {
    setStep(undefined);
    await session.check();
    await navigate({ to: "/", replace: true });
  };
  const later = async () => {
    session.owesLater();
    await navigate({ to: "/", replace: true });
  };
  const leave = async () => {
    const failed = await signOut(() => toast({ message: text.api.unknown, tone: "bad" }));
    if (failed !== undefined) toast({ message: problemWords(failed), tone: "bad" });
  };
  /** The sign-in ends, and nothing else: what is on this device stays. */
  const again = async () => {
    await api({ method: "DELETE", path: "/api/auth/logout" });
    await session.check();
    await navigate({ to: "/sign-in", replace: true });
  };
  const state = useSession();
  const owes = state.kind === "signed-in" && state.owes !== undefined;
  const here = lastSynced !== null || pending > 0;
  const done = account?.factorOn === true;
  // Opened by hand: nobody asks for it.
  if (!owes && !done && step === undefined) {
    return (
      <AuthFrame title={words.notNeeded} lead={words.notNeededDetail}>
        <Link to="/settings/security" className={buttonClass("primary")}>{words.title}</Link>
        <Link to="/" className={buttonClass("quiet")}>{text.state.toStart}</Link>
      </AuthFrame>
    );
  }
  return (
    <AuthFrame title={done ? words.neededDone : words.needed} lead={words.neededLead(user?.workspaceName ?? "")}>
      {problem !== undefined && (
        <Banner kind={problem.kind === "unreachable" ? "offline" : "error"} title={problemWords(problem)} action={<Button size="small" onClick={() => void look()}>{words.retry}</Button>}>
          {words.offlineDetail}
        </Banner>
      )}
      {account === undefined && problem === undefined && <Skeleton lines={2} />}
      {account !== undefined && !done && (
        <>
          <p className="text-body text-ink-muted">{words.neededHow}{here && ` ${words.neededKept}`}</p>
          <Button variant="primary" onClick={() => setStep({ at: "begin" })}>{words.factorBegin}</Button>
          {!account.hasPassword && (
            <div className="flex flex-col items-start gap-2">
              <p className="text-small text-ink-muted">{words.neededAgainDetail}</p>
              <Button onClick={() => void again()}>{words.neededAgain}</Button>
            </div>
          )}
        </>
      )}
      {done
        ? <Button variant="primary" onClick={() => void goOn()}>{words.neededGoOn}</Button>
        : here
          ? <Button variant="quiet" onClick={() => void later()}>{words.neededLater}</Button>
          : <Button variant="quiet" busy={busy} onClick={() => void leave()}>{words.signOut}</Button>}
      {account !== undefined && step?.at === "begin" && <BeginDialog hasPassword={account.hasPassword} onBegun={(begun) => setStep({ at: "confirm", begun })} onClose={close("begin")} />}
      {step?.at === "confirm" && <ConfirmFactorDialog begun={step.begun} onDone={(codes) => setStep({ at: "codes", codes })} onClose={close("confirm")} />}
      {step?.at === "codes" && <RecoveryCodesDialog codes={step.codes} onClose={() => void goOn()} />}
    </AuthFrame>
  );
};

export default SecondStepPage;
