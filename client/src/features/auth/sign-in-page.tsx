// Sign in with email and password, a second step where there is one, or by another service. Says so when the first sign-in fails only for want of a network.
import { Link, useRouterState } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useApp, useSession } from "../../app/app-context.tsx";
import { clearRevoked, revokedIn } from "../../app/revoked.ts";
import { text } from "../../app/text.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { AuthForm, type AuthField } from "./auth-form.tsx";
import { AuthFrame } from "../../app/auth-frame.tsx";
import { needsEmail, needsValue } from "./auth-rules.ts";
import { CodeStep } from "./code-step.tsx";
import { ProviderButtons } from "./provider-buttons.tsx";
import { words } from "./texts.ts";
import { useWays } from "./use-ways.ts";

const fields = [
  { name: "email", label: words.email, type: "email", autoComplete: "username", check: needsEmail },
  { name: "password", label: words.password, type: "password", autoComplete: "current-password", check: needsValue(words.password) },
] as const satisfies readonly AuthField<string>[];

const Unreachable = () => {
  const { session } = useApp();
  const [busy, setBusy] = useState(false);
  const again = async () => {
    setBusy(true);
    await session.check();
    setBusy(false);
  };
  return (
    <Banner kind="offline" title={words.firstNeedsNetwork} action={<Button size="small" busy={busy} onClick={() => void again()}>{words.checkAgain}</Button>}>
      {words.firstNeedsNetworkDetail}
    </Banner>
  );
};

const SignInPage = () => {
  const { session } = useApp();
  const state = useSession();
  const revoked = state.kind === "signed-out" ? revokedIn(state.left) : undefined;
  // The engine has wiped it; a browser that was killed in between did not let it finish.
  useEffect(() => {
    if (revoked !== undefined) clearRevoked(revoked);
  }, [revoked]);
  const hash = useRouterState({ select: ({ location }) => location.hash });
  const brought = new URLSearchParams(hash);
  const { ways } = useWays();
  const [challenge, setChallenge] = useState(brought.get("challenge") ?? undefined);
  const problem = brought.get("problem");
  if (challenge !== undefined) return <CodeStep challenge={challenge} onAgain={() => setChallenge(undefined)} />;
  return (
    <AuthFrame title={text.auth.signIn} lead={words.signInLead}>
      {revoked !== undefined && <Banner kind="warning" title={words.revoked}>{words.revokedDetail}</Banner>}
      {problem !== null && <Banner kind="error" title={words.otherService[problem] ?? words.otherServiceFailed}>{words.otherServiceDetail}</Banner>}
      {state.kind === "signed-out" && !state.reachable && <Unreachable />}
      <AuthForm
        fields={fields}
        initial={state.kind === "signed-in" ? { email: state.user.email } : undefined}
        submitLabel={text.auth.signIn}
        onSubmit={async (values) => {
          const answer = await session.enter("/api/auth/login", values);
          if (answer.ok) setChallenge(answer.value);
          return answer;
        }}
      />
      {ways !== undefined && <ProviderButtons providers={ways.providers} />}
      {ways !== undefined && (ways.reset || ways.register !== "closed") && (
        <p className="flex flex-wrap justify-between gap-x-4 text-body">
          {ways.reset && <Link to="/forgot-password" className="inline-flex min-h-touch items-center text-accent-ink desk:min-h-8">{words.forgotLink}</Link>}
          {ways.register !== "closed" && <Link to="/register" className="inline-flex min-h-touch items-center text-accent-ink desk:min-h-8">{words.register}</Link>}
        </p>
      )}
    </AuthFrame>
  );
};

export default SignInPage;
