// Owns which theme the person chose: the system's, light or dark; remembered on this device.
import { setDocumentTheme } from "../platform/document-face.ts";
import { watchMedia } from "../platform/media-query.ts";
import type { TextMemory } from "../platform/text-memory.ts";

export type ThemeChoice = "system" | "light" | "dark";

export type Theme = {
  readonly read: () => ThemeChoice;
  readonly choose: (choice: ThemeChoice) => void;
  readonly subscribe: (onChange: () => void) => () => void;
};

// The same key as public/boot.js reads before the first paint.
const KEY = "outrider.theme";

export const createTheme = (memory: TextMemory): Theme => {
  const kept = memory.read(KEY);
  let choice: ThemeChoice = kept === "light" || kept === "dark" ? kept : "system";
  const listeners = new Set<() => void>();
  const show = () => setDocumentTheme(choice === "system" ? undefined : choice);
  show();
  watchMedia("(prefers-color-scheme: dark)", show);
  return {
    read: () => choice,
    choose: (next) => {
      choice = next;
      memory.write(KEY, next === "system" ? undefined : next);
      show();
      for (const listener of listeners) listener();
    },
    subscribe: (onChange) => {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
  };
};
