// The first person on a new server: names the workspace and becomes its admin.
import { Link } from "@tanstack/react-router";
import { useApp, useSession } from "../../app/app-context.tsx";
import { text } from "../../app/text.ts";
import { Banner } from "../../ui/banner.tsx";
import { buttonClass } from "../../ui/button.tsx";
import { AuthForm, type AuthField } from "./auth-form.tsx";
import { AuthFrame } from "../../app/auth-frame.tsx";
import { LEAST_PASSWORD, needsEmail, needsPassword, needsValue } from "./auth-rules.ts";
import { words } from "./texts.ts";

const fields = [
  { name: "workspaceName", label: words.workspaceName, autoComplete: "organization", hint: words.workspaceHint, check: needsValue(words.workspaceName) },
  { name: "name", label: words.name, autoComplete: "name", check: needsValue(words.name) },
  { name: "email", label: words.email, type: "email", autoComplete: "username", check: needsEmail },
  { name: "password", label: words.password, type: "password", autoComplete: "new-password", hint: words.passwordHint(LEAST_PASSWORD), check: needsPassword },
] as const satisfies readonly AuthField<string>[];

const SetUpPage = () => {
  const { session } = useApp();
  const state = useSession();
  if (state.kind === "signed-out" && state.reachable) {
    return (
      <AuthFrame title={words.alreadySetUp} lead={words.alreadySetUpDetail}>
        <Link to="/sign-in" className={buttonClass("primary")}>{words.toSignIn}</Link>
      </AuthFrame>
    );
  }
  return (
    <AuthFrame title={words.setUp} lead={words.setUpLead}>
      {state.kind === "signed-out" && <Banner kind="offline" title={text.api.unreachable}>{text.api.unreachableDetail}</Banner>}
      <AuthForm fields={fields} submitLabel={words.setUpSubmit} onSubmit={(values) => session.enter("/api/auth/setup", values)} />
    </AuthFrame>
  );
};

export default SetUpPage;
