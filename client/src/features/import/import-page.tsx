// The page at /import: the import bound to this device's engine and to the person who is signed in. Also where the system
// opens a CSV file, and where one comes that was shared; that one is let go only when it was imported.
import { useSearch } from "@tanstack/react-router";
import { useCallback, useEffect, useMemo, useState } from "react";
import { useAct, useEngineLink } from "../../act/index.ts";
import { useApp, useUser } from "../../app/app-context.tsx";
import { offerFile } from "../../app/offer-file.ts";
import { useInbox } from "../../app/use-inbox.ts";
import { useLaunchedFiles } from "../../app/use-launched-files.ts";
import { useTitle } from "../../app/use-title.ts";
import { engineTarget } from "./engine-target.ts";
import { ImportWizard } from "./import-wizard.tsx";
import { text } from "./texts.ts";
import { uploadPort } from "./upload-port.ts";

const none: readonly File[] = [];

function useGivenFiles(): { readonly given: readonly File[]; readonly onImported: (file: File) => void } {
  const { shared } = useSearch({ from: "/shell/import" });
  const { inbox } = useInbox();
  const [given, setGiven] = useState(none);
  const [taken, setTaken] = useState<{ readonly id: string; readonly file: File }>();
  useLaunchedFiles(setGiven);
  useEffect(() => {
    let over = false;
    const take = async () => {
      const item = (await inbox?.list())?.find(({ id }) => id === shared);
      const file = item === undefined ? undefined : await inbox?.file(item);
      if (over || item === undefined || file === undefined) return;
      setTaken({ id: item.id, file });
      setGiven([file]);
    };
    if (shared !== undefined) void take().catch(() => undefined);
    return () => {
      over = true;
    };
  }, [inbox, shared]);
  const onImported = useCallback((file: File) => {
    if (file === taken?.file) void inbox?.remove(taken.id);
  }, [inbox, taken]);
  return { given, onImported };
}

export const ImportPage = () => {
  const { given, onImported } = useGivenFiles();
  const [link, act, user] = [useEngineLink(), useAct(), useUser()];
  useTitle(text.title);
  const { api } = useApp();
  const workspace = user?.workspaceId ?? "";
  const [id, name] = [user?.id ?? "", user?.name ?? ""];
  const target = useMemo(() => engineTarget({ link, act, me: { id, name }, newId: () => crypto.randomUUID(), save: offerFile }), [link, act, id, name]);
  const upload = useMemo(() => uploadPort(api, workspace), [api, workspace]);
  return <ImportWizard target={target} upload={upload} given={given} onImported={onImported} />;
};

export default ImportPage;
