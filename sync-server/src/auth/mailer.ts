/** The port to mail, and its SMTP adapter. Without a mail server there is no mailer, and links are shown instead. */
import { createTransport } from "nodemailer";
import type { Transaction } from "../db/client.ts";

export type Mail = {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
  /** Names the mail: one that is sent again bears the same name. */
  readonly id?: string;
};

export type Mailer = {
  /**
   * Rejects when it was not taken: by the mail server, or where there is a queue by that. `within` a transaction the mail
   * goes out if that commits; call `sent` then, so that it need not be looked for.
   */
  send(mail: Mail, within?: Transaction): Promise<void>;
  readonly sent?: () => void;
};

export type SmtpSettings = {
  readonly host: string;
  readonly port: number;
  readonly user: string | undefined;
  readonly password: string | undefined;
  readonly from: string;
};

export const createSmtpMailer = (settings: SmtpSettings): Mailer => {
  const transport = createTransport({
    host: settings.host,
    port: settings.port,
    secure: settings.port === 465,
    ...(settings.user === undefined ? {} : { auth: { user: settings.user, pass: settings.password ?? "" } }),
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const domain = settings.from.replace(/[<>\s]/g, "").split("@").at(-1) ?? "localhost";
  return {
    async send({ to, subject, text, html, id }) {
      await transport.sendMail({
        from: settings.from,
        to: { name: "", address: to },
        subject,
        text,
        ...(html !== undefined && { html }),
        ...(id !== undefined && { messageId: `<${id}@${domain}>` }),
      });
    },
  };
};
