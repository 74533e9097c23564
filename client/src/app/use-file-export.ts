// A file made on this device of what it holds: how far it has come, how to stop it, how it ended. That it was made is told
// to the workspace's audit log, with no network as soon as there is one.
import { useCallback, useEffect, useRef, useState } from "react";
import { offerFile } from "./offer-file.ts";
import { useTellExport } from "./use-tell-export.ts";

export interface MadeFile {
  readonly parts: readonly string[];
  readonly records: number;
  /** Whether the device held all there is to see. */
  readonly complete: boolean;
}

export interface FileJob {
  readonly format: "json" | "csv" | "vcard";
  readonly name: string;
  readonly mime: string;
  /** null: it was cancelled. */
  readonly make: (signal: AbortSignal, onProgress: (done: number, of: number) => void) => Promise<MadeFile | null>;
}

export type ExportEnd = { readonly is: "made"; readonly file: MadeFile } | { readonly is: "cancelled" } | { readonly is: "failed" };

export function useFileExport() {
  const tell = useTellExport();
  const [progress, setProgress] = useState<{ readonly done: number; readonly of: number }>();
  const stop = useRef<AbortController>(undefined);
  useEffect(() => () => stop.current?.abort(), []);
  const run = useCallback(async ({ format, name, mime, make }: FileJob): Promise<ExportEnd> => {
    const control = new AbortController();
    stop.current = control;
    setProgress({ done: 0, of: 0 });
    try {
      const file = await make(control.signal, (done, of) => setProgress({ done, of }));
      if (file === null) return { is: "cancelled" };
      tell({ format, records: file.records });
      offerFile(name, mime, file.parts);
      return { is: "made", file };
    } catch {
      return { is: "failed" };
    } finally {
      setProgress(undefined);
    }
  }, [tell]);
  const cancel = useCallback(() => stop.current?.abort(), []);
  return { progress, run, cancel };
}
