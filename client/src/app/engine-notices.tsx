// What the engine has to say to the person wherever he is: it works in another tab, is too old, or lost what it held.
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { reloadPage } from "../platform/document-face.ts";
import { type EnginePhase, useStatus } from "../read/index.ts";
import { Banner } from "../ui/banner.tsx";
import { Button, buttonClass } from "../ui/button.tsx";
import { words as all } from "./notice-texts.ts";

const words = all.engine;
const phases: Partial<Record<EnginePhase, { readonly title: string; readonly detail: string; readonly reload: boolean }>> = {
  elsewhere: { title: words.elsewhere, detail: words.elsewhereDetail, reload: false },
  replaced: { title: words.replaced, detail: words.replacedDetail, reload: true },
  "update-needed": { title: words.updateNeeded, detail: words.updateNeededDetail, reload: true },
};

export const EngineNotices = () => {
  const { phase, message, trouble, lostLocalData } = useStatus();
  const [seen, setSeen] = useState(false);
  const notice = phases[phase];
  return (
    <>
      {notice !== undefined && (
        <Banner kind="warning" title={notice.title} action={notice.reload && <Button size="small" onClick={reloadPage}>{words.reload}</Button>}>
          {message ?? notice.detail}
        </Banner>
      )}
      {trouble !== null && (
        <Banner kind="error" title={words.trouble} action={<Link to="/sync" className={buttonClass("secondary", "small")}>{words.details}</Link>}>{trouble}</Banner>
      )}
      {lostLocalData && !seen && <Banner kind="warning" title={words.lost} onDismiss={() => setSeen(true)}>{words.lostDetail}</Banner>}
    </>
  );
};
