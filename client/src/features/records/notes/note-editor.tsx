// The editor of one note. Its code comes apart from the page, which shows the bare text until it is here. What is typed is
// saved by itself; whether it is, is said.
import { Editor } from "@tiptap/core";
import { Link as RouterLink } from "@tanstack/react-router";
import { useCallback, useEffect, useId, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { useEngineLink } from "../../../act/index.ts";
import { copyText } from "../../../app/copy-text.ts";
import { useUser } from "../../../app/app-context.tsx";
import { reasonWords } from "../../../app/reason-words.ts";
import { useLiveQuery } from "../../../read/index.ts";
import { createNoteRoom, type NoteState, weighNote } from "../../../rooms/index.ts";
import { Banner } from "../../../ui/banner.tsx";
import { Button } from "../../../ui/button.tsx";
import { useToast } from "../../../ui/toast.tsx";
import { noteExtensions } from "./note-extensions.ts";
import { NoteMentions } from "./note-mentions.tsx";
import { NoteTools } from "./note-tools.tsx";
import { words } from "./texts.ts";
import "../../../ui/note.css";

export interface NoteEditorProps {
  readonly about: string;
  readonly slot: "notes" | "plan";
  readonly label: string;
  readonly may: boolean;
  /** What is shown until the document is there. */
  readonly preview: string;
  /** Whether the person came to write. */
  readonly focus: boolean;
}

const every = (ms: number, run: () => void): (() => void) => {
  const timer = setInterval(run, ms);
  return () => clearInterval(timer);
};
const after = (ms: number, run: () => void): (() => void) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};

export const NoteEditor = ({ about, slot, label, may, preview, focus }: NoteEditorProps) => {
  const link = useEngineLink();
  const user = useUser();
  const { rows: members } = useLiveQuery({ kind: "member", limit: 1000 });
  const id = user?.id ?? "";
  const room = useMemo(() => createNoteRoom({ join: link.join, about, slot, user: id, somebody: words.somebody, every, after }), [link, about, slot, id]);
  useEffect(() => room.people(new Map(members.map((row) => [row.id, row.title]))), [room, members]);
  useEffect(() => room.may(may), [room, may]);
  const state = useSyncExternalStore(room.subscribe, room.read);
  return (
    <div data-unsaved={state.saving === "saved" ? undefined : ""} data-note={slot}>
      {state.before !== null && <Before before={state.before} onDismiss={room.dismiss} />}
      {state.document === null
        ? <p className="min-h-24 px-4 py-3 text-body wrap-break-word whitespace-pre-line text-ink-muted" aria-busy="true">{preview}</p>
        : <Text key={state.document.doc.clientID} document={state.document} label={label} placeholder={words.placeholder[slot]} may={may} focus={focus} />}
      {may ? <Saving state={state} /> : <p className="px-4 pb-3 text-caption text-ink-muted">{words.locked}</p>}
    </div>
  );
};

const Text = ({ document, label, placeholder, may, focus }: { readonly document: NonNullable<NoteState["document"]>; readonly label: string; readonly placeholder: string; readonly may: boolean; readonly focus: boolean }) => {
  const id = useId();
  const toast = useToast();
  const mayNow = useRef(may);
  const [editor, setEditor] = useState<Editor>();
  const [first] = useState({ may, focus });
  const mount = useCallback((element: HTMLDivElement | null) => {
    if (element === null) return undefined;
    const limits = { weigh: () => weighNote(document.doc), say: (what: "tooMuch" | "full") => toast({ message: words[what], tone: "bad" }) };
    const made = new Editor({
      element, extensions: noteExtensions(document, placeholder, limits), editable: first.may, autofocus: first.focus && first.may ? "end" : false, injectCSS: false,
      editorProps: {
        attributes: () => ({ id, class: "note-text", role: "textbox", "aria-multiline": "true", "aria-label": label, "aria-readonly": String(!mayNow.current) }),
        // Tab may belong to a list: Escape is the way out.
        handleKeyDown: (view, { key }) => {
          if (key === "Escape") view.dom.blur();
          return false;
        },
      },
    });
    setEditor(made);
    return () => {
      setEditor(undefined);
      made.destroy();
    };
  }, [document, id, label, placeholder, toast, first]);
  useEffect(() => {
    mayNow.current = may;
    editor?.setEditable(may);
  }, [editor, may]);
  return (
    <>
      {may && editor !== undefined && <NoteTools editor={editor} controls={id} />}
      <div className="relative">
        <div ref={mount} />
        {may && editor !== undefined && <NoteMentions editor={editor} />}
      </div>
    </>
  );
};

const Saving = ({ state: { saving, online } }: { readonly state: NoteState }) => {
  if (typeof saving === "object") return <p role="alert" className="px-4 pb-3 text-small font-medium text-bad-ink">{(saving.again ? words.notSavedAgain : words.notSaved)(reasonWords(saving.why))}</p>;
  return <p className="px-4 pt-1 pb-2 text-caption text-ink-muted" data-saving={saving}>{saving === "saving" ? words.saving.saving : online ? words.saving.saved : words.saving.savedHere}</p>;
};

const Before = ({ before, onDismiss }: { readonly before: NonNullable<NoteState["before"]>; readonly onDismiss: () => void }) => {
  const toast = useToast();
  const copy = async () => toast((await copyText(before.text)) ? { message: words.copied } : { message: words.notCopied, tone: "bad" });
  return (
    <div className="p-3">
      <Banner kind="warning" title={before.why === null ? words.refused : words.notSaved(reasonWords(before.why))} action={<Button size="small" onClick={() => void copy()}>{words.copy}</Button>} onDismiss={onDismiss}>
        {before.why === null ? words.refusedDetail : words.keptOut}{" "}
        {before.why === null && <RouterLink to="/sync" className="underline">{words.seeRefused}</RouterLink>}
      </Banner>
    </div>
  );
};
