// Typing by voice: off until this person agreed on this device, since the browser may send what is heard to its maker.
import { useCallback, useEffect, useRef, useState } from "react";
import { hasSpeech, listen, type Listening, type SpeechTrouble } from "../platform/speech.ts";
import { browserTextMemory } from "../platform/text-memory.ts";
import { useUser } from "./app-context.tsx";

export interface Voice {
  readonly agreed: boolean;
  readonly agree: () => void;
  readonly listening: boolean;
  /** What is heard just now and may still change. */
  readonly hearing: string;
  readonly trouble: SpeechTrouble | null;
  readonly start: () => void;
  readonly stop: () => void;
}

/** Whether this browser can. */
export const voiceHere = hasSpeech;

/** `take`: a piece of text that was heard. */
export function useVoice(take: (text: string) => void): Voice {
  const key = `outrider.voice.${useUser()?.id ?? ""}`;
  const [agreed, setAgreed] = useState(() => browserTextMemory.read(key) === "yes");
  const [listening, setListening] = useState(false);
  const [hearing, setHearing] = useState("");
  const [trouble, setTrouble] = useState<SpeechTrouble | null>(null);
  const running = useRef<Listening>(undefined);
  const latest = useRef(take);
  useEffect(() => {
    latest.current = take;
  });
  const start = useCallback(() => {
    setTrouble(null);
    setListening(true);
    running.current = listen({
      onText(text, isFinal) {
        setHearing(isFinal ? "" : text);
        if (isFinal && text.trim() !== "") latest.current(text.trim());
      },
      onEnd(why) {
        setListening(false);
        setHearing("");
        setTrouble(why);
      },
    });
  }, []);
  const stop = useCallback(() => running.current?.stop(), []);
  useEffect(() => () => running.current?.stop(), []);
  const agree = useCallback(() => {
    browserTextMemory.write(key, "yes");
    setAgreed(true);
  }, [key]);
  return { agreed, agree, listening, hearing, trouble, start, stop };
}
