// The jobs that carry a notice out of the app: one mail, one push. Invariant: whoever has read it meanwhile, may not see
// what it is about any more, or is no longer here, gets nothing.
import type { Mailer } from "../auth/mailer.ts";
import type { Handler } from "../jobs/jobs.ts";
import type { Log } from "../platform/logger.ts";
import { TargetRefused } from "../platform/guarded-request.ts";
import type { NoticeReader, ReadyNotice } from "./notice-reader.ts";
import type { PushSender, PushStore } from "./push.ts";

export interface DeliverDeps {
  readonly reader: NoticeReader;
  readonly push: PushStore;
  readonly sendPush: PushSender;
  /** Speaks to the mail server: this is a job already. */
  readonly smtp: Mailer | undefined;
  readonly frontendUrl: string;
  readonly log: Pick<Log, "warn">;
}

export function createDeliver({ reader, push, sendPush, smtp, frontendUrl, log }: DeliverDeps): { readonly mail: Handler<"noticeMail">; readonly push: Handler<"noticePush"> } {
  async function ready(workspace: string, notice: string, user?: string): Promise<ReadyNotice | undefined> {
    const row = await reader.row(workspace, notice);
    if (!row || (user !== undefined && user !== row.userId)) return undefined;
    return (await reader.ready(workspace, row.userId, [row]))[0];
  }
  return {
    async mail({ workspace, notice }, { id }) {
      const told = await ready(workspace, notice);
      if (!told || !smtp) return;
      const text = `${told.sentence}\n\n${frontendUrl}${told.path}\n\nWhat you are told by mail is set at ${frontendUrl}/notifications\n`;
      await smtp.send({ to: told.email, subject: told.sentence, text, id });
    },
    async push({ workspace, notice, subscription }) {
      const to = await push.find(workspace, subscription);
      const told = to && (await ready(workspace, notice, to.userId));
      if (!to || !told) return;
      try {
        const outcome = await sendPush(to, { title: "Outrider", body: told.sentence, path: told.path, tag: notice });
        if (outcome !== "sent") log.warn({ outcome }, "a push was not taken");
        if (outcome === "gone") await push.drop(workspace, subscription);
      } catch (error) {
        if (!(error instanceof TargetRefused)) throw error;
        await push.drop(workspace, subscription);
      }
    },
  };
}
