// Every word of notes and account plans.
import { catalogue } from "../../../app/catalogue.ts";
import { formOf, listed } from "../../../app/plural.ts";

export const words = catalogue({
  title: { notes: "Notes", plan: "Account plan" },
  absorbed: { notes: (title: string) => `Notes of ${title}, merged into this`, plan: (title: string) => `Account plan of ${title}, merged into this` },
  empty: { notes: "No notes yet.", plan: "No account plan yet." },
  begin: { notes: "Write notes", plan: "Write an account plan" },
  placeholder: { notes: "What should everybody know?", plan: "Goals, people, next steps…" },
  loading: "Opening the editor",
  noEditor: "This is the text alone: the editor is not on this device yet. It opens once there is a network.",
  retry: "Try again",
  locked: "You can read this, not change it.",
  saving: { saved: "Saved", savedHere: "Saved on this device", saving: "Saving…" },
  notSaved: (why: string) => `Not saved: ${why}`,
  notSavedAgain: (why: string) => `Not saved: ${why} It is tried again by itself.`,
  refused: "Some of what you typed was not taken",
  refusedDetail: "The text below is as it stands. What was refused is kept with its reason.",
  keptOut: "What you typed last is not in the text below. It can still be copied.",
  seeRefused: "See what was refused",
  copy: "Copy my version",
  copied: "Copied",
  notCopied: "The browser does not allow copying here.",
  dismiss: "Dismiss",
  somebody: "Somebody",
  writing: (names: readonly string[]) => `${listed(names)} ${formOf(names.length, { one: "is", other: "are" })} in this text`,
  tooMuch: "That is too much to paste at once. Paste it in parts.",
  full: "This note is full. Take something out, or go on in a file.",
  tools: {
    label: "Formatting",
    heading: "Heading", bold: "Bold", italic: "Italic", bullets: "List", numbers: "Numbered list", quote: "Quote", link: "Link", undo: "Undo", redo: "Redo",
  },
  link: { address: "Address of the link", begin: "https://", set: "Set link", remove: "Remove link", wrong: "Only addresses that begin with https, http, mailto or tel." },
  onActivity: "Notes on this",
  activity: (what: string) => `Notes: ${what}`,
});
