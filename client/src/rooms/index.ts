export { createNoteRoom, type NoteState } from "./note-room.ts";
export { personTone } from "./person-tone.ts";
export { MAX_PASTE, weighNote } from "./weigh-note.ts";
