// What a browser test of signing in needs besides the app: a mail server, and an authenticator.
export { codeOf } from "../sync-server/src/testing/authenticator.ts";
export { openMailbox } from "../sync-server/src/testing/mailbox.ts";
