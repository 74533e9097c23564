// The frame of a dialog with a form: its fields, one main action, and why it was refused.
import { useId, useState, type ReactNode } from "react";
import { Banner } from "./banner.tsx";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";
import { useUiLabels } from "./ui-labels.tsx";

export type SmallFormProps = {
  readonly title: string;
  readonly description?: string | undefined;
  readonly saveLabel: string;
  /** Resolves to the reason why not, or to undefined: then it closes. */
  readonly onSave: () => Promise<string | undefined>;
  readonly onClose: () => void;
  readonly children: ReactNode;
};

export const SmallForm = ({ title, description, saveLabel, onSave, onClose, children }: SmallFormProps) => {
  const labels = useUiLabels();
  const form = useId();
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string>();
  const save = async () => {
    setBusy(true);
    const reason = await onSave();
    setBusy(false);
    setTrouble(reason);
    if (reason === undefined) onClose();
  };
  return (
    <Dialog
      open onClose={onClose} title={title} description={description}
      footer={<><Button onClick={onClose}>{labels.cancel}</Button><Button variant="primary" type="submit" form={form} busy={busy}>{saveLabel}</Button></>}
    >
      <form
        id={form} noValidate className="flex flex-col gap-3 pb-2"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        {trouble !== undefined && <Banner kind="error" title={trouble} />}
        {children}
      </form>
    </Dialog>
  );
};
