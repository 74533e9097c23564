// What is promised about a device that is lost, and what is not. Read by people who have just lost one.
import { catalogue } from "../../app/catalogue.ts";

export const words = catalogue({
  title: "A lost device",
  lead: "What signing out a device from here does, and what nothing can do.",
  now: "If you have just lost one",
  nowSteps: [
    "Sign it out in the list of devices, from any other device. An admin can do it for you.",
    "Tell an admin if somebody may know your password.",
    "Use your phone's or computer's own way to lock or erase it, if it has one: that works where this app cannot.",
  ],
  does: "What signing out a device does",
  doesFacts: [
    "Its connection is cut within two seconds, on whichever server it is.",
    "Its next call is refused. It can send nothing more and receives nothing more.",
    "When it next connects it deletes what it holds, edits it had not sent too, and forgets who was signed in. The list then says when it was told.",
    "Edits that it had sent are safe on the server.",
  ],
  doesNot: "What it cannot do",
  doesNotFacts: [
    "A device that never connects again is never told. What it holds stays there.",
    "Edits that it had not sent are lost with it.",
    "What somebody has read, copied, photographed or exported stays theirs.",
    "Somebody who can use the unlocked device can use the app on it until it is signed out. Lock your device.",
    "A browser that was copied with its whole profile is a second device with the same data.",
  ],
  atRest: "What protects it without a connection",
  atRestFacts: [
    "What is stored is sealed with a key that scripts of this site can use but not read out. Removing it is quick and final. It does not stop somebody who copies the whole browser profile: the key lies there too.",
    "A PIN or a passkey takes that way to the key off the disk. A short PIN can be guessed by a fast computer that has a copy; a long one with letters, or a passkey, cannot. While the app is open, it is open.",
    "A device that has not heard from the server for as long as the workspace allows (14 days unless an admin chose otherwise) opens nothing until its person signs in. Nothing is lost by that. It is a rule that the app keeps: changed files of the app, or a clock held still, get around it, but not around a lock.",
    "A clock put back to more than a day before the last contact counts as past that time.",
    "Unsealed are: who was signed in, files shared with the app until they are dealt with, the call the app means to ask about, and traces on the disk of what was stored before there was a seal.",
  ],
  toDevices: "Go to the devices",
});
