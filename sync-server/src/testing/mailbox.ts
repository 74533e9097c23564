/** A real mail server on this machine that keeps what it is given. */
import { SMTPServer } from "smtp-server";

export type Letter = { readonly to: string; readonly subject: string; readonly text: string; /** What follows the # of its first link that has one. */ readonly secret: string };

export type Mailbox = {
  readonly letters: Letter[];
  /** What a server's environment needs to send to it. */
  readonly environment: Readonly<Record<string, string>>;
  /** Those to an address, of which the subject has these words. */
  to(address: string, subject: string): readonly Letter[];
  /** Waits for the nth of them, from 1. */
  next(address: string, subject: string, nth?: number): Promise<Letter>;
  close(): Promise<void>;
};

const textOf = (raw: string): { subject: string; text: string } => {
  const cut = raw.indexOf("\r\n\r\n");
  const head = raw.slice(0, cut).replaceAll(/\r\n[ \t]+/g, " ");
  const body = raw.slice(cut + 4);
  const quoted = /^Content-Transfer-Encoding: quoted-printable/im.test(head);
  const text = quoted ? body.replaceAll("=\r\n", "").replaceAll(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16))) : body;
  return { subject: /^Subject: (.*)$/im.exec(head)?.[1] ?? "", text };
};

export const openMailbox = async (port: number): Promise<Mailbox> => {
  const letters: Letter[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    onData(stream, session, done) {
      let raw = "";
      stream.on("data", (part: Buffer) => (raw += part.toString("utf8")));
      stream.on("end", () => {
        const { subject, text } = textOf(raw);
        const secret = /https?:\S+#(\S+)/.exec(text)?.[1] ?? "";
        for (const { address } of session.envelope.rcptTo) letters.push({ to: address, subject, text, secret });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const to = (address: string, subject: string): readonly Letter[] => letters.filter((letter) => letter.to === address && letter.subject.includes(subject));
  return {
    letters,
    to,
    environment: { SMTP_HOST: "127.0.0.1", SMTP_PORT: String(port), MAIL_FROM: "crm@example.com" },
    async next(address, subject, nth = 1) {
      for (let tries = 0; tries < 600; tries++) {
        const found = to(address, subject)[nth - 1];
        if (found !== undefined) return found;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      throw new Error(`no mail number ${nth} with “${subject}” came for ${address}`);
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
};
