// Mail by way of the queue: taken when it is stored, sent when the mail server takes it. Invariants: what a mail says (a
// reset link) lies in the database sealed, and nowhere once it was sent or given up; a mail that is sent twice because a
// server died in between bears the same Message-ID, by which the receiver's mail server knows it.
import type { Mail, Mailer } from "../auth/mailer.ts";
import type { Sealer } from "../platform/sealed-text.ts";
import type { Jobs } from "./jobs.ts";

interface Deps {
  readonly jobs: Pick<Jobs, "send" | "wake" | "work">;
  readonly sealer: Sealer;
  /** Speaks to the mail server. */
  readonly smtp: Mailer;
}

export function createQueuedMailer({ jobs, sealer, smtp }: Deps): Mailer {
  jobs.work("mail", async ({ sealed }, { id }) => {
    const mail = JSON.parse(sealer.open(sealed)) as Mail;
    await smtp.send({ ...mail, id });
  });
  return {
    async send({ to, subject, text, html }, within) {
      await jobs.send("mail", { sealed: sealer.seal(JSON.stringify({ to, subject, text, ...(html !== undefined && { html }) })) }, within && { within });
    },
    sent: () => jobs.wake("mail"),
  };
}
