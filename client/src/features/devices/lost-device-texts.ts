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
    "When it next connects it deletes what it holds: records, edits it had not sent, lists it had shown, files shared with the app, and who was signed in. The list then says when it was told.",
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
  toDevices: "Go to the devices",
});
