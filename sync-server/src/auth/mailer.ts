/** The port to mail, and its SMTP adapter. Without a mail server there is no mailer, and links are shown instead. */
import { createTransport } from "nodemailer";

export type Mail = { readonly to: string; readonly subject: string; readonly text: string };

export type Mailer = {
  /** Rejects when the mail server did not take it. */
  send(mail: Mail): Promise<void>;
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
  return {
    async send({ to, subject, text }) {
      await transport.sendMail({ from: settings.from, to: { name: "", address: to }, subject, text });
    },
  };
};
