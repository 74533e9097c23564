// Owns the words of the app's frame and those that several features share, by where they are used. A feature with many
// words of its own keeps them in its texts.ts; no other file has text. A sentence with a figure or a name is a function.
import { format } from "./format.ts";
import type { UiLabels } from "../ui/ui-labels.tsx";
import { catalogue } from "./catalogue.ts";
import { counted } from "./plural.ts";

const count = (n: number, one: string, other: string): string => counted(n, { one, other });

const ui = {
  close: "Close",
  dismiss: "Dismiss",
  undo: "Undo",
  save: "Save",
  cancel: "Cancel",
  edit: (label) => `Edit ${label}`,
  notSet: "Not set",
  optional: "optional",
  loading: "Loading",
  showPassword: "Show password",
  hidePassword: "Hide password",
  clear: "Clear",
  notifications: "Messages",
  step: (at, of) => `Step ${at} of ${of}`,
  percent: (done) => `${done} %`,
  dropHere: "Drop to take it",
  chooseFile: "Choose a file",
  saving: "Saving",
  asTable: "Show as table",
  asPicture: "Show as picture",
} satisfies UiLabels;

const choices: Readonly<Record<string, string>> = { admin: "Admin", manager: "Manager", exec: "Sales executive", in: "Incoming", out: "Outgoing" };

export const text = catalogue({
  ui,
  product: "Outrider",
  tagline: "Your deals, with or without a network.",
  title: (page: string) => `${page} · Outrider`,

  nav: {
    main: "Main",
    skip: "Skip to content",
    home: "Home",
    agenda: "Agenda",
    activities: "Activities",
    deals: "Deals",
    board: "Board",
    dealViews: "How deals are shown",
    list: "List",
    forecast: "Forecast",
    dashboard: "Dashboard",
    leads: "Leads",
    contacts: "Contacts",
    companies: "Companies",
    more: "More",
    import: "Import",
    objection: "Answer an objection",
    winLoss: "Wins and losses",
    segments: "Segments",
    campaigns: "Campaigns",
    duplicates: "Duplicates",
    edits: "What I did",
    sync: "Sync",
    people: "People",
    settings: "Settings",
    search: "Search",
    design: "Components",
    back: "Back",
  },

  search: {
    label: "Search",
    placeholder: "Search deals, people, companies",
    shortcut: "/",
  },

  quick: {
    open: "Find or do",
    shortcut: (apple: boolean) => (apple ? "⌘K" : "Ctrl K"),
    go: "Go to",
    goTo: (place: string) => `Go to ${place}`,
    make: "New",
    created: { deal: "New deal", lead: "New lead", contact: "New contact", company: "New company", call: "Log a call", meeting: "Plan or log a meeting", note: "Write a note", task: "New task" },
    add: "Quick add",
    addShort: "Add",
    help: "Keyboard shortcuts",
    undoLast: "Undo the last edit",
  },

  sync: {
    open: (state: string) => `Sync: ${state}. Open details.`,
    starting: "Connecting",
    "saved-here": "Saved on this device",
    sending: "Syncing",
    synced: "Up to date",
    offline: "Offline",
    attention: "Needs your attention",
  },


  state: {
    notFound: "There is nothing at this address",
    notFoundDetail: "The record may have been removed, or the link is not complete.",
    toStart: "Go to the start",
    broken: "This page could not be shown",
    brokenDetail: "What you have saved is safe. Try again; if it stays, reload the page.",
    notHere: "This page is not on this device yet. It opens once there is a network.",
    retry: "Try again",
  },

  api: {
    unreachable: "The server cannot be reached",
    unreachableDetail: "Check the connection and try again. What you typed is still here.",
    unknown: "Something went wrong on the server",
  },

  auth: {
    signIn: "Sign in",
    signOut: "Sign out",
    expired: "Your session has ended",
    owes: "A second step is needed",
    owesDetail: "You can go on working here. Set it up to send and receive changes.",
    owesSetUp: "Set up",
    expiredDetail: "You can go on working here. Sign in again to send and receive changes.",
  },

  settings: {
    theme: "Theme",
    themes: { system: "System", light: "Light", dark: "Dark" },
  },

  record: {
    yes: "Yes",
    no: "No",
    notHere: "Not on this device",
    on: "on",
    undone: "Undone", repeats: "Repeats",
    undoneOf: (title: string) => `Undone: ${title}`,
    nothingToUndo: "There is nothing to undo.",
    you: "you",
    server: "the server",
    pending: "Saved here, not on the server yet",
  },

  stage: {
    label: "Stage",
    moveTo: (name: string) => `Move to ${name}`,
    moved: (name: string) => `Moved to ${name}`,
    closeTitle: (name: string) => `Close as ${name.toLowerCase()}`,
    reason: "Reason", reasonHint: { won: "Why they chose you.", lost: "Why they did not." },
    lostTo: "Lost to these objections",
    closeDate: "Close date",
    close: "Close deal",
    closed: (name: string) => `Closed as ${name.toLowerCase()}`,
    needsDate: "Choose the day.",
    choose: "Choose a stage.",
    stagnant: (days: number) => `${count(days, "day", "days")} in this stage`,
  },

  arriving: {
    notComplete: "Not everything is on this device yet",
    notCompleteDetail: "The list grows while the rest arrives.",
    notCompleteOffline: "The rest comes when there is a connection.",
    receiving: "Receiving your data",
    receivingDetail: (have: number, total: number) => `${format.number(have)} of ${format.number(total)}`,
  },

  /** A choice of the schema as a word. */
  choice: (value: string): string => choices[value] ?? `${value.slice(0, 1).toUpperCase()}${value.slice(1)}`,


  roles: { admin: "Admin", manager: "Manager", exec: "Sales executive" } as Readonly<Record<string, string>>,
} as const);
