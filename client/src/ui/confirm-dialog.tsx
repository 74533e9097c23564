// Asks before something that cannot be taken back. The safe answer is reached first.
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";
import { useUiLabels } from "./ui-labels.tsx";

export type ConfirmDialogProps = {
  readonly open: boolean;
  readonly title: string;
  readonly description: string;
  readonly confirmLabel: string;
  readonly danger?: boolean | undefined;
  readonly busy?: boolean | undefined;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
};

export const ConfirmDialog = ({ open, title, description, confirmLabel, danger = false, busy, onConfirm, onClose }: ConfirmDialogProps) => {
  const labels = useUiLabels();
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={title}
      description={description}
      footer={
        <>
          <Button onClick={onClose}>{labels.cancel}</Button>
          <Button variant={danger ? "danger" : "primary"} busy={busy} onClick={onConfirm}>{confirmLabel}</Button>
        </>
      }
    />
  );
};
