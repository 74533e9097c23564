// What stands in the place of every page while the key to what this device holds is withheld: past the lease until the
// person signs in, with a lock until he opens it.
import { Link } from "@tanstack/react-router";
import { CalendarClock, Lock } from "lucide-react";
import { useCallback, useEffect, useMemo, useState } from "react";
import { type LockView, type Unlocked, useAct } from "../act/index.ts";
import { Banner } from "../ui/banner.tsx";
import { Button, buttonClass } from "../ui/button.tsx";
import { ConfirmDialog } from "../ui/confirm-dialog.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { TextField } from "../ui/text-field.tsx";
import { useApp, useSession, useUser } from "./app-context.tsx";
import { createDeviceLock, type LockOutcome, passkeySecret } from "./device-lock.ts";
import { useComingBack } from "./use-coming-back.ts";
import { words } from "./withheld-texts.ts";

const LeaseOver = () => {
  const { session } = useApp();
  const act = useAct();
  const state = useSession();
  const [busy, setBusy] = useState(false);
  const expired = state.kind === "signed-in" && state.expired;
  const again = useCallback(async () => {
    setBusy(true);
    await session.check();
    setBusy(false);
    act.retry();
  }, [session, act]);
  return (
    <EmptyState
      alone icon={CalendarClock} title={words.leaseTitle}
      action={expired ? <Link to="/sign-in" className={buttonClass("primary")}>{words.signIn}</Link> : <Button variant="primary" busy={busy} onClick={() => void again()}>{words.tryAgain}</Button>}
    >
      <p>{words.leaseDetail}</p>
      {!expired && <p className="mt-2">{words.leaseOffline}</p>}
    </EmptyState>
  );
};

const useCountdown = (): readonly [number, (ms: number) => void] => {
  const [until, setUntil] = useState(0);
  const [left, setLeft] = useState(0);
  useEffect(() => {
    if (until === 0) return;
    const timer = setInterval(() => {
      const seconds = Math.max(0, Math.ceil((until - performance.now()) / 1000));
      setLeft(seconds);
      if (seconds === 0) clearInterval(timer);
    }, 250);
    return () => clearInterval(timer);
  }, [until]);
  const begin = useCallback((ms: number) => {
    setLeft(Math.ceil(ms / 1000));
    setUntil(ms > 0 ? performance.now() + ms : 0);
  }, []);
  return [left, begin];
};

