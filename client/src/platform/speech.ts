// What somebody says, as text, by the browser's own recognition (Web Speech API), where it has one. Most send the sound to
// their maker: who uses this asks first.

interface Heard { readonly isFinal: boolean; readonly 0: { readonly transcript: string } }
interface Recognition {
  lang: string;
  continuous: boolean;
  interimResults: boolean;
  onresult: ((event: { readonly resultIndex: number; readonly results: ArrayLike<Heard> }) => void) | null;
  onerror: ((event: { readonly error: string }) => void) | null;
  onend: (() => void) | null;
  start(): void;
  stop(): void;
  abort(): void;
}

/** Why it stopped by itself: nothing is said of it where the person stopped. */
export type SpeechTrouble = "denied" | "network" | "failed";

export interface Listening { readonly stop: () => void }
export interface ListenTo {
  /** A piece that will not change any more, or one that still may. */
  readonly onText: (text: string, isFinal: boolean) => void;
  readonly onEnd: (trouble: SpeechTrouble | null) => void;
}

const found = (): (new () => Recognition) | undefined => {
  const here = globalThis as { readonly SpeechRecognition?: new () => Recognition; readonly webkitSpeechRecognition?: new () => Recognition };
  return here.SpeechRecognition ?? here.webkitSpeechRecognition;
};

export const hasSpeech = (): boolean => found() !== undefined;

const TROUBLE: Readonly<Record<string, SpeechTrouble>> = { "not-allowed": "denied", "service-not-allowed": "denied", "audio-capture": "denied", network: "network" };
const NO_TROUBLE = new Set(["no-speech", "aborted"]);

/** In the language of the browser. Ends once, by itself or by `stop`. */
export function listen({ onText, onEnd }: ListenTo): Listening {
  const Recogniser = found();
  if (Recogniser === undefined) {
    onEnd("failed");
    return { stop: () => undefined };
  }
  const recognition = new Recogniser();
  let trouble: SpeechTrouble | null = null;
  Object.assign(recognition, { lang: navigator.language, continuous: true, interimResults: true });
  recognition.onresult = ({ resultIndex, results }) => {
    for (let at = resultIndex; at < results.length; at += 1) {
      const heard = results[at];
      if (heard !== undefined) onText(heard[0].transcript, heard.isFinal);
    }
  };
  recognition.onerror = ({ error }) => {
    if (!NO_TROUBLE.has(error)) trouble = TROUBLE[error] ?? "failed";
  };
  recognition.onend = () => {
    recognition.onend = null;
    onEnd(trouble);
  };
  try {
    recognition.start();
  } catch {
    onEnd("failed");
  }
  return { stop: () => recognition.stop() };
}
