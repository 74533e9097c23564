// Tells people: writes the notification into their own bucket, so that it is on all their devices, and has mail and push
// sent later by jobs. Invariants: everything is told once, whatever dies in between and however many servers do it, because
// a notice's name is stored in the transaction that makes its jobs; what is told by which channel is the person's own say;
// many of the same at once are one (many.ts).
import { changeOf, creationOf } from "@outrider/shared/commands";
import { DAY_MS, ok } from "@outrider/shared/kernel";
import { type Change, isDeleted, textOf, valueOf } from "@outrider/shared/records";
import type { Database } from "../db/database.ts";
import type { Transaction } from "../db/client.ts";
import type { Feed } from "../feed-port.ts";
import { keys } from "../feed/sql-rows.ts";
import type { FollowedPage, PageWork } from "../feed/follower.ts";
import type { Jobs } from "../jobs/jobs.ts";
import type { Clock } from "../platform/clock.ts";
import type { Notice } from "./find-notices.ts";
import { noticesOf } from "./find-notices.ts";
import { undisturbedUntil } from "./local-time.ts";
import { FOLDED, foldMany, saysHowMany, type Summary, TOGETHER_MS } from "./many.ts";
import type { NoticeReader } from "./notice-reader.ts";
import type { NoticeSettings, Preferences } from "./preferences.ts";

export interface NotifierDeps {
  readonly database: Database;
  readonly write: Feed["write"];
  readonly jobs: Pick<Jobs, "send" | "wake">;
  readonly preferences: Preferences;
  readonly reader: NoticeReader;
  readonly clock: Clock;
  /** Whether there is a mail server. */
  readonly mails: boolean;
  /** A mail waits so long, so that what is read in the app meanwhile needs none. */
  readonly mailAfterMs?: number;
  readonly failed: (error: unknown) => void;
}

export interface Notifier {
  /** What the records of a page give to tell. */
  handle(page: FollowedPage): Promise<PageWork>;
  /** Tells now what is not told yet; answers the names of what was new. */
  tell(workspace: string, notices: readonly Notice[]): Promise<readonly string[]>;
}

const MAIL_AFTER_MS = 60_000;
/** Older news are none, also where a notice's name has been forgotten meanwhile. */
const NEWS_MS = 30 * DAY_MS;
/** As many notifications are written in one group. */
const AT_ONCE = 100;

