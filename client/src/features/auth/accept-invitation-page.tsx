// Someone who was invited by a link joins the workspace. The token is the part of the link after "#"; the server
// judges it, and says whom it is for before anything is asked.
import { Link, useNavigate, useRouterState } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import type { Result } from "@outrider/shared/kernel";
import { useApp, useUser } from "../../app/app-context.tsx";
import { text } from "../../app/text.ts";
import type { ApiProblem } from "../../platform/json-api.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button, buttonClass } from "../../ui/button.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { AuthForm, type AuthField } from "./auth-form.tsx";
import { AuthFrame } from "../../app/auth-frame.tsx";
import { LEAST_PASSWORD, needsPassword, needsValue } from "./auth-rules.ts";
import { type Invitation, invitationOf } from "./invitation.ts";
import { ProblemBanner } from "./problem-banner.tsx";
import { words } from "./texts.ts";

const fields = [
  { name: "name", label: words.name, autoComplete: "name", check: needsValue(words.name) },
  { name: "password", label: words.password, type: "password", autoComplete: "new-password", hint: words.passwordHint(LEAST_PASSWORD), check: needsPassword },
] as const satisfies readonly AuthField<string>[];

const useInvitation = (token: string) => {
  const { api } = useApp();
  const [found, setFound] = useState<Result<Invitation, ApiProblem>>();
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    let current = true;
    void api({ method: "POST", path: "/api/auth/invitation", body: { token } }).then((answer) => {
      if (current) setFound(answer.ok ? { ok: true, value: invitationOf(answer.value) } : answer);
    });
    return () => {
      current = false;
    };
  }, [api, token, asked]);
  return { found, again: () => setAsked((times) => times + 1) };
};

const AcceptInvitationPage = () => {
  const { session } = useApp();
  const user = useUser();
  const navigate = useNavigate();
  const token = useRouterState({ select: ({ location }) => location.hash });
  const { found, again } = useInvitation(token);
  if (found === undefined) {
    return <AuthFrame title={words.invited("")} lead={words.invitedChecking}><Skeleton /></AuthFrame>;
  }
  if (!found.ok) {
    const gone = found.error.kind === "problem" && [400, 404, 410, 422].includes(found.error.status);
    return (
      <AuthFrame title={gone ? words.invitedNot : words.invited("")} lead={gone ? words.invitedNotDetail : ""}>
        {gone ? (
          <Link to="/sign-in" className={buttonClass("primary")}>{words.toSignIn}</Link>
        ) : (
          <>
            <ProblemBanner problem={found.error} waitSeconds={found.error.kind === "problem" ? found.error.retryAfterSeconds : undefined} />
            <Button variant="primary" onClick={again}>{words.checkAgain}</Button>
          </>
        )}
      </AuthFrame>
    );
  }
  return (
    <AuthFrame title={words.invited(found.value.workspaceName)} lead={words.invitedLead(found.value.email)}>
      {user !== undefined && (
        <Banner kind="info" title={words.signedInAs(user.name)} action={<Link to="/" className={buttonClass("secondary", "small")}>{text.state.toStart}</Link>} />
      )}
      <AuthForm
        fields={fields}
        submitLabel={words.invitedSubmit}
        onSubmit={async (values) => {
          const answer = await session.enter("/api/auth/register", { token, ...values });
          // The link is used up: it must not stay in the address bar or in the way back.
          if (answer.ok) await navigate({ to: "/", replace: true });
          return answer;
        }}
      />
    </AuthFrame>
  );
};

export default AcceptInvitationPage;
