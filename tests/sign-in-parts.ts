// What a browser test of signing in needs besides the app: a mail server, an authenticator, and another sign-in service.
export { codeOf } from "../sync-server/src/testing/authenticator.ts";
export { openMailbox } from "../sync-server/src/testing/mailbox.ts";
export { CLIENT, openIssuer } from "../sync-server/src/testing/open-id-issuer.ts";
