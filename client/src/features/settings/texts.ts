// Every word of the settings.
import { catalogue } from "../../app/catalogue.ts";
import { counted } from "../../app/plural.ts";

export const words = catalogue({
  title: "Settings",
  appearance: "Appearance",
  language: "Language",
  languages: { en: "English", "en-XA": "Long words", "en-XB": "Right to left" },
  languageHint: "The other two are for trying out how the app bears another language. Choosing one reloads the page.",
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
