// Every word of the settings.
import { catalogue } from "../../app/catalogue.ts";
import { format } from "../../app/format.ts";
import { counted } from "../../app/plural.ts";

const n = format.number;

export const words = catalogue({
  title: "Settings",
  appearance: "Appearance",
  language: "Language",
  languages: { en: "English", "en-XA": "Long words", "en-XB": "Right to left" },
  languageHint: "The other two are for trying out how the app bears another language. Choosing one reloads the page.",
  export: {
    title: "Export",
    hint: "All records you may see, also those in the bin, as one JSON file. It is made on this device, with no network too.",
    notComplete: "Not everything is on this device yet: the file would hold only what is.",
    part: "This device holds a part of what you may see: the file holds only that, with what you have loaded.",
    start: "Export everything",
    running: "Writing the file",
    progress: (done: number, of: number) => `${n(done)} of ${n(of)}`,
    fileName: (day: string) => `outrider-${day}.json`,
    done: (count: number) => `${counted(count, { one: "record", other: "records" })} exported`,
    partly: (count: number) => `${counted(count, { one: "record", other: "records" })} exported: those that are on this device so far`,
    cancelled: "The export was cancelled. No file was made.",
    failed: "The file could not be made. Reload the page and try again.",
  },
  registration: {
    title: "Joining",
    label: "People may join by themselves",
    hint: "Whoever has an address can join as a sales executive, without an invitation. It confirms the address by mail.",
    on: "People may now join by themselves.",
    off: "People now join by invitation only.",
  },
  lease: {
    title: "Working offline",
    label: "Without contact, a device opens for",
    hint: "After that it opens only when its person signs in. Nothing on it is lost. A device learns of a change at its next contact.",
    days: (days: number) => counted(days, { one: "day", other: "days" }),
    saved: "Saved. Devices learn of it at their next contact.",
    needsNetwork: "This needs a connection.",
  },
  consent: {
    title: "Use of features",
    label: "Count how often I use which feature, on this device",
    hint: "For this workspace's own server alone: a day, a feature and a number, added up over all who agree. Not who, and not which record.",
    on: "Thank you. This device now counts.",
    off: "This device counts nothing and sends nothing.",
  },
  administration: "Administration",
  screens: {
    devices: "Devices", security: "Password and sign-in", notifications: "Notifications", pipelines: "Pipelines", fields: "Custom fields", teams: "Teams",
    workspace: "Workspace", "api-keys": "API keys", webhooks: "Webhooks", privacy: "Privacy", audit: "Audit log", system: "System",
  },
  screenHints: {
    devices: "Where you are signed in. Sign out a device that you have lost.",
    security: "Change your password, and guard your account with a second step.",
    notifications: "What you are told in the app, by email and by push, and when not.",
    pipelines: "Stages, their order, probability, and when a deal is stagnant.", fields: "What your workspace keeps besides.", teams: "Who works with whom.",
    workspace: "Name, currency and rates, how long things are kept, the assistant.",
    "api-keys": "Let programs read and write this workspace's records.",
    webhooks: "Other systems that are told of what happens here.",
    privacy: "All there is of one person, to be exported or erased; how long things are kept.",
    audit: "Who did what.",
    system: "Connected devices, sync lag, errors: how the server does.",
  },
  changeProfile: "Change your profile",
  account: "Account",
  name: "Name",
  email: "Email",
  role: "Role",
  workspace: "Workspace",
  signOutHint: "Signing out removes your data from this device. It stays on the server.",
  unsent: (pending: number) => `${counted(pending, { one: "edit has", other: "edits have" })} not reached the server`,
  unsentDetail: "Signing out now loses them for good. Connect first, and they are sent by themselves.",
  signOutAnyway: "Sign out and lose them",
  notWiped: "The data on this device could not be removed. Clear this site's data in the browser.",
  signOutOffline: "Signing out needs a connection, so that the server ends the session.",
});
