// How one signs in: whether one's address is confirmed, the password, and the second step. The server alone knows.
import { CloudOff, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { useApp, useUser } from "../../app/app-context.tsx";
import { BackLink } from "../../app/back-link.tsx";
import { useAsked } from "../../app/use-asked.ts";
import { useTitle } from "../../app/use-title.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { Page } from "../../ui/page.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useToast } from "../../ui/toast.tsx";
import { accountOf } from "./account-view.ts";
import { PasswordPanel } from "./password-panel.tsx";
import { problemWords } from "./problem-words.ts";
import { SecondFactorPanel } from "./second-factor-panel.tsx";
import { words } from "./texts.ts";

const Unconfirmed = () => {
  const { api } = useApp();
  const user = useUser();
  const toast = useToast();
  const [busy, setBusy] = useState(false);
  const send = async () => {
    setBusy(true);
    const answer = await api({ method: "POST", path: "/api/auth/verify-email/send" });
    setBusy(false);
    if (!answer.ok) return toast({ message: problemWords(answer.error), tone: "bad" });
    const mailed = typeof answer.value === "object" && answer.value !== null && "mailed" in answer.value && answer.value.mailed === true;
    toast(mailed ? { message: words.addressSent } : { message: words.addressNotSent, tone: "bad" });
  };
  return (
    <Banner kind="warning" title={words.address} action={<Button size="small" busy={busy} onClick={() => void send()}>{words.addressSend}</Button>}>
      {words.addressDetail(user?.email ?? "")}
    </Banner>
  );
};

const SecurityPage = () => {
  const { value: account, problem, look } = useAsked("/api/auth/second-factor", accountOf);
  useTitle(words.title);
  const away = problem?.kind === "unreachable";
  return (
    <Page narrow>
      <PageHeader back={<BackLink to="/settings" />} title={words.title} />
      {account === undefined && problem === undefined && <Skeleton lines={4} boxed />}
      {problem !== undefined && (
        <Panel flush>
          <EmptyState icon={away ? CloudOff : TriangleAlert} title={away ? words.offline : words.failed} action={<Button onClick={() => void look()}>{words.retry}</Button>}>
            {away ? words.offlineDetail : problemWords(problem)}
          </EmptyState>
        </Panel>
      )}
      {problem === undefined && account !== undefined && (
        <>
          {!account.emailVerified && account.mail && <Unconfirmed />}
          <PasswordPanel hasPassword={account.hasPassword} />
          <SecondFactorPanel account={account} onChanged={() => void look()} />
        </>
      )}
    </Page>
  );
};

export default SecurityPage;
