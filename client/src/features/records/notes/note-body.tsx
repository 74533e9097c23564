// A note as its place on the page shows it: the bare words at once, the editor in their place as soon as its code is
// there. With nothing written there is only the way to begin. Invariant: with no network and no code the words stay.
import { bodyId } from "@outrider/shared/commands";
import { NotebookPen } from "lucide-react";
import { useCallback, useEffect, useState, type ComponentType } from "react";
import { useRecord } from "../../../read/index.ts";
import { Button } from "../../../ui/button.tsx";
import type { NoteEditorProps } from "./note-editor.tsx";
import { words } from "./texts.ts";

export interface NoteBodyProps {
  readonly about: string;
  readonly slot: "notes" | "plan";
  readonly label: string;
  readonly may: boolean;
  /** The person came here for it: opened at once. */
  readonly wanted: boolean;
}

let loaded: ComponentType<NoteEditorProps> | undefined;

/** The editor's code, fetched once it is wanted; `failed`: it is not on this device and the network is away. */
function useEditorCode(wanted: boolean): { readonly Editor: ComponentType<NoteEditorProps> | undefined; readonly failed: boolean; readonly retry: () => void } {
  const [, setHere] = useState(loaded !== undefined);
  const [tries, setTries] = useState({ count: 0, failed: false });
  useEffect(() => {
    if (!wanted || loaded !== undefined) return;
    let here = true;
    import("./note-editor.tsx").then(
      ({ NoteEditor }) => {
        loaded = NoteEditor;
        if (here) setHere(true);
      },
      () => here && setTries(({ count }) => ({ count, failed: true })),
    );
    return () => {
      here = false;
    };
  }, [wanted, tries.count]);
  return { Editor: loaded, failed: tries.failed && loaded === undefined, retry: () => setTries(({ count }) => ({ count: count + 1, failed: false })) };
}

/** Whether the place has been seen: what nobody scrolls to is not opened. */
function useSeen(): readonly [boolean, (element: Element | null) => (() => void) | undefined] {
  const [seen, setSeen] = useState(false);
  const watch = useCallback((element: Element | null) => {
    if (element === null) return undefined;
    const observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) setSeen(true);
    }, { rootMargin: "200px" });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [seen, watch];
}

export const NoteBody = ({ about, slot, label, may, wanted }: NoteBodyProps) => {
  const { state, view } = useRecord(bodyId(about, slot));
  const [begun, setBegun] = useState(false);
  const [seen, watch] = useSeen();
  const written = view?.values["text"];
  const preview = typeof written === "string" ? written : "";
  const comes = begun || (wanted && may);
  const open = comes || (seen && preview !== "");
  const { Editor, failed, retry } = useEditorCode(open);
  // What was opened stays so, also when its last word is deleted.
  const [stays, setStays] = useState(false);
  if (open && !stays) setStays(true);
  if (Editor !== undefined && (open || stays)) return <Editor about={about} slot={slot} label={label} may={may} preview={preview} focus={comes} />;
  return (
    <div ref={watch} className="px-4 py-3">
      {preview !== "" && <p className="min-h-24 text-body wrap-break-word whitespace-pre-line text-ink">{preview}</p>}
      {preview === "" && !open && state !== "loading" && (
        may
          ? <Button icon={NotebookPen} onClick={() => setBegun(true)}>{words.begin[slot]}</Button>
          : <p className="text-body text-ink-muted">{words.empty[slot]}</p>
      )}
      {open && !failed && <p role="status" className="text-caption text-ink-muted">{words.loading}</p>}
      {failed && <p className="flex flex-wrap items-center gap-2 pt-2 text-small text-ink-muted">{words.noEditor}<Button size="small" onClick={retry}>{words.retry}</Button></p>}
    </div>
  );
};
