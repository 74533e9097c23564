// The page at /import: the import bound to this device's engine and to the person who is signed in.
import { useMemo } from "react";
import { useAct, useEngineLink } from "../../act/index.ts";
import { useUser } from "../../app/app-context.tsx";
import { useTitle } from "../../app/use-title.ts";
import { engineTarget } from "./engine-target.ts";
import { ImportWizard } from "./import-wizard.tsx";
import { offerFile } from "./offer-file.ts";
import { text } from "./texts.ts";

export const ImportPage = () => {
  const [link, act, user] = [useEngineLink(), useAct(), useUser()];
  useTitle(text.title);
  const [id, name] = [user?.id ?? "", user?.name ?? ""];
  const target = useMemo(() => engineTarget({ link, act, me: { id, name }, newId: () => crypto.randomUUID(), save: offerFile }), [link, act, id, name]);
  return <ImportWizard target={target} />;
};

export default ImportPage;
