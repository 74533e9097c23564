// What time alone makes worth telling: a deal in which nothing has moved for too long, a task that is due or whose
// reminder has come, and the mail that tells of a day. Invariants: each is told once (its notice's name says the stage it
// stands in, the day it is due); a task is due in the time zone of its assignee. It is called every few minutes.
import { DAY_MS } from "@outrider/shared/kernel";
import { type PackedRecord, type RecordState, textOf, unpack, valueOf } from "@outrider/shared/records";
import type { Database } from "../db/database.ts";
import type { Mailer } from "../auth/mailer.ts";
import { keys } from "../feed/sql-rows.ts";
import type { Clock } from "../platform/clock.ts";
import { type Notice, noticeId } from "./find-notices.ts";
import { localTime, minuteOf, undisturbedUntil } from "./local-time.ts";
import type { NoticeReader } from "./notice-reader.ts";
import type { Notifier } from "./notifier.ts";
import { DEFAULT_SETTINGS, type Preferences } from "./preferences.ts";

export interface WatchDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly preferences: Preferences;
  readonly reader: NoticeReader;
  readonly notifier: Notifier;
  readonly mailer: Mailer | undefined;
  readonly frontendUrl: string;
}

const PAGE = 1000;
/** A task that is due today is told of from this minute of the day on. */
const MORNING = 7 * 60;

export function createWatch({ database, clock, preferences, reader, notifier, mailer, frontendUrl }: WatchDeps): () => Promise<void> {
  const { sql } = database;

  /** Records whose open mark is one of these, page by page. */
  async function* open(workspace: string, marks: readonly string[]): AsyncGenerator<readonly RecordState[]> {
    for (let after = ""; ; ) {
      const rows = await sql<{ state: PackedRecord }[]>`
        select state from record where workspace_id = ${workspace} and open in (select json_array_elements_text(${keys(marks)}::json)) and id > ${after} order by id limit ${PAGE}`;
      const states = rows.map(({ state }) => unpack(state));
      if (states.length > 0) yield states;
      if (states.length < PAGE) return;
      after = states.at(-1)?.id ?? "";
    }
  }

  async function stagnant(workspace: string, since: number): Promise<void> {
    const rows = await sql<{ state: PackedRecord }[]>`select state from record where workspace_id = ${workspace} and kind in ('pipeline', 'stage')`;
    const limits = new Map<string, number>();
    for (const stage of rows.map(({ state }) => unpack(state))) {
      const days = valueOf(stage, "stagnantAfter");
      if (stage.kind === "stage" && textOf(stage, "outcome") === "open" && typeof days === "number" && days > 0) limits.set(stage.id, days * DAY_MS);
    }
    if (limits.size === 0) return;
    const now = clock.now();
    for await (const deals of open(workspace, [...limits.keys()])) {
      await notifier.tell(workspace, deals.flatMap((deal): Notice[] => {
        const stage = deal.fields["stage"];
        const owner = textOf(deal, "owner");
        const limit = limits.get(textOf(deal, "stage"));
        if (!stage || owner === "" || limit === undefined || valueOf(deal, "deletedAt") !== null) return [];
        const at = stage.at + limit;
        return at > now || at < since ? [] : [{ id: noticeId(owner, "stagnant", deal.id, stage.origin), person: owner, what: "stagnant", about: deal.id, by: "", text: "", at, kind: "deal" }];
      }));
    }
  }

  async function due(workspace: string, since: number): Promise<void> {
    const now = clock.now();
    for await (const tasks of open(workspace, ["task"])) {
      const zones = await preferences.of(workspace, [...new Set(tasks.map((task) => textOf(task, "assignee")).filter((id) => id !== ""))]);
      await notifier.tell(workspace, tasks.flatMap((task): Notice[] => {
        const person = textOf(task, "assignee");
        const settings = zones.get(person);
        if (!settings || valueOf(task, "done") === true || valueOf(task, "deletedAt") !== null) return [];
        const told = (at: number, name: string): Notice => ({ id: noticeId(person, "due", task.id, name), person, what: "due", about: task.id, by: "", text: "", at });
        const { day, minute } = localTime(now, settings.timeZone);
        const remindAt = valueOf(task, "remindAt");
        const reminded = typeof remindAt === "number" && remindAt <= now && remindAt >= Math.max(since, now - DAY_MS);
        return [
          ...(reminded ? [told(remindAt, `reminder ${remindAt}`)] : []),
          ...(textOf(task, "due") === day && minute >= MORNING ? [told(now, `day ${day}`)] : []),
        ];
      }));
    }
  }

  async function digests(workspace: string): Promise<void> {
    if (!mailer) return;
    const people = await sql<{ user: string; day: string | null }[]>`
      select waiting.user_id as user, digest_day as day from (select distinct user_id from notice where workspace_id = ${workspace} and digest) waiting
      left join notice_preference kept on kept.workspace_id = ${workspace} and kept.user_id = waiting.user_id`;
    const wanted = await preferences.of(workspace, people.map(({ user }) => user));
    for (const { user, day: last } of people) {
      const settings = wanted.get(user) ?? DEFAULT_SETTINGS;
      const { day, minute } = localTime(clock.now(), settings.timeZone);
      // Who wants no such mail any more gets what waits at once.
      if (settings.digest === "daily" && (last === day || minute < minuteOf(settings.digestAt))) continue;
      if (undisturbedUntil(clock.now(), settings) > clock.now()) continue;
      const rows = await reader.digest(workspace, user);
      const ready = await reader.ready(workspace, user, rows);
      await sql.begin(async (tx) => {
        const taken = await tx`update notice set digest = false where workspace_id = ${workspace} and digest and id in (select json_array_elements_text(${keys(rows.map(({ id }) => id))}::json)) returning id`;
        // Another server was quicker.
        if (taken.length < rows.length) return;
        await tx`update notice_preference set digest_day = ${day} where workspace_id = ${workspace} and user_id = ${user}`;
        const [first] = ready;
        if (!first) return;
        const lines = ready.map(({ sentence, path }) => `- ${sentence}\n  ${frontendUrl}${path}`);
        await mailer.send({ to: first.email, subject: `Outrider: ${ready.length} ${ready.length === 1 ? "notification" : "notifications"}`, text: `${lines.join("\n\n")}\n` }, tx);
      });
      await database.sync();
      mailer.sent?.();
    }
  }

  return async () => {
    // Those whose notifications are followed: what was before that is nobody's news.
    const workspaces = await sql<{ workspace: string; since: number }[]>`select workspace_id as workspace, since from follow_cursor where name = 'notifications'`;
    for (const { workspace, since } of workspaces) {
      await stagnant(workspace, since);
      await due(workspace, since);
      await digests(workspace);
    }
  };
}
