// The notes of something that happened, opened from its entry in the timeline.
import { Dialog } from "../../../ui/dialog.tsx";
import { NoteBody } from "./note-body.tsx";
import { words } from "./texts.ts";

export const ActivityNote = ({ id, what, may, onClose }: { readonly id: string; readonly what: string; readonly may: boolean; readonly onClose: () => void }) => (
  <Dialog open shape="sheet" onClose={onClose} title={words.activity(what)}>
    <div className="-mx-4 pb-3 [--note-ground:var(--raised)] [--note-top:0px]"><NoteBody about={id} slot="notes" label={words.activity(what)} may={may} wanted /></div>
  </Dialog>
);
