// One setting that is typed, with what is wrong beside it: saved when it is left or confirmed.
import { useState } from "react";
import { TextField, type TextFieldProps } from "../../ui/text-field.tsx";

export type SettingRowProps = Pick<TextFieldProps, "label" | "hint" | "inputMode" | "maxLength" | "optional" | "disabled"> & {
  readonly standing: string;
  readonly upper?: boolean;
  /** The reason why not, or undefined. */
  readonly onSave: (typed: string) => Promise<string | undefined>;
};

export const SettingRow = ({ standing, upper = false, onSave, ...about }: SettingRowProps) => {
  const [typed, setTyped] = useState<string>();
  const [wrong, setWrong] = useState<string>();
  const save = async () => {
    if (typed === undefined || typed.trim() === standing) {
      setTyped(undefined);
      return;
    }
    const reason = await onSave(typed.trim());
    setWrong(reason);
    if (reason === undefined) setTyped(undefined);
  };
  return (
    <TextField
      {...about} value={typed ?? standing} error={wrong} autoComplete="off"
      onChange={(value) => {
        setTyped(upper ? value.toUpperCase() : value);
        setWrong(undefined);
      }}
      onBlur={() => void save()} onKeyDown={(event) => event.key === "Enter" && void save()}
    />
  );
};
