// Confirms an address by the link of a mail, when asked to: a program that only looks at links uses none up.
import { Link, useRouterState } from "@tanstack/react-router";
import { useState } from "react";
import { useApp } from "../../app/app-context.tsx";
import type { ApiProblem } from "../../platform/json-api.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button, buttonClass } from "../../ui/button.tsx";
import { AuthFrame } from "../../app/auth-frame.tsx";
import { ProblemBanner } from "./problem-banner.tsx";
import { text } from "../../app/text.ts";
import { words } from "./texts.ts";

const VerifyPage = () => {
  const { api } = useApp();
  const token = useRouterState({ select: ({ location }) => location.hash });
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const confirm = async () => {
    setBusy(true);
    const answer = await api({ method: "POST", path: "/api/auth/verify-email", body: { token } });
    setBusy(false);
    setDone(answer.ok);
    setProblem(answer.ok ? undefined : answer.error);
  };
  // Opened by hand, or by half a link: there is nothing to send.
  if (token === "" || (problem?.kind === "problem" && problem.code === "link-invalid")) {
    return (
      <AuthFrame title={words.linkGone} lead={words.verifyGone}>
        <Link to="/" className={buttonClass("primary")}>{text.state.toStart}</Link>
      </AuthFrame>
    );
  }
  return (
    <AuthFrame title={words.verify} lead={done ? "" : words.verifyLead}>
      {done && <Banner kind="ok" title={words.verified} />}
      {problem !== undefined && <ProblemBanner problem={problem} waitSeconds={undefined} />}
      {done
        ? <Link to="/" className={buttonClass("primary")}>{text.state.toStart}</Link>
        : <Button variant="primary" wide busy={busy} onClick={() => void confirm()}>{words.verifySubmit}</Button>}
    </AuthFrame>
  );
};

export default VerifyPage;
