// Someone who was invited by a link joins the workspace. The token is the part of the link after "#"; the server
// judges it, and says whom it is for before anything is asked.
import { Link, useNavigate, useRouterState } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import type { Result } from "@outrider/shared/kernel";
import { useApp, useUser } from "../../app/app-context.tsx";
import type { Invitation } from "../../app/session.ts";
import { text } from "../../app/text.ts";
import type { ApiProblem } from "../../platform/json-api.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button, buttonClass } from "../../ui/button.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { AuthForm, type AuthField } from "./auth-form.tsx";
import { AuthFrame } from "./auth-frame.tsx";
import { LEAST_PASSWORD, needsPassword, needsValue } from "./auth-rules.ts";
import { ProblemBanner } from "./problem-banner.tsx";

const fields = [
  { name: "name", label: text.auth.name, autoComplete: "name", check: needsValue(text.auth.name) },
  { name: "password", label: text.auth.password, type: "password", autoComplete: "new-password", hint: text.auth.passwordHint(LEAST_PASSWORD), check: needsPassword },
] as const satisfies readonly AuthField<string>[];

const useInvitation = (token: string) => {
  const { session } = useApp();
  const [found, setFound] = useState<Result<Invitation, ApiProblem>>();
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    let current = true;
    void session.invitation(token).then((answer) => {
      if (current) setFound(answer);
    });
    return () => {
      current = false;
    };
  }, [session, token, asked]);
  return { found, again: () => setAsked((times) => times + 1) };
};

const AcceptInvitationPage = () => {
  const { session } = useApp();
  const user = useUser();
  const navigate = useNavigate();
  const token = useRouterState({ select: ({ location }) => location.hash });
  const { found, again } = useInvitation(token);
  if (found === undefined) {
    return <AuthFrame title={text.auth.invited("")} lead={text.auth.invitedChecking}><Skeleton /></AuthFrame>;
  }
  if (!found.ok) {
    const gone = found.error.kind === "problem" && [400, 404, 410, 422].includes(found.error.status);
    return (
      <AuthFrame title={gone ? text.auth.invitedNot : text.auth.invited("")} lead={gone ? text.auth.invitedNotDetail : ""}>
        {gone ? (
          <Link to="/sign-in" className={buttonClass("primary")}>{text.auth.toSignIn}</Link>
        ) : (
          <>
            <ProblemBanner problem={found.error} waitSeconds={found.error.kind === "problem" ? found.error.retryAfterSeconds : undefined} />
            <Button variant="primary" onClick={again}>{text.auth.checkAgain}</Button>
          </>
        )}
      </AuthFrame>
    );
  }
  return (
    <AuthFrame title={text.auth.invited(found.value.workspaceName)} lead={text.auth.invitedLead(found.value.email)}>
      {user !== undefined && (
        <Banner kind="info" title={text.auth.signedInAs(user.name)} action={<Link to="/" className={buttonClass("secondary", "small")}>{text.state.toStart}</Link>} />
      )}
      <AuthForm
        fields={fields}
        submitLabel={text.auth.invitedSubmit}
        onSubmit={async (values) => {
          const answer = await session.join({ token, ...values });
          // The link is used up: it must not stay in the address bar or in the way back.
          if (answer.ok) await navigate({ to: "/", replace: true });
          return answer;
        }}
      />
    </AuthFrame>
  );
};

export default AcceptInvitationPage;
