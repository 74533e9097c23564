// Asks for a link by mail to choose a new password. What it says afterwards does not depend on whether there is such an account.
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useApp } from "../../app/app-context.tsx";
import { Banner } from "../../ui/banner.tsx";
import { buttonClass } from "../../ui/button.tsx";
import { AuthForm, type AuthField } from "./auth-form.tsx";
import { AuthFrame } from "../../app/auth-frame.tsx";
import { needsEmail } from "./auth-rules.ts";
import { words } from "./texts.ts";
import { useWays } from "./use-ways.ts";

const fields = [{ name: "email", label: words.email, type: "email", autoComplete: "username", check: needsEmail }] as const satisfies readonly AuthField<string>[];

const ForgotPasswordPage = () => {
  const { api } = useApp();
  const { ways } = useWays();
  const [asked, setAsked] = useState<string>();
  return (
    <AuthFrame title={words.forgot} lead={asked === undefined ? words.forgotLead : ""}>
      {asked !== undefined && <Banner kind="ok" title={words.forgotSent}>{words.forgotSentDetail(asked)}</Banner>}
      {asked === undefined && ways?.reset === false && <Banner kind="warning" title={words.forgotCannot}>{words.forgotCannotDetail}</Banner>}
      {asked === undefined && ways?.reset !== false && (
        <AuthForm
          fields={fields}
          submitLabel={words.forgotSubmit}
          onSubmit={async ({ email }) => {
            const answer = await api({ method: "POST", path: "/api/auth/forgot-password", body: { email } });
            if (answer.ok) setAsked(email);
            return answer;
          }}
        />
      )}
      <Link to="/sign-in" className={buttonClass("quiet")}>{words.toSignIn}</Link>
    </AuthFrame>
  );
};

export default ForgotPasswordPage;
