// By what a page has the assistant compare texts beside their words: this device's model, where it has one.
import { useEffect, useState } from "react";
import type { Meant } from "../read/index.ts";
import { useMeaning } from "./use-meaning.ts";

/** The model that this device compares records by; undefined where there is none. */
export function useDeviceModel(): Meant | undefined {
  const { state } = useMeaning();
  return state.kind === "on" ? { model: state.model } : undefined;
}

/** What was typed as this device's model understands it; undefined until it has, and where there is none. */
export function useMeant(typed: string): Meant | undefined {
  const { meaning, state } = useMeaning();
  const model = state.kind === "on" ? state.model : null;
  const [known, setKnown] = useState<{ readonly typed: string; readonly meant: Meant }>();
  useEffect(() => {
    if (model === null || typed === "") return undefined;
    let over = false;
    void meaning.question(typed).then((question) => {
      if (!over && question !== null) setKnown({ typed, meant: question });
    });
    return () => {
      over = true;
    };
  }, [meaning, model, typed]);
  return known?.typed === typed && known.meant.model === model ? known.meant : undefined;
}
