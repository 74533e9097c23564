// Under a field of several lines: what is said is written there. It asks once, on this device, before anything is heard.
import { Mic, Square } from "lucide-react";
import { useState } from "react";
import { useVoice } from "../../../app/use-voice.ts";
import { Button } from "../../../ui/button.tsx";
import { ConfirmDialog } from "../../../ui/confirm-dialog.tsx";
import { pageWords } from "../page-texts.ts";

const words = pageWords.voice;

export const VoiceButton = ({ onText }: { readonly onText: (text: string) => void }) => {
  const { agreed, agree, listening, hearing, trouble, start, stop } = useVoice(onText);
  const [asking, setAsking] = useState(false);
  return (
    <div className="flex min-w-0 items-center gap-2">
      <Button variant="quiet" size="small" icon={listening ? Square : Mic} aria-pressed={listening} onClick={() => (listening ? stop() : agreed ? start() : setAsking(true))}>
        {listening ? words.stop : words.start}
      </Button>
      <span role="status" className="min-w-0 flex-1 truncate text-small text-ink-muted">{listening ? (hearing === "" ? words.listening : hearing) : trouble === null ? "" : words.trouble[trouble]}</span>
      <ConfirmDialog
        open={asking} title={words.askTitle} description={words.ask} confirmLabel={words.agree} onClose={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false);
          agree();
          start();
        }}
      />
    </div>
  );
};