const Locked = () => {
  const { api, session } = useApp();
  const act = useAct();
  const user = useUser();
  const workspaceId = user?.workspaceId ?? "";
  const lock = useMemo(() => createDeviceLock({ act, api, workspaceId }), [act, api, workspaceId]);
  const [view, setView] = useState<LockView>();
  const [typed, setTyped] = useState("");
  const [wrong, setWrong] = useState<string>();
  const [trouble, setTrouble] = useState<{ readonly title: string; readonly detail?: string }>();
  const [signingIn, setSigningIn] = useState(false);
  /** The password was right, and a code is asked for as well. */
  const [challenge, setChallenge] = useState<string>();
  /** There is nothing that opens it but what the person has forgotten. */
  const [hopeless, setHopeless] = useState(false);
  const [givingUp, setGivingUp] = useState(false);
  const [busy, setBusy] = useState(false);
  const [left, wait] = useCountdown();
  const look = useCallback(
    () =>
      lock.look().catch(() => null).then((now) => {
        // Another tab may have opened it.
        if (now === null || now.open) return act.reopen();
        setView(now);
        wait(now.waitMs);
      }),
    [lock, act, wait],
  );
  const lookAgain = useCallback(() => void look(), [look]);
  useEffect(lookAgain, [lookAgain]);
  useComingBack(lookAgain);

  const heard = async (answer: LockOutcome): Promise<void> => {
    if (answer.result === "open") return act.reopen();
    if (answer.result === "problem") {
      const { problem } = answer;
      const cannot = problem.kind === "problem" && problem.status === 404;
      setHopeless(cannot);
      if (problem.kind === "unreachable") return setTrouble({ title: words.unreachable });
      return setTrouble(cannot ? { title: words.cannot, detail: words.cannotDetail } : { title: problem.title || words.failed, detail: problem.detail });
    }
    if (answer.result === "wrong") setWrong(view?.kind === "passkey" ? words.passkeyFailed : words.wrong);
    await look();
  };
  const run = async (work: () => Promise<LockOutcome | Unlocked | "asked" | undefined>): Promise<void> => {
    setBusy(true);
    setWrong(undefined);
    setTrouble(undefined);
    const answer = await work().catch(() => undefined);
    setBusy(false);
    setTyped("");
    if (answer === undefined) setTrouble({ title: words.failed });
    else if (answer !== "asked") await heard(answer);
  };
  const recover = async (): Promise<LockOutcome | "asked"> => {
    const entered = challenge === undefined ? await session.enter("/api/auth/login", { email: user?.email ?? "", password: typed }) : await session.enter("/api/auth/login/code", { challenge, code: typed });
    if (!entered.ok) {
      if (entered.error.kind === "problem" && entered.error.status === 410) setChallenge(undefined);
      return { result: "problem", problem: entered.error };
    }
    setChallenge(entered.value);
    return entered.value === undefined ? lock.recover() : "asked";
  };
  const giveUp = async (): Promise<void> => {
    setGivingUp(false);
    setBusy(true);
    const left = await session.signOut(() => act.vault({ do: "forget" }).then(() => undefined));
    setBusy(false);
    if (!left.ok) setTrouble({ title: left.error.kind === "unreachable" ? words.unreachable : words.failed });
  };
  const show = (): Promise<LockOutcome | undefined> => (view?.passkey === undefined ? Promise.resolve(undefined) : passkeySecret(view.passkey).then((secret) => (secret === undefined ? { result: "wrong", waitMs: 0 } as const : lock.unlock({ secret }))));

  if (view === undefined) return <Skeleton lines={4} />;
  const bySignIn = signingIn || view.signIn;
  return (
    <EmptyState alone icon={Lock} title={words.lockedTitle}>
      <form
        noValidate className="flex flex-col gap-3 text-start"
        onSubmit={(event) => {
          event.preventDefault();
          if (bySignIn && typed === "") return setWrong(challenge === undefined ? words.needsPassword : words.needsCode);
          void run(bySignIn ? recover : view.kind === "passkey" ? show : () => lock.unlock({ pin: typed }));
        }}
      >
        <p>{bySignIn ? words.signInLead : view.kind === "passkey" ? words.passkeyLead : words.pinLead}</p>
        {view.signIn && <Banner kind="warning" title={words.tooMany}>{words.tooManyDetail}</Banner>}
        {trouble !== undefined && <Banner kind="error" title={trouble.title}>{trouble.detail}</Banner>}
        {bySignIn && challenge !== undefined && <TextField label={words.code} hint={words.codeHint} autoComplete="one-time-code" value={typed} error={wrong} onChange={setTyped} />}
        {bySignIn && challenge === undefined && <TextField label={words.password(user?.email ?? "")} type="password" autoComplete="current-password" value={typed} error={wrong} onChange={setTyped} />}
        {!bySignIn && view.kind === "pin" && (
          <TextField label={words.pin} type="password" autoComplete="off" value={typed} hint={left > 0 ? words.wait(left) : undefined} error={wrong} onChange={setTyped} />
        )}
        {!bySignIn && view.kind === "passkey" && wrong !== undefined && <Banner kind="error" title={wrong} />}
        <Button type="submit" variant="primary" wide busy={busy} disabled={!bySignIn && left > 0}>{bySignIn ? words.signIn : view.kind === "passkey" ? words.usePasskey : words.open}</Button>
        {!view.signIn && (
          <Button
            wide onClick={() => {
              setSigningIn(!signingIn);
              setChallenge(undefined);
              setTyped("");
              setWrong(undefined);
              setTrouble(undefined);
            }}
          >
            {signingIn ? words.back : words.forgotten}
          </Button>
        )}
        {hopeless && <Button wide variant="danger" onClick={() => setGivingUp(true)}>{words.giveUp}</Button>}
      </form>
      <ConfirmDialog open={givingUp} danger title={words.giveUpTitle} description={words.giveUpDetail} confirmLabel={words.giveUp} onConfirm={() => void giveUp()} onClose={() => setGivingUp(false)} />
    </EmptyState>
  );
};

export const Withheld = ({ why }: { readonly why: "locked" | "lease-over" }) => (why === "locked" ? <Locked /> : <LeaseOver />);
