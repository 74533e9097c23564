// The notes of a record, and the account plan where its kind has one, each at an address of its own on the page.
import { useLocation } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import type { PageKind } from "../../../app/record-route.ts";
import type { RecordPage } from "../../../read/index.ts";
import { Panel } from "../../../ui/panel.tsx";
import { NoteBody } from "./note-body.tsx";
import { words } from "./texts.ts";

type Slot = "notes" | "plan";

const SLOTS = { deal: ["notes", "plan"], company: ["notes", "plan"], lead: ["notes"], contact: ["notes"] } as const satisfies Record<PageKind, readonly Slot[]>;

export const NotesPanel = ({ view, kind }: { readonly view: RecordPage; readonly kind: PageKind }) => <>{SLOTS[kind].map((slot) => <One key={slot} view={view} slot={slot} />)}</>;

const One = ({ view, slot }: { readonly view: RecordPage; readonly slot: Slot }) => {
  const wanted = useLocation({ select: ({ hash }) => hash === slot });
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (wanted) place.current?.scrollIntoView({ block: "start" });
  }, [wanted]);
  return (
    <div ref={place} id={slot} className="scroll-mt-16">
      <Panel title={words.title[slot]} flush>
        <NoteBody about={view.id} slot={slot} label={words.title[slot]} may={view.may.edit && !view.deleted} wanted={wanted} />
      </Panel>
    </div>
  );
};
