// Offers to put the app on the device, where that can be done and is not.
import { Download, Share } from "lucide-react";
import { Button } from "../ui/button.tsx";
import { Panel } from "../ui/panel.tsx";
import { useApp, useInstall } from "./app-context.tsx";
import { words } from "./install-texts.ts";

export const InstallPanel = () => {
  const { install } = useApp();
  const how = useInstall();
  if (how === "none") return null;
  return (
    <Panel title={words.title}>
      <div className="flex flex-col items-start gap-4">
        <p className="text-small text-ink-muted">{words.why}</p>
        {how === "offer" ? (
          <Button icon={Download} onClick={() => void install.ask()}>{words.ask}</Button>
        ) : (
          <p className="flex items-start gap-2 text-small">
            <Share aria-hidden className="mt-0.5 size-4 shrink-0" />
            {how === "share-menu" ? words.shareMenu : words.dockMenu}
          </p>
        )}
      </div>
    </Panel>
  );
};
