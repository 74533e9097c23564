// Shows new recovery codes, once.
import { Copy } from "lucide-react";
import { useState } from "react";
import { copyText } from "../../app/copy-text.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { words } from "./texts.ts";

export const RecoveryCodesDialog = ({ codes, onClose }: { readonly codes: readonly string[]; readonly onClose: () => void }) => {
  const [said, setSaid] = useState<string>();
  const all = `${codes.join("\n")}\n`;
  return (
    <Dialog open onClose={onClose} title={words.codes} description={words.codesDetail} footer={<Button variant="primary" onClick={onClose}>{words.codesKept}</Button>}>
      <div className="flex flex-col gap-3 pb-2">
        <ul aria-label={words.codes} className="grid grid-cols-1 gap-1 rounded-control bg-sunken p-3 font-mono text-small text-ink select-all desk:grid-cols-2">
          {codes.map((code) => <li key={code}>{code}</li>)}
        </ul>
        <div className="flex flex-wrap items-center gap-2">
          <Button icon={Copy} onClick={() => void copyText(all).then((done) => setSaid(done ? words.codesCopied : words.codesNotCopied))}>{words.codesCopy}</Button>
          <span role="status" className="text-small text-ink-muted">{said}</span>
        </div>
      </div>
    </Dialog>
  );
};
