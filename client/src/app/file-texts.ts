// Every word about files on records, wherever they are shown.
import { MOST_FILE_BYTES } from "@outrider/shared/schema";
import { catalogue } from "./catalogue.ts";
import { format } from "./format.ts";

/** Not before it is said: to make what writes it takes longer than to draw a list. */
const most = (): string => format.bytes(Math.floor(MOST_FILE_BYTES / 1e6) * 1e6);

export const words = catalogue({
  heading: "Files",
  add: "Add files",
  camera: "Take a picture",
  none: "No files yet. Add them here, paste a picture, or drop files on this page; it works with no network.",
  noneSeen: "No files.",
  drop: "Drop to add to this record",
  added: (name: string) => `Saved on this device: ${name}`,
  tooLarge: (name: string) => `${name} was not added: it is larger than ${most()}.`,
  empty: (name: string) => `${name} was not added: it is empty.`,
  unreadable: (name: string) => `${name} was not added: it could not be read.`,
  unnamed: "File",
  pasted: "Pasted picture.png",
  states: {
    waiting: "Waits for the network",
    uploading: (percent: string) => `Uploading, ${percent}`,
    elsewhere: (name: string | null) => (name === null ? "On another device; arrives when that has a network" : `On ${name}'s device; arrives when it has a network`),
    mine: "On another device of yours; arrives when it has a network",
    trouble: "Not sent",
    here: "On this device",
  },
  troubles: {
    "too-large": `The server takes no file this large. Save it elsewhere.`,
    "no-access": "You can no longer add to this record, or it is gone. Save the file elsewhere.",
    "no-room": "The server has no more room for files. Tell an admin, and send it again.",
    "other-bytes": "The server received something else. Send it again.",
    damaged: "The file on this device is damaged. Add it again.",
    refused: "The server did not take it. Save the file elsewhere.",
  },
  open: (name: string) => `Open ${name}`,
  opening: "Getting the file",
  why: {
    offline: "This file is not on this device. It opens when there is a network.",
    elsewhere: "This file has not reached the server yet.",
    gone: "This file is no longer there, or you may not see it any more.",
    damaged: "What came is not the file that was added. Try again later.",
  },
  noPreview: "There is no preview of this kind of file. Save it to open it.",
  more: "This is the beginning. Save the file to read all of it.",
  save: "Save file",
  keep: "Keep on this device",
  unkeep: "Do not keep here",
  kept: "Kept on this device",
  notKept: "It goes from this device when room is needed",
  again: "Send again",
  remove: "Delete",
  cancel: "Cancel upload",
  removed: (name: string) => `Deleted: ${name}`,
  letGo: "Discard",
  letGoTitle: (name: string) => `Discard ${name}?`,
  letGoDetail: "It is only on this device. Save it first where you want to keep it: nobody can bring it back.",
  owed: "Files not sent yet",
  attached: "File added",
  attachHere: "Attach a file",
  about: (size: string, who: string, when: string) => [size, who, when].filter((part) => part !== "").join(" · "),
});
