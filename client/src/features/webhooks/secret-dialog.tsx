// Shows a webhook's secret, this once.
import { Copy } from "lucide-react";
import { useState } from "react";
import { copyText } from "../../app/copy-text.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { words } from "./texts.ts";

export const SecretDialog = ({ title, secret, onClose }: { readonly title: string; readonly secret: string; readonly onClose: () => void }) => {
  const [said, setSaid] = useState<string>();
  return (
    <Dialog open onClose={onClose} title={title} description={words.madeDetail} footer={<Button variant="primary" onClick={onClose}>{words.done}</Button>}>
      <div className="flex flex-col gap-3 pb-2">
        <TextField label={words.secret} value={secret} onChange={() => undefined} readOnly onFocus={(event) => event.currentTarget.select()} />
        <div className="flex items-center gap-3">
          <Button icon={Copy} onClick={() => void copyText(secret).then((done) => setSaid(done ? words.copied : words.notCopied))}>{words.copy}</Button>
          <span role="status" className="text-small text-ink-muted">{said}</span>
        </div>
      </div>
    </Dialog>
  );
};
