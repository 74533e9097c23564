// Every word of what other apps have shared.
import { catalogue } from "../../app/catalogue.ts";
import { format } from "../../app/format.ts";
import { counted } from "../../app/plural.ts";

const n = format.number;

export const words = catalogue({
  title: "Shared",
  detail: "What other apps have shared with Outrider. It stays on this device until you have dealt with it.",
  empty: "Nothing is waiting",
  emptyDetail: "Share a contact, a text, a picture or a file from another app and choose Outrider: it comes here, with no network too.",
  failed: "What you shared could not be kept",
  failedDetail: "There is no room on this device, too much waits here already, or it was not readable. Make room and share it again.",
  reading: "Reading",
  text: "Text",
  when: (when: string) => `Shared ${when}`,
  note: "Note on a record",
  noteOn: "What is the note on?",
  noted: "Note saved",
  newContact: "New contact",
  made: "Contact created",
  openImport: "Open in import",
  attach: "Attach to a record",
  attachTo: "What does it belong to?",
  discard: "Discard",
  discarded: "Discarded",
  later: "It stays here for later.",
  known: (name: string) => `${name} is here already`,
  firm: (name: string) => `A company called ${name} is made.`,
  leftOut: (values: readonly string[]) => `Left out, as they are no proper address or number: ${values.join(", ")}`,
  cards: (count: number) => counted(count, { one: "contact", other: "contacts" }),
  emptyCards: (count: number) => `${counted(count, { one: "card names", other: "cards name" })} nobody.`,
  moreCards: (count: number) => `Only the first ${n(count)} are shown.`,
  refused: {
    size: (name: string) => `${name} is too large, or came with too many others, and was not kept.`,
    gone: (name: string) => `${name} is no longer on this device.`,
    empty: (name: string) => `${name} is empty.`,
    heavy: (name: string) => `${name} is larger than 5 MB, which is the most that can be attached.`,
    long: (name: string, most: number) => `${name} is longer than a note can be (${n(most)} characters).`,
    cards: (name: string) => `${name} is a vCard file that names nobody.`,
  },
  waiting: (count: number) => `${counted(count, { one: "thing that was shared waits", other: "things that were shared wait" })} for you`,
  look: "Look",
});
