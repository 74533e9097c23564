// What a person says of himself: his name, which others see. It is kept with his sign-in, so it needs a network.
import { useApp, useUser } from "../../app/app-context.tsx";
import { problemSaid } from "../../app/problem-said.ts";
import { text } from "../../app/text.ts";
import { KeyValue } from "../../ui/key-value.tsx";
import { Panel } from "../../ui/panel.tsx";
import { useToast } from "../../ui/toast.tsx";
import { SettingRow } from "./setting-row.tsx";
import { words } from "./texts.ts";

const said = words.profile;

export const ProfileScreen = () => {
  const { api, session } = useApp();
  const user = useUser();
  const toast = useToast();
  if (user === undefined) return null;
  const rename = async (name: string): Promise<string | undefined> => {
    if (name === "") return words.needsName;
    const answer = await api({ method: "PATCH", path: "/api/profile", body: { name } });
    if (!answer.ok) return problemSaid(answer.error, words.needsNetwork, "name");
    toast({ message: said.saved });
    await session.check();
    return undefined;
  };
  return (
    <Panel>
      <div className="flex flex-col gap-4">
        <SettingRow label={said.name} hint={said.nameHint} maxLength={100} standing={user.name} onSave={rename} />
        <KeyValue
          facts={[
            { key: "email", label: said.email, value: user.email },
            { key: "role", label: text.roles[user.role] ?? user.role, value: user.workspaceName },
          ]}
        />
        <p className="text-small text-ink-muted">{said.zoneHint}</p>
      </div>
    </Panel>
  );
};
