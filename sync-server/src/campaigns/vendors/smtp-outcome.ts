// What an SMTP failure says of the one mail that was being handed over (RFC 5321, 4.2.1 and 4.5.4.1). Invariant: a mail may
// have gone from the moment the dot that ends it was on its way until the server has answered it; a failure in between is
// `unknown`. Every other failure means that it surely was not sent.
import type { Handed } from "../vendor-port.ts";
import { oneLine } from "./check-message.ts";

/** Of nodemailer's errors, what is looked at here. */
export interface SmtpFailure {
  readonly message: string;
  /** EENVELOPE: before the words of the mail; EMESSAGE: after them; others: the connection. */
  readonly code?: string;
  /** What the server answered, and its first three digits. */
  readonly response?: string;
  readonly responseCode?: number;
  readonly command?: string;
}

const MOST_WHY = 300;
/** Enhanced status codes (RFC 3463) that speak of the address or the mailbox, and not of us or of the way there. */
const OF_ADDRESS = /^5\d\d[ -]5\.(?:1\.(?!7|8)|2\.[01])/;
const ENHANCED = /^\d{3}[ -]\d\.\d{1,3}\.\d{1,3}/;

/** A refused address is bad unless the server says that it is something else: a relay that refuses us would empty the list. */
const speaksOfAddress = (response: string): boolean => OF_ADDRESS.test(response) || !ENHANCED.test(response);

/** `ended`: all of the mail was given to the connection, so that the dot may have been sent. */
export function smtpOutcome({ message, code, response = "", responseCode, command }: SmtpFailure, ended: boolean): Handed {
  const why = oneLine(response === "" ? message : response, MOST_WHY);
  const ofMail = code === "EENVELOPE" || code === "EMESSAGE";
  if (ofMail && responseCode !== undefined) {
    if (responseCode < 500) return { is: "failed", why, again: true };
    const bounced = command === "RCPT TO" && responseCode !== 552 && speaksOfAddress(response);
    return { is: "failed", why, again: false, ...(bounced && { bounced }) };
  }
  if (ended) return { is: "unknown", why: `The mail server was not heard after the mail was sent: ${why}` };
  return { is: "failed", why, again: !ofMail };
}
