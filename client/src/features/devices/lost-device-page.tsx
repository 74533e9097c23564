// Says honestly what can and cannot be promised about a device that is not in its person's hands.
import { Link } from "@tanstack/react-router";
import { BackLink } from "../../app/back-link.tsx";
import { useTitle } from "../../app/use-title.ts";
import { buttonClass } from "../../ui/button.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { Page } from "../../ui/page.tsx";
import { Panel } from "../../ui/panel.tsx";
import { words } from "./lost-device-texts.ts";

const Facts = ({ title, facts, ordered = false }: { readonly title: string; readonly facts: readonly string[]; readonly ordered?: boolean }) => {
  const items = facts.map((fact) => <li key={fact}>{fact}</li>);
  const shape = "flex flex-col gap-2 ps-5 text-body";
  return <Panel title={title}>{ordered ? <ol className={`list-decimal ${shape}`}>{items}</ol> : <ul className={`list-disc ${shape}`}>{items}</ul>}</Panel>;
};

const LostDevicePage = () => {
  useTitle(words.title);
  return (
    <Page narrow>
      <PageHeader back={<BackLink to="/settings/devices" />} title={words.title} detail={words.lead} />
      <Facts ordered title={words.now} facts={words.nowSteps} />
      <Facts title={words.does} facts={words.doesFacts} />
      <Facts title={words.doesNot} facts={words.doesNotFacts} />
      <Facts title={words.atRest} facts={words.atRestFacts} />
      <div><Link to="/settings/devices" className={buttonClass("secondary")}>{words.toDevices}</Link></div>
    </Page>
  );
};

export default LostDevicePage;
