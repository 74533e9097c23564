// What is close in meaning to what is typed: by this device's model where it has one, else by words. The question is
// embedded once typing pauses; until then, and where it cannot be, words answer.
import { useEffect, useState } from "react";
import { useClose } from "../read/use-close.ts";
import type { Question } from "./meaning.ts";
import { useMeaning } from "./use-meaning.ts";

const PAUSE_MS = 200;
const SHORTEST = 3;

/** `few`: little is found by the words themselves, so that closeness by words is worth a look. */
export function useAskedClose(typed: string, few: boolean) {
  const { meaning, state } = useMeaning();
  const [asked, setAsked] = useState<{ readonly text: string; readonly question: Question | null }>();
  const on = state.kind === "on" ? state.model : null;
  const long = typed.length >= SHORTEST;
  useEffect(() => {
    if (on === null || !long) return undefined;
    let over = false;
    const timer = setTimeout(() => void meaning.question(typed).then((question) => (over ? undefined : setAsked({ text: typed, question }))), PAUSE_MS);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [meaning, on, typed, long]);
  const question = asked?.text === typed && asked.question?.model === on ? asked.question : null;
  const waits = on !== null && asked?.text !== typed;
  const answer = useClose(!long || waits || (question === null && !few) ? null : { text: typed, ...question });
  return { answer: long && !waits ? answer : undefined, hasModel: on !== null };
}