export function createNotifier({ database, write, jobs, preferences, reader, clock, mails, mailAfterMs = MAIL_AFTER_MS, failed }: NotifierDeps): Notifier {
  const { sql } = database;

  async function unknown(workspace: string, notices: readonly Notice[]): Promise<readonly Notice[]> {
    if (notices.length === 0) return [];
    const rows = await sql<{ id: string }[]>`select id from notice where workspace_id = ${workspace} and id in (select json_array_elements_text(${keys(notices.map(({ id }) => id))}::json))`;
    const known = new Set(rows.map(({ id }) => id));
    return [...new Map(notices.map((notice) => [notice.id, notice])).values()].filter(({ id }) => !known.has(id));
  }

  const recordOf = ({ id, person, what, about, by, text, at }: Notice): Change => creationOf(id, { kind: "notification", values: { person, what, about, by, text, at } });

  /** Into their own buckets; one that is there already is left as it is (it may have been read). */
  async function show(workspace: string, notices: readonly Notice[]): Promise<void> {
    const there = await reader.records(workspace, notices.map(({ id }) => id));
    const wanted = notices.filter(({ id }) => !there.has(id));
    for (let from = 0; from < wanted.length; from += AT_ONCE) {
      const some = wanted.slice(from, from + AT_ONCE);
      const written = some.length === 0 ? ok(0) : await write(workspace, "", "notify", some.map(recordOf));
      if (written.ok) continue;
      // One of them names what is not there any more: the others are told.
      for (const one of some) {
        const alone = await write(workspace, "", "notify", [recordOf(one)]);
        if (!alone.ok) failed(new Error(`a notification was refused: ${alone.error.message}`));
      }
    }
  }

  /** Those that tell of many and to which more may be added: lately, and not read. */
  async function openSummaries(workspace: string, notices: readonly Notice[]): Promise<readonly Summary[]> {
    const people = [...new Set(notices.filter(({ what }) => FOLDED.includes(what)).map(({ person }) => person))];
    if (people.length === 0) return [];
    const rows = await sql<Summary[]>`
      select id, user_id as person, what, coalesce(by, '') as by, text from notice
      where workspace_id = ${workspace} and at > ${clock.now() - TOGETHER_MS} and about is null and text is not null
        and user_id::text in (select json_array_elements_text(${keys(people)}::json)) and what in (select json_array_elements_text(${keys([...FOLDED])}::json))`;
    const many = rows.filter(({ text }) => saysHowMany(text));
    const shown = await reader.records(workspace, many.map(({ id }) => id));
    return many.filter(({ id }) => {
      const state = shown.get(id);
      return state === undefined || (valueOf(state, "readAt") === null && !isDeleted(state));
    });
  }

  /** What those that there were say now, on their people's devices. */
  async function sayAnew(workspace: string, grown: readonly Summary[]): Promise<void> {
    const shown = await reader.records(workspace, grown.map(({ id }) => id));
    const changes = grown.flatMap(({ id, text }) => {
      const state = shown.get(id);
      return state === undefined || textOf(state, "text") === text ? [] : [changeOf(state, { text })];
    });
    const written = changes.length === 0 ? ok(0) : await write(workspace, "", "notify", changes);
    if (!written.ok) failed(new Error(`a notification was not brought up to date: ${written.error.message}`));
  }

  async function plan(workspace: string, given: readonly Notice[], told: (ids: readonly string[]) => void = () => undefined): Promise<PageWork> {
    const fresh = await unknown(workspace, given);
    if (fresh.length === 0) return { write: () => Promise.resolve() };
    const { told: notices, silent, grown } = foldMany(fresh, await openSummaries(workspace, fresh));
    const settings = await preferences.of(workspace, [...new Set(notices.map(({ person }) => person))]);
    const wants = (notice: Notice): NoticeSettings => settings.get(notice.person) as NoticeSettings;
    await show(workspace, notices.filter((notice) => wants(notice).channels[notice.what].app));
    await sayAnew(workspace, grown);
    return {
      async write(tx) {
        const rows = notices.map((notice) => ({ ...notice, digest: mails && wants(notice).channels[notice.what].email && wants(notice).digest === "daily" }));
        const names = [...rows, ...silent.map((notice) => ({ ...notice, digest: false }))];
        const stored = await tx<{ id: string }[]>`
          insert into notice (workspace_id, id, user_id, what, about, by, text, at, digest)
          select ${workspace}, id, person, what, nullif(about, ''), nullif(by, ''), nullif(text, ''), at, digest
          from json_to_recordset(${JSON.stringify(names)}::json) as row (id text, person uuid, what text, about text, by text, text text, at bigint, digest boolean)
          on conflict do nothing returning id`;
        const news = new Set(stored.map(({ id }) => id));
        for (const notice of rows) if (news.has(notice.id)) await send(tx, workspace, notice, wants(notice), notice.digest);
        for (const { id, text } of grown) await tx`update notice set text = ${text}, at = ${clock.now()} where workspace_id = ${workspace} and id = ${id}`;
        told([...news]);
      },
      done() {
        jobs.wake("noticeMail");
        jobs.wake("noticePush");
      },
    };
  }

  async function send(tx: Transaction, workspace: string, notice: Notice, settings: NoticeSettings, digest: boolean): Promise<void> {
    const now = clock.now();
    const channels = settings.channels[notice.what];
    // The queue has the database's clock: it is told how long to wait.
    const after = (ms: number): Date => new Date(Date.now() + Math.max(undisturbedUntil(now, settings) - now, ms));
    if (mails && channels.email && !digest) await jobs.send("noticeMail", { workspace, notice: notice.id }, { within: tx, after: after(channels.app ? mailAfterMs : 0) });
    if (!channels.push) return;
    const subscriptions = await tx<{ id: string }[]>`select id from push_subscription where workspace_id = ${workspace} and user_id = ${notice.person}`;
    for (const { id } of subscriptions) await jobs.send("noticePush", { workspace, notice: notice.id, subscription: id }, { within: tx, after: after(0) });
  }

  return {
    async handle({ workspace, rows, since }) {
      const states = rows.map(({ state }) => state).filter(({ kind }) => kind !== "notification");
      const members = await reader.members(workspace);
      const known = new Map([...members, ...states].map((state) => [state.id, state]));
      const roots = states.flatMap(({ fields }) => { const root = fields["root"]?.value; return typeof root === "string" && !known.has(root) ? [root] : []; });
      for (const [id, state] of await reader.records(workspace, roots)) known.set(id, state);
      const around = { members, read: (id: string) => known.get(id), since: Math.max(since, clock.now() - NEWS_MS) };
      return await plan(workspace, states.flatMap((state) => noticesOf(state, around)));
    },
    async tell(workspace, notices) {
      let told: readonly string[] = [];
      const work = await plan(workspace, notices, (ids) => void (told = ids));
      await sql.begin((tx) => work.write(tx));
      await database.sync();
      work.done?.();
      return told;
    },
  };
}
