// Sign in with email and password. Says so when the first sign-in fails only for want of a network.
import { useEffect, useState } from "react";
import { useApp, useSession } from "../../app/app-context.tsx";
import { clearRevoked, revokedIn } from "../../app/revoked.ts";
import { text } from "../../app/text.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { AuthForm, type AuthField } from "./auth-form.tsx";
import { AuthFrame } from "./auth-frame.tsx";
import { needsEmail, needsValue } from "./auth-rules.ts";
import { words } from "./texts.ts";

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
  return (
    <AuthFrame title={text.auth.signIn} lead={words.signInLead}>
      {revoked !== undefined && <Banner kind="warning" title={words.revoked}>{words.revokedDetail}</Banner>}
      {state.kind === "signed-out" && !state.reachable && <Unreachable />}
      <AuthForm
        fields={fields}
        initial={state.kind === "signed-in" ? { email: state.user.email } : undefined}
        submitLabel={text.auth.signIn}
        onSubmit={session.signIn}
      />
    </AuthFrame>
  );
};

export default SignInPage;
