// The second step of signing in: a code of the authenticator app, or a recovery code. Keeps the challenge in the page only.
import { useApp } from "../../app/app-context.tsx";
import { Button } from "../../ui/button.tsx";
import { AuthForm, type AuthField } from "./auth-form.tsx";
import { AuthFrame } from "../../app/auth-frame.tsx";
import { needsValue } from "./auth-rules.ts";
import { words } from "./texts.ts";

const fields = [{ name: "code", label: words.code, autoComplete: "one-time-code", hint: words.codeHint, check: needsValue(words.code) }] as const satisfies readonly AuthField<string>[];

export const CodeStep = ({ challenge, onAgain }: { readonly challenge: string; readonly onAgain: () => void }) => {
  const { session } = useApp();
  return (
    <AuthFrame title={words.secondStep} lead={words.secondStepLead}>
      <AuthForm fields={fields} submitLabel={words.secondStepSubmit} onSubmit={({ code }) => session.enter("/api/auth/login/code", { challenge, code })}>
        <Button variant="quiet" onClick={onAgain}>{words.startAgain}</Button>
      </AuthForm>
    </AuthFrame>
  );
};
