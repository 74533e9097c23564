// Chooses a new password by the link of a mail. The secret is the part of the link after "#"; the server judges it.
import { Link, useNavigate, useRouterState } from "@tanstack/react-router";
import { useState } from "react";
import { useApp } from "../../app/app-context.tsx";
import { buttonClass } from "../../ui/button.tsx";
import { AuthForm, type AuthField } from "./auth-form.tsx";
import { AuthFrame } from "../../app/auth-frame.tsx";
import { LEAST_PASSWORD, needsPassword } from "./auth-rules.ts";
import { CodeStep } from "./code-step.tsx";
import { words } from "./texts.ts";

const fields = [
  { name: "password", label: words.newPassword, type: "password", autoComplete: "new-password", hint: words.passwordHint(LEAST_PASSWORD), check: needsPassword },
] as const satisfies readonly AuthField<string>[];

const ResetPasswordPage = () => {
  const { session } = useApp();
  const navigate = useNavigate();
  const token = useRouterState({ select: ({ location }) => location.hash });
  const [gone, setGone] = useState(token === "");
  const [challenge, setChallenge] = useState<string>();
  if (challenge !== undefined) return <CodeStep challenge={challenge} onAgain={() => void navigate({ to: "/sign-in" })} />;
  if (gone) {
    return (
      <AuthFrame title={words.linkGone} lead={words.linkGoneDetail}>
        <Link to="/forgot-password" className={buttonClass("primary")}>{words.forgotSubmit}</Link>
      </AuthFrame>
    );
  }
  return (
    <AuthFrame title={words.reset} lead={words.resetLead}>
      <AuthForm
        fields={fields}
        submitLabel={words.resetSubmit}
        onSubmit={async ({ password }) => {
          const answer = await session.enter("/api/auth/reset-password", { token, password });
          if (!answer.ok) {
            const { error } = answer;
            setGone(error.kind === "problem" && (error.status === 410 || error.fields["token"] !== undefined));
          } else if (answer.value === undefined) await navigate({ to: "/", replace: true });
          else setChallenge(answer.value);
          return answer;
        }}
      />
    </AuthFrame>
  );
};

export default ResetPasswordPage;
