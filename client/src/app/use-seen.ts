// Which conflicts the person has looked at and left as they stand: they are not shown again on this device. Invariant: ids
// and times only, so that nothing about anybody stays when the data of a device is removed; each person's own.
import { useCallback, useSyncExternalStore } from "react";
import { browserTextMemory } from "../platform/text-memory.ts";
import { useUser } from "./app-context.tsx";

const MOST = 300;
const listeners = new Set<() => void>();
const none: ReadonlySet<string> = new Set();
let read: { readonly text: string; readonly keys: ReadonlySet<string> } = { text: "", keys: none };

function keysOf(text: string): ReadonlySet<string> {
  if (read.text !== text) read = { text, keys: new Set(text.split("\n").filter((key) => key !== "")) };
  return read.keys;
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** A value that gave way, by its record, field and stamp: one that gives way later is another one. */
export const seenKey = (record: string, field: string, gave: { readonly at: number; readonly by: string }): string => `${record} ${field} ${gave.at} ${gave.by}`;

export function useSeen(): { readonly seen: ReadonlySet<string>; readonly see: (key: string) => void } {
  const name = `outrider.seen.${useUser()?.id ?? ""}`;
  const seen = useSyncExternalStore(subscribe, () => keysOf(browserTextMemory.read(name) ?? ""));
  const see = useCallback((key: string) => {
    browserTextMemory.write(name, [...keysOf(browserTextMemory.read(name) ?? ""), key].slice(-MOST).join("\n"));
    for (const listener of listeners) listener();
  }, [name]);
  return { seen, see };
}
