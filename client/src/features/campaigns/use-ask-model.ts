// Asks the workspace's language model about a campaign when somebody presses for it, and never by itself.
import { useState } from "react";
import { useApp, useUser } from "../../app/app-context.tsx";
import { whyNoModel } from "../../app/ask-model-texts.ts";
import { type ModelSaid, modelSaid } from "./model-wire.ts";
import { words } from "./texts.ts";

export interface AskedModel { readonly said: ModelSaid | undefined; readonly busy: boolean; /** Why there is no answer, in words. */ readonly trouble: string | undefined; readonly ask: (body: unknown) => Promise<void> }

export function useAskModel(path: "/api/ai/campaign-variants" | "/api/ai/campaign-summary"): AskedModel {
  const { api } = useApp();
  const workspace = useUser()?.workspaceId ?? "";
  const [said, setSaid] = useState<ModelSaid>();
  const [trouble, setTrouble] = useState<string>();
  const [busy, setBusy] = useState(false);
  return {
    said, busy, trouble,
    async ask(body) {
      setBusy(true);
      setTrouble(undefined);
      const answer = await api({ method: "POST", path: `${path}?workspace=${encodeURIComponent(workspace)}`, body });
      setBusy(false);
      if (!answer.ok) {
        setSaid(undefined);
        return setTrouble(answer.error.kind === "unreachable" ? words.needsNetwork : answer.error.detail || words.failed);
      }
      const heard = modelSaid(answer.value);
      setSaid(heard);
      if (heard.by === "") setTrouble(whyNoModel(heard.why));
    },
  };
}
