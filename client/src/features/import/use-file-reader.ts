// Reads chosen files one after the other and tells the page how far it is. A file that is removed stops being read.
import { useCallback, useEffect, useRef, type Dispatch } from "react";
import { countAhead } from "./core/column-values.ts";
import type { ReadOptions } from "./core/read-csv.ts";
import { readTable } from "./core/read-table.ts";
import { type Action, isOneColumn } from "./import-work.ts";
import { pause } from "./pause.ts";
import { text } from "./texts.ts";

export interface FileReading {
  readonly read: (key: number, file: File, options?: Pick<ReadOptions, "encoding" | "hasHeader">) => Promise<void>;
  readonly stop: (key: number) => void;
}

export function useFileReader(dispatch: Dispatch<Action>): FileReading {
  const running = useRef(new Map<number, AbortController>());
  const last = useRef<Promise<void>>(Promise.resolve());
  useEffect(() => {
    const all = running.current;
    return () => {
      for (const each of all.values()) each.abort();
    };
  }, []);
  const read = useCallback((key: number, file: File, options: Pick<ReadOptions, "encoding" | "hasHeader"> = {}) => {
    const control = new AbortController();
    running.current.set(key, control);
    last.current = last.current.then(async () => {
      if (control.signal.aborted) return;
      const result = await readTable(file, { ...options, signal: control.signal, onProgress: (part) => dispatch({ type: "reading", key, part }) });
      if (result.ok) await countAhead(result.value, pause);
      if (control.signal.aborted) return;
      if (!result.ok) dispatch({ type: "failed", key, problem: result.error });
      else if (isOneColumn(result.value)) dispatch({ type: "failed", key, problem: { code: "not-csv", message: text.file.oneColumn } });
      else dispatch({ type: "read", key, table: result.value });
    });
    return last.current;
  }, [dispatch]);
  const stop = useCallback((key: number) => running.current.get(key)?.abort(), []);
  return { read, stop };
}
