// Hints between servers of one database: "there is something new in this workspace", sent after a commit and at most once
// every few milliseconds for each workspace. A lost hint costs time and no data: servers also look by themselves.
import type { Database } from "../db/database.ts";
import type { Committed } from "./committed.ts";
import type { Hub } from "./hub.ts";

const CHANNEL = "outrider_feed";
const GATHER_MS = 5;
const LOOK_MS = 5000;

export interface Hints { sent(workspace: string, committed: Committed): void; close(): Promise<void> }

export interface HintsDeps {
  readonly database: Database;
  readonly feed: () => { readonly hub: Pick<Hub, "hint">; look(): Promise<void> };
  /** This server's name among those that share the database. */
  readonly self: string;
  readonly failed: (error: unknown) => void;
}

export async function openHints({ database, feed, self, failed }: HintsDeps): Promise<Hints | null> {
  if (!database.listen) return null;
  const due = new Map<string, boolean>();
  let timer: NodeJS.Timeout | null = null;

  function flush(): void {
    timer = null;
    for (const [workspace, members] of due) database.sql.notify(CHANNEL, JSON.stringify({ self, workspace, members })).catch(failed);
    due.clear();
  }

  const unlisten = await database.listen(CHANNEL, (payload) => {
    const hint = JSON.parse(payload) as { self: string; workspace: string; members: boolean };
    if (hint.self !== self) feed().hub.hint(hint.workspace, hint.members);
  });
  let looking = Promise.resolve();
  const look = setInterval(() => {
    looking = looking.then(() => feed().look()).catch(failed);
  }, LOOK_MS);

  return {
    sent(workspace, { membersChanged }) {
      due.set(workspace, (due.get(workspace) ?? false) || membersChanged);
      timer ??= setTimeout(flush, GATHER_MS);
    },
    async close() {
      clearInterval(look);
      await looking;
      if (timer) clearTimeout(timer);
      await unlisten();
    },
  };
}
