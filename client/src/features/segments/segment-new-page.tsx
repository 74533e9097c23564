// A new segment, from nothing or from another one.
import { useNavigate } from "@tanstack/react-router";
import { BackLink } from "../../app/back-link.tsx";
import { useTitle } from "../../app/use-title.ts";
import { PageHeader } from "../../ui/page-header.tsx";
import { Page } from "../../ui/page.tsx";
import { whenOpened } from "../../ui/when-opened.tsx";
import type { Kept } from "./editor.tsx";
import { words } from "./texts.ts";
import { useSegmentReading } from "./use-segment-reading.ts";

const Editor = whenOpened(async () => (await import("./editor.tsx")).Editor);

const NOTHING: Kept = { id: undefined, name: "", notes: "", rule: null, ruleBy: "" };
const NO_RULES = [] as const;

const SegmentNewPage = () => {
  const navigate = useNavigate();
  const told = useSegmentReading(NO_RULES);
  useTitle(words.edit.newTitle);
  return (
    <Page>
      <PageHeader back={<BackLink to="/segments" />} title={words.edit.newTitle} />
      <Editor kept={NOTHING} told={told} onSaved={(id) => void navigate({ to: "/segments/$id", params: { id }, replace: true })} onCancel={() => void navigate({ to: "/segments" })} />
    </Page>
  );
};

export default SegmentNewPage;
