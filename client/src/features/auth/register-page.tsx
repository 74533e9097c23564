// Asks to join by oneself, where an admin has opened that. Where mail goes out, an address is all that is asked: name and
// password are chosen by the link in the mail.
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useApp } from "../../app/app-context.tsx";
import { Banner } from "../../ui/banner.tsx";
import { buttonClass } from "../../ui/button.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { AuthForm, type AuthField } from "./auth-form.tsx";
import { AuthFrame } from "../../app/auth-frame.tsx";
import { LEAST_PASSWORD, needsEmail, needsPassword, needsValue } from "./auth-rules.ts";
import { ProviderButtons } from "./provider-buttons.tsx";
import { words } from "./texts.ts";
import { useWays } from "./use-ways.ts";

const email = { name: "email", label: words.email, type: "email", autoComplete: "username", check: needsEmail } as const satisfies AuthField<string>;
const byMail = [email] as const satisfies readonly AuthField<string>[];
const atOnce = [
  { name: "name", label: words.name, autoComplete: "name", check: needsValue(words.name) },
  email,
  { name: "password", label: words.password, type: "password", autoComplete: "new-password", hint: words.passwordHint(LEAST_PASSWORD), check: needsPassword },
] as const satisfies readonly AuthField<string>[];

const RegisterPage = () => {
  const { api, session } = useApp();
  const navigate = useNavigate();
  const { ways, away } = useWays();
  const [asked, setAsked] = useState<string>();
  return (
    <AuthFrame title={words.register} lead={asked === undefined ? words.registerLead : ""}>
      {ways === undefined && (away ? <Banner kind="offline" title={words.registerAway}>{words.registerAwayDetail}</Banner> : <Skeleton />)}
      {ways?.register === "closed" && <Banner kind="info" title={words.registerClosed}>{words.registerClosedDetail}</Banner>}
      {asked !== undefined && <Banner kind="ok" title={words.forgotSent}>{words.registerSentDetail(asked)}</Banner>}
      {ways?.register === "by-mail" && asked === undefined && (
        <AuthForm
          fields={byMail}
          submitLabel={words.forgotSubmit}
          onSubmit={async (values) => {
            const answer = await api({ method: "POST", path: "/api/auth/register", body: values });
            if (answer.ok) setAsked(values.email);
            return answer;
          }}
        />
      )}
      {ways?.register === "at-once" && (
        <AuthForm
          fields={atOnce}
          submitLabel={words.register}
          onSubmit={async (values) => {
            const answer = await session.enter("/api/auth/register", values);
            if (answer.ok) await navigate({ to: "/", replace: true });
            return answer;
          }}
        />
      )}
      {ways !== undefined && ways.register !== "closed" && asked === undefined && <ProviderButtons providers={ways.providers} />}
      <Link to="/sign-in" className={buttonClass("quiet")}>{words.toSignIn}</Link>
    </AuthFrame>
  );
};

export default RegisterPage;
