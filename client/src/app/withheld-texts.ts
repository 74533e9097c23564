// Every word of what stands in the place of a page while what this device holds is not opened.
import { catalogue } from "./catalogue.ts";
import { counted } from "./plural.ts";

export const words = catalogue({
  leaseTitle: "Sign in to open what is on this device",
  leaseDetail: "It has not heard from the server for longer than your workspace allows. Nothing is lost: records and edits not sent yet open again when you sign in.",
  leaseOffline: "Signing in needs a connection.",
  signIn: "Sign in",
  tryAgain: "Try again",
  lockedTitle: "This device is locked",
  pinLead: "Enter your PIN to open what it holds.",
  pin: "PIN",
  open: "Open",
  passkeyLead: "Show your passkey to open what it holds.",
  usePasskey: "Use the passkey",
  passkeyFailed: "The passkey was not shown, or is not the one.",
  wrong: "This is not the PIN",
  wait: (seconds: number) => `Wait ${counted(seconds, { one: "second", other: "seconds" })}, then try again.`,
  tooMany: "Too many wrong tries",
  tooManyDetail: "Sign in to open it. The lock is then off, and you can set a new one.",
  forgotten: "Sign in instead",
  password: (email: string) => `Password of ${email}`,
  needsPassword: "The password is needed.",
  back: "Back to the lock",
  signInLead: "Signing in opens this device and takes the lock off. It needs a connection.",
  cannot: "The server has nothing that opens this device",
  cannotDetail: "Only the PIN or the passkey opens it. Or sign out and start anew: edits not sent yet are then lost.",
  giveUp: "Sign out and start anew",
  giveUpTitle: "Remove what this device holds?",
  giveUpDetail: "Edits that have not reached the server are lost for good. The rest comes again when you sign in.",
  failed: "That did not work",
  unreachable: "The server cannot be reached",
});
