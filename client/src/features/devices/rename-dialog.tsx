// Gives a device the name its person knows it by.
import { useState } from "react";
import { useApp } from "../../app/app-context.tsx";
import { problemSaid } from "../../app/problem-said.ts";
import { SmallForm } from "../../ui/small-form.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { nameOf } from "./device-row.tsx";
import type { DeviceView } from "./device-view.ts";
import { words } from "./texts.ts";

const LONGEST = 60;

export interface RenameDialogProps { readonly device: DeviceView; readonly path: string; readonly onRenamed: (name: string) => void; readonly onClose: () => void }

export const RenameDialog = ({ device, path, onRenamed, onClose }: RenameDialogProps) => {
  const { api } = useApp();
  const [name, setName] = useState(nameOf(device));
  const save = async (): Promise<string | undefined> => {
    const wanted = name.trim();
    if (wanted === "" || wanted.length > LONGEST) return words.needsName;
    const answer = await api({ method: "PATCH", path, body: { name: wanted } });
    if (!answer.ok) return problemSaid(answer.error, words.needsNetwork);
    onRenamed(wanted);
    return undefined;
  };
  return (
    <SmallForm title={words.renameTitle} saveLabel={words.save} onSave={save} onClose={onClose}>
      <TextField label={words.name} hint={words.nameHint} value={name} onChange={setName} autoComplete="off" />
    </SmallForm>
  );
};
