// The room this app takes on the device, and whether the browser has promised to keep it.
import { useEffect } from "react";
import { useApp, useStorageUse } from "../../app/app-context.tsx";
import { format } from "../../app/format.ts";
import { Button } from "../../ui/button.tsx";
import { KeyValue } from "../../ui/key-value.tsx";
import { Panel } from "../../ui/panel.tsx";
import { words } from "./texts.ts";

/** `syncedAt`: what came from the server since has changed the room it takes. */
export const StoragePanel = ({ syncedAt }: { readonly syncedAt: number | null }) => {
  const { stored } = useApp();
  const use = useStorageUse();
  useEffect(() => void stored.look(), [stored, syncedAt]);
  const { kept, used, free } = use ?? { kept: undefined, used: undefined, free: undefined };
  return (
    <Panel title={words.storage}>
      <div className="flex flex-col items-start gap-3">
        <KeyValue
          facts={[
            { key: "kept", label: words.keeping, value: kept === undefined ? words.keepingUnknown : kept ? words.isKept : words.mayBeCleared },
            ...(used === undefined ? [] : [{ key: "used", label: words.used, value: format.bytes(used) }]),
            ...(free === undefined ? [] : [{ key: "free", label: words.free, value: format.bytes(free) }]),
          ]}
        />
        {kept === false && (
          <>
            <p className="text-small text-ink-muted">{words.mayBeClearedDetail}</p>
            <Button size="small" onClick={() => void stored.keep()}>{words.keep}</Button>
          </>
        )}
      </div>
    </Panel>
  );
};
