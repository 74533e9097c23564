// The first person on a new server: names the workspace and becomes its admin.
import { Link } from "@tanstack/react-router";
import { useApp, useSession } from "../../app/app-context.tsx";
import { text } from "../../app/text.ts";
import { Banner } from "../../ui/banner.tsx";
import { buttonClass } from "../../ui/button.tsx";
import { AuthForm, type AuthField } from "./auth-form.tsx";
import { AuthFrame } from "./auth-frame.tsx";
import { LEAST_PASSWORD, needsEmail, needsPassword, needsValue } from "./auth-rules.ts";

const fields = [
  { name: "workspaceName", label: text.auth.workspaceName, autoComplete: "organization", hint: text.auth.workspaceHint, check: needsValue(text.auth.workspaceName) },
  { name: "name", label: text.auth.name, autoComplete: "name", check: needsValue(text.auth.name) },
  { name: "email", label: text.auth.email, type: "email", autoComplete: "username", check: needsEmail },
  { name: "password", label: text.auth.password, type: "password", autoComplete: "new-password", hint: text.auth.passwordHint(LEAST_PASSWORD), check: needsPassword },
] as const satisfies readonly AuthField<string>[];

const SetUpPage = () => {
  const { session } = useApp();
  const state = useSession();
  if (state.kind === "signed-out" && state.reachable) {
    return (
      <AuthFrame title={text.auth.alreadySetUp} lead={text.auth.alreadySetUpDetail}>
        <Link to="/sign-in" className={buttonClass("primary")}>{text.auth.toSignIn}</Link>
      </AuthFrame>
    );
  }
  return (
    <AuthFrame title={text.auth.setUp} lead={text.auth.setUpLead}>
      {state.kind === "signed-out" && <Banner kind="offline" title={text.api.unreachable}>{text.api.unreachableDetail}</Banner>}
      <AuthForm fields={fields} submitLabel={text.auth.setUpSubmit} onSubmit={session.setUp} />
    </AuthFrame>
  );
};

export default SetUpPage;
