// Mails by SMTP, over a few connections that are used again. Invariant: a mail is handed to a connection once, save where not
// a byte of it was read; whether it may have gone is known from whether all of it was read (smtp-outcome.ts).
// SMTP knows no keys: the Message-ID made of the key lets a receiver see that two are one, and no more.
import { createTransport } from "nodemailer";
import type { Readable } from "node:stream";
import type { Handed, OutMessage, Vendor } from "../vendor-port.ts";
import { beginEach } from "./begin-each.ts";
import { type Mailbox, mailboxOf, refusalOf, subjectOf } from "./check-message.ts";
import { type SmtpFailure, smtpOutcome } from "./smtp-outcome.ts";

export interface SmtpServer {
  readonly host: string;
  readonly port: number;
  /** TLS from the start; without it STARTTLS where the server offers it. */
  readonly secure: boolean;
  readonly user: string | undefined;
  readonly password: string | undefined;
}

interface Deps {
  readonly server: SmtpServer;
  /** Who mails are from that name nobody: `Name <address>` or an address. */
  readonly from: string;
  readonly connections?: number;
  /** For how long a mail server may be silent. */
  readonly silenceMs?: number;
}

const CONNECTIONS = 4;
const SILENCE_MS = 30_000;
const MAILS_A_CONNECTION = 100;

function senderOf(from: string): Mailbox {
  const sender = mailboxOf(from);
  if (!sender) throw new Error(`${from} is no sender`);
  return sender;
}

/** How far a mail has come: what nodemailer reads it from. */
interface Progress {
  stream?: Readable;
}

export function createSmtpVendor({ server: { host, port, secure, user, password }, from, connections = CONNECTIONS, silenceMs = SILENCE_MS }: Deps): Vendor {
  const sender = senderOf(from);
  const domain = sender.address.slice(sender.address.indexOf("@") + 1);
  const transport = createTransport({
    pool: true, maxConnections: connections, maxMessages: MAILS_A_CONNECTION,
    // It would hand a mail over again by itself.
    maxRequeues: 0,
    host, port, secure, ...(user === undefined ? {} : { auth: { user, pass: password ?? "" } }),
    connectionTimeout: Math.min(silenceMs, 10_000), greetingTimeout: Math.min(silenceMs, 10_000), socketTimeout: silenceMs,
    disableFileAccess: true, disableUrlAccess: true,
  });
  transport.use("stream", (mail, done) => {
    const { progress } = mail.data as { readonly progress?: Progress };
    const { message } = mail;
    const read = message.createReadStream.bind(message);
    if (progress) message.createReadStream = (options) => (progress.stream = read(options));
    done();
  });

  async function one(message: OutMessage): Promise<Handed> {
    const { key, to, text, html, headers } = message;
    const refusal = refusalOf(message);
    if (refusal) return refusal;
    const id = `${key}@${domain}`;
    for (let first = true; ; first = false) {
      const progress: Progress = {};
      const mail = {
        from: message.from === undefined ? sender : (mailboxOf(message.from) ?? sender), to: { name: "", address: to }, subject: subjectOf(message), text, html, headers: { ...headers },
        messageId: `<${id}>`, envelope: { from: sender.address, to }, progress,
      };
      try {
        await transport.sendMail(mail);
        return { is: "taken", id };
      } catch (error) {
        const failure = error as SmtpFailure;
        // A connection that was idle and is gone: nobody heard of this mail yet.
        if (first && failure.code === "ECONNECTION" && progress.stream?.readableDidRead === false) continue;
        return smtpOutcome(failure, progress.stream?.readableEnded === true);
      }
    }
  }

  const { send, stop } = beginEach<OutMessage>({ parts: (messages) => messages, hand: async (message) => [await one(message)], size: () => 1, atOnce: connections });
  return {
    name: "smtp", idempotent: false, tellsLater: false, send,
    async stop() {
      await stop();
      transport.close();
    },
  };
}
