// A real mail server for tests: it takes every mail and tells of each before it says so to whoever brought it.
import { SMTPServer } from "smtp-server";

export interface TakenMail {
  readonly to: string;
  /** Of its head, unfolded; "" where there is none of the name. */
  readonly header: (name: string) => string;
  readonly at: number;
}

/** How long it keeps the sender waiting, so that a kill may come between. */
const SLOW_MS = 5;

export async function openMailServer(port: number, taken: (mail: TakenMail) => void): Promise<{ stop(): Promise<void> }> {
  const server = new SMTPServer({
    authOptional: true, disabledCommands: ["STARTTLS", "AUTH"],
    onData(stream, session, done) {
      let text = "";
      stream.on("data", (part: Buffer) => (text += part.toString()));
      stream.on("end", () => {
        const lines = text.replaceAll(/\r\n[ \t]+/g, " ").split("\r\n");
        const header = (name: string): string => lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2) ?? "";
        taken({ to: session.envelope.rcptTo[0]?.address ?? "", at: Date.now(), header });
        setTimeout(() => done(), SLOW_MS);
      });
    },
  });
  server.on("error", () => undefined);
  await new Promise<void>((ready) => server.listen(port, "127.0.0.1", () => ready()));
  return { stop: () => new Promise((ended) => server.close(() => ended())) };
}
