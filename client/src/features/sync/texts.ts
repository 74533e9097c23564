// Every word of the sync page.
import type { EnginePhase } from "../../read/index.ts";
import { catalogue } from "../../app/catalogue.ts";
import { format } from "../../app/format.ts";
import { counted, formOf, listed } from "../../app/plural.ts";

const n = format.number;
const files = (count: number): string => counted(count, { one: "file", other: "files" });
const edits = (count: number): string => counted(count, { one: "edit", other: "edits" });

export const words = catalogue({
  title: "Sync",
  phases: {
    starting: ["Opening your data", "Everything you do is saved on this device first."],
    elsewhere: ["Outrider works in another tab", "That tab does not answer."],
    replaced: ["A newer version has taken over", "Reload to go on here."],
    offline: ["Offline", "You can go on working. What you do is saved on this device and sent when the server can be reached."],
    connecting: ["Connecting", "What you do is saved on this device meanwhile."],
    "catching-up": ["Receiving changes", "The lists fill as they arrive."],
    synced: ["Connected and up to date", "What others change appears here at once."],
    "needs-attention": ["Needs your attention", "See below."],
    "update-needed": ["An update is needed", "This version can no longer talk to the server. What you saved stays and is sent after the update."],
    "signed-out": ["Signed out", "Sign in again to send and receive changes. What you saved here stays."],
    locked: ["Locked", "Open the lock to see what this device holds."],
    "lease-over": ["Sign in to open", "This device has not heard from the server for too long."],
  } satisfies Record<EnginePhase, readonly [string, string]>,
  lastSynced: "Last synced",
  never: "Not yet",
  at: (ago: string, moment: string) => `${ago} (${moment})`,
  saved: "Not sent yet",
  nothingWaits: "Nothing waits",
  notSent: (changed: number, added: number) => listed([...(changed > 0 ? [edits(changed)] : []), ...(added > 0 ? [files(added)] : [])]),
  device: "On this device",
  complete: "Everything you may see",
  part: (count: number) => `${n(count)} records: the newest, and what is open. Older ones are on the server`,
  notComplete: "Not everything yet",
  tryNow: "Try now",
  tried: "Trying to reach the server",
  receiving: "Receiving",
  receivingDetail: (have: number, total: number) => `${n(have)} of ${n(total)}`,
  trouble: "Storage of this device",
  storage: "Room on this device",
  keeping: "Kept",
  isKept: "The browser keeps it until you remove it",
  mayBeCleared: "The browser may clear it",
  mayBeClearedDetail: "When this device runs out of room, the browser may remove what is here, edits not sent yet among it. Installing the app, or asking the browser to keep it, prevents that.",
  keepingUnknown: "The browser does not say",
  used: "Used",
  free: "Still free",
  keep: "Ask the browser to keep it",
  lost: "The browser lost or damaged what was kept on this device",
  lostDetail: "It is being fetched again. Edits that could still be read are kept; others that had not reached the server are gone.",
  refused: "Not taken",
  refusedNone: "Nothing was refused.",
  refusedLead: "The server did not take these edits. What you typed is kept on this device until you dismiss it.",
  refusals: {
    outOfReach: (subject: string) => ({
      title: `You no longer have ${subject}`,
      detail: "It was given to somebody else, or sharing it with you ended, before your edit reached the server. Copy what you typed and ask its new owner, or your manager, to enter it.",
    }),
    notAllowed: (message: string, owner: string | undefined) => ({
      title: message,
      detail: `Who may change it was different by the time your edit reached the server. Copy what you typed and ask ${owner ?? "its owner"} to enter it.`,
    }),
    notFound: {
      title: "Something this edit points at is out of your reach",
      detail: "It was deleted, or you may no longer see it. Copy what you typed and enter it again without it.",
    },
    dependsOnRefused: {
      title: "This builds on an edit that was not taken",
      detail: "Copy what you typed. Once the other edit is put right, enter this one again.",
    },
    erased: (subject: string) => ({ title: `${subject.slice(0, 1).toUpperCase()}${subject.slice(1)} was erased for good`, detail: "It cannot be brought back. Copy what you typed if you need it elsewhere." }),
    subject: (label: string) => `this ${label.toLowerCase()}`,
    belongsTo: "the record this belongs to",
    deactivated: "Copy what you typed and ask an admin of the workspace.",
    other: "Nothing was changed. Copy what you typed, put it right and enter it again.",
  },
  attention: (refused: number, decide: number, unsent: number) =>
    listed([
      ...(refused > 0 ? [`${edits(refused)} ${formOf(refused, { one: "was", other: "were" })} not taken`] : []),
      ...(unsent > 0 ? [`${files(unsent)} could not be sent`] : []),
      ...(decide > 0 ? [`${counted(decide, { one: "value is", other: "values are" })} to be decided`] : []),
    ]),
  typed: "What you typed",
  copy: "Copy what was typed",
  copied: "Copied",
  notCopied: "The browser did not allow copying. Mark the text and copy it by hand.",
  dismiss: "Dismiss",
  pending: "On their way",
  pendingNone: "Everything is on the server.",
  states: { waiting: "Saved here", sent: "Sent, not confirmed", accepted: "On the server" },
  more: (count: number) => `and ${n(count)} more`,
  proposals: "To be decided",
  proposalsNone: "No two people disagree about a value.",
  proposalOn: (title: string) => `On ${title}`,
  commands: {
    create: "New", edit: "Changed", assign: "Given to somebody", share: "Sharing changed", moveStage: "Stage moved", close: "Closed", convert: "Converted", merge: "Merged",
    remove: "Deleted", restore: "Restored", settle: "Decided", undo: "Undone", logActivity: "Logged", import: "Imported", typeInto: "Typed",
  } as Readonly<Record<string, string>>,
});
