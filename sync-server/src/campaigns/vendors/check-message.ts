// What no vendor is handed: a bad address, a header that is not one of a campaign's own, words that would end a header and
// begin another. Invariant: what passes here holds no line break and no control character in any header, whatever a customer
// is called. It knows no vendor.
import { withoutHalfSigns } from "@outrider/shared/kernel";
import { checkValue, fieldOf } from "@outrider/shared/schema";
import type { Handed, OutMessage } from "../vendor-port.ts";

type Failed = Extract<Handed, { readonly is: "failed" }>;

/** Who a mail is from or for; `name` is "" where there is none. */
export interface Mailbox {
  readonly name: string;
  readonly address: string;
}

const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;
const KEY = /^[\w.:-]{1,200}$/;
/** A campaign has these to say; who it is from and for, what it is and how it is written is the vendor's. */
const HEADER = /^(?:List-[A-Za-z-]{1,40}|X-[A-Za-z0-9-]{1,60}|Reply-To|Precedence|Auto-Submitted|Feedback-ID)$/i;
const MOST_HEADER = 2_000;
const MOST_HEADERS = 20;
const MOST_SUBJECT = 500;
/** Characters of text and HTML together. */
const MOST_WORDS = 500_000;

const email = fieldOf("lead", "email");
const isAddress = (text: string): boolean => email !== undefined && checkValue(email, text) === null;

/** On one line, without what a header may not hold, for people to read. */
export const oneLine = (text: string, most: number): string => withoutHalfSigns(text.replace(CONTROLS, " ").trim().slice(0, most)).trim();

/** `Name <address>` or an address; null: neither. */
export function mailboxOf(text: string): Mailbox | null {
  const opens = text.lastIndexOf("<");
  const [name, address] = opens >= 0 && text.endsWith(">") ? [text.slice(0, opens), text.slice(opens + 1, -1)] : ["", text];
  if (!isAddress(address)) return null;
  return { name: oneLine(name, 200).replace(/^"(.*)"$/, "$1"), address };
}

const refused = (why: string): Failed => ({ is: "failed", why, again: false });

/** Why this message can never be sent, or null. */
export function refusalOf({ key, to, from, text, html, headers }: OutMessage): Failed | null {
  if (!KEY.test(key)) return refused("Its key is not one.");
  if (!isAddress(to)) return { ...refused("The address is not an e-mail address."), bounced: true };
  if (from !== undefined && mailboxOf(from) === null) return refused("The sender is not an e-mail address.");
  if (text.length + html.length > MOST_WORDS) return refused(`It is longer than ${MOST_WORDS} characters.`);
  const given = Object.entries(headers);
  if (given.length > MOST_HEADERS) return refused(`It has more than ${MOST_HEADERS} headers.`);
  for (const [name, value] of given) {
    if (!HEADER.test(name)) return refused(`A campaign may not set the header ${oneLine(name, 60)}.`);
    if (value.length > MOST_HEADER || oneLine(value, MOST_HEADER) !== value) return refused(`The header ${name} is not one line.`);
  }
  return null;
}

/** As it goes into the header. */
export const subjectOf = ({ subject }: OutMessage): string => oneLine(subject, MOST_SUBJECT);
