// The notes of a record, and the account plan where its kind has one, each at an address of its own on the page; under them
// what was written on records that were merged into it, to be read: two texts that people wrote are not made one.
import { bodyId } from "@outrider/shared/commands";
import { useLocation } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import type { PageKind } from "../../../app/record-route.ts";
import { type RecordPage, useRecord } from "../../../read/index.ts";
import { Panel } from "../../../ui/panel.tsx";
import { NoteBody } from "./note-body.tsx";
import { words } from "./texts.ts";

type Slot = "notes" | "plan";

const SLOTS = { deal: ["notes", "plan"], company: ["notes", "plan"], lead: ["notes"], contact: ["notes"] } as const satisfies Record<PageKind, readonly Slot[]>;

export const NotesPanel = ({ view, kind }: { readonly view: RecordPage; readonly kind: PageKind }) => <>{SLOTS[kind].map((slot) => <One key={slot} view={view} slot={slot} />)}</>;

/** Nothing where nothing was written. */
const Absorbed = ({ id, title, slot }: { readonly id: string; readonly title: string; readonly slot: Slot }) => {
  const { view } = useRecord(bodyId(id, slot));
  const text = view?.values["text"];
  if (typeof text !== "string" || text.trim() === "") return null;
  return (
    <section aria-label={words.absorbed[slot](title)} className="border-t border-line">
      <h3 className="px-4 pt-3 text-small font-medium text-ink-muted">{words.absorbed[slot](title)}</h3>
      <NoteBody about={id} slot={slot} label={words.absorbed[slot](title)} may={false} wanted={false} />
    </section>
  );
};

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
        {view.absorbed?.map(({ id, title }) => <Absorbed key={id} id={id} title={title} slot={slot} />)}
      </Panel>
    </div>
  );
};
